import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

export type TestDatabase = {
  /** Address as the owner of the database. */
  readonly url: string
  /** Removes the database, cutting off whoever is still connected. */
  drop(): Promise<void>
}

const asAdmin = async (run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> => {
  const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  try {
    await run(sql)
  } finally {
    await sql.end()
  }
}

const create = async (template: string): Promise<TestDatabase> => {
  const name = `test_${randomBytes(8).toString('hex')}`
  // Copying files takes a third of the time that writing the copy to the log takes, as nothing is synced here.
  await asAdmin((sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () => asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`),
  }
}

/** A fresh, migrated database of its own for a test file or a test. */
export const createTestDatabase = (): Promise<TestDatabase> => {
  const failure = inject('templateFailure')
  if (failure !== '') throw new Error(`The test template could not be migrated: ${failure}`)
  return create('nhip_template')
}

/** A fresh database without any of our tables, for tests of the migrations themselves. */
export const createEmptyDatabase = (): Promise<TestDatabase> => create('template0')
