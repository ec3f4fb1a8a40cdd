import { sql } from 'drizzle-orm'
import { serviceRole, type Queryable } from '../database/index.ts'

export type ServerFacts = {
  readonly version: string
  readonly versionNumber: number
  readonly encoding: string
  readonly connectionsMax: number
  readonly connectionsUsed: number
  readonly extensions: readonly string[]
}

export const serverFacts = async (db: Queryable): Promise<ServerFacts> => {
  const [row] = await db.execute<Record<string, string>>(sql`
    select current_setting('server_version') as version, current_setting('server_version_num') as number,
      pg_encoding_to_char(d.encoding) as encoding,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as used,
      (select coalesce(string_agg(extname, ',' order by extname), '') from pg_extension) as extensions
    from pg_database d where d.datname = current_database()`)
  return {
    version: row?.['version'] ?? '',
    versionNumber: Number(row?.['number']),
    encoding: row?.['encoding'] ?? '',
    connectionsMax: Number(row?.['most']),
    connectionsUsed: Number(row?.['used']),
    extensions: (row?.['extensions'] ?? '').split(','),
  }
}

/** `missing`: no such role. `member`: the service can take it. `outside`: this user may not. */
export const serviceRoleState = async (db: Queryable): Promise<'missing' | 'member' | 'outside' | 'too-mighty'> => {
  const [row] = await db.execute<{ member: boolean }>(sql`
    select pg_has_role(current_user, r.oid, 'member') as member from pg_roles r where r.rolname = ${serviceRole}`)
  if (!row) return 'missing'
  if (!row.member) return 'outside'
  const [right] = await db.execute<{ may: boolean }>(sql`
    select to_regclass('audit_entries') is not null
      and has_table_privilege(${serviceRole}, 'audit_entries', 'update, delete, truncate') as may`)
  return right?.may ? 'too-mighty' : 'member'
}

/** Name of the SECRET_KEY that the database was last opened with; undefined before the first start. */
export const keyOfDatabase = async (db: Queryable): Promise<string | undefined> => {
  const [row] = await db.execute<{ id: string }>(sql`
    select encode(substring(value from 1 for 4), 'hex') as id from installation where key = 'data-key'`)
  return row?.id
}

/** Connections that a service (or another command) has to this database. */
export const countServices = async (db: Queryable): Promise<number> => {
  const [row] = await db.execute<{ count: string }>(sql`
    select count(*) as count from pg_stat_activity where datname = current_database()
      and application_name in ('nhip-cau', 'nhip-cau jobs') and pid <> pg_backend_pid()`)
  return Number(row?.count ?? 0)
}

/** Processes that gave a sign of life since a moment. */
export const countProcesses = async (db: Queryable, since: Date): Promise<number> => {
  const [row] = await db.execute<{ count: string }>(sql`
    select count(*) as count from processes where beat_at > ${since.toISOString()}::timestamptz`)
  return Number(row?.count ?? 0)
}

export type Waiting = {
  readonly parked: number
  readonly inbox: number
  readonly outbox: number
  readonly oldestAt: Date | null
}

export const whatWaits = async (db: Queryable, now: Date): Promise<Waiting> => {
  const [row] = await db.execute<Record<string, string | null>>(sql`
    select (select count(*) from inbox where state = 'parked') as parked,
      (select count(*) from inbox where state = 'waiting') as inbox,
      (select count(*) from outbox where due_at <= ${now.toISOString()}::timestamptz) as outbox,
      (select min(received_at) from inbox where state = 'waiting') as oldest`)
  const oldest = row?.['oldest'] ?? null
  return {
    parked: Number(row?.['parked'] ?? 0),
    inbox: Number(row?.['inbox'] ?? 0),
    outbox: Number(row?.['outbox'] ?? 0),
    oldestAt: oldest === null ? null : new Date(oldest),
  }
}

export const countCommunes = async (db: Queryable): Promise<number> => {
  const [row] = await db.execute<{ count: string }>(sql`select count(*) as count from units where level = 'commune'`)
  return Number(row?.count ?? 0)
}
