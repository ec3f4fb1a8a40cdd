import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/postgres.ts'

const tables = async ({ url }: TestDatabase): Promise<number> => {
  const sql = postgres(url, { max: 1 })
  try {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')`
    return row?.n ?? -1
  } finally {
    await sql.end()
  }
}

describe('databases for tests', () => {
  it('are fresh, migrated copies that know nothing of each other', async () => {
    const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()])
    try {
      expect(await tables(one)).toBeGreaterThan(0)
      const sql = postgres(one.url, { max: 1 })
      await sql`create table only_here (n int)`
      await sql.end()
      expect(await tables(two)).toBe((await tables(one)) - 1)
    } finally {
      await Promise.all([one.drop(), two.drop()])
    }
    await expect(tables(one)).rejects.toMatchObject({ code: '3D000' })
  })

  it('can be had without any table', async () => {
    const empty = await createEmptyDatabase()
    expect(await tables(empty)).toBe(0)
    await empty.drop()
  })

  it('are dropped even while someone is connected', async () => {
    const database = await createEmptyDatabase()
    const sql = postgres(database.url, { max: 1 })
    await sql`select 1`
    await database.drop()
    await expect(sql`select 1`).rejects.toThrow()
    await sql.end({ timeout: 1 })
  })
})
