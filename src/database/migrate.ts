import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { systemClock } from '../kernel/clock.ts'
import { AppError } from '../kernel/errors.ts'
import { ensureHistoryMonths } from './history.ts'
import { ensureServiceRole } from './service-role.ts'
import { connect, disconnect, type Database, type Transaction } from './connect.ts'

const folder = fileURLToPath(new URL('../../migrations', import.meta.url))
const migrationsLock = 7_402_116

type Journal = { entries: { when: number; tag: string }[] }

const readJournal = (): Journal => JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as Journal

const lastApplied = async (tx: Transaction): Promise<number> => {
  const [known] = await tx.execute<{ known: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as known`,
  )
  if (!known?.known) return 0
  const [row] = await tx.execute<{ last: string | null }>(
    sql`select max(created_at)::text as last from drizzle.__drizzle_migrations`,
  )
  return Number(row?.last ?? 0)
}

// drizzle's own migrator opens its transaction itself, outside of our lock; the table is the one it keeps.
const applyPending = async (tx: Transaction, before: number, upTo: number): Promise<number> => {
  await tx.execute(sql`create schema if not exists drizzle`)
  await tx.execute(
    sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
  const pending = readMigrationFiles({ migrationsFolder: folder }).filter(
    (one) => one.folderMillis > before && one.folderMillis <= upTo,
  )
  for (const migration of pending) {
    for (const statement of migration.sql) await tx.execute(sql.raw(statement))
    await tx.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
    )
  }
  return pending.length
}

/** `when` of the last migration that was applied; 0 for an empty database. */
export const lastMigration = async (database: Database): Promise<number> =>
  await database.transaction(async (tx) => await lastApplied(tx))

/** State of the schema against these sources, for `doctor` and `/readyz`. */
export const readSchemaState = async (database: Database): Promise<'current' | 'behind' | 'newer'> =>
  await database.transaction(async (tx) => {
    const ours = readJournal().entries.at(-1)?.when ?? 0
    const applied = await lastApplied(tx)
    return applied === ours ? 'current' : applied > ours ? 'newer' : 'behind'
  })

/**
 * Brings the schema up to these sources. Several processes may call it at once: the lock lives in the same
 * transaction as the migrations, so it cannot be lost half-way. Refuses a schema that a newer version made.
 */
export const migrate = async (
  url: string,
  options: { readonly upTo?: number } = {},
): Promise<{ applied: number; hasServiceRole: boolean }> => {
  const database = connect({ url, max: 1, applicationName: 'nhip-cau migrate', statementTimeoutMs: 600_000 })
  try {
    const done = await database.transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '120s'`)
      await tx.execute(sql`select pg_advisory_xact_lock(${migrationsLock})`)
      const entries = readJournal().entries
      const before = await lastApplied(tx)
      const ours = entries.at(-1)?.when ?? 0
      if (before > ours) {
        throw new AppError(
          'PRECONDITION',
          'the database was migrated by a newer version of Nhịp Cầu; start that version, or restore a backup made by this one',
        )
      }
      const applied = await applyPending(tx, before, options.upTo ?? Number.POSITIVE_INFINITY)
      return { applied, hasServiceRole: await ensureServiceRole(tx) }
    })
    // Before anything is received: afterwards the nightly job is months ahead.
    await ensureHistoryMonths(database, systemClock.now())
    return done
  } finally {
    await disconnect(database)
  }
}
