import type { Database } from '../../src/database/index.ts'

// What moves with every message, whatever it says: the mailboxes, where a chat stands, and what runs by itself.
const movesAlways = new Set([
  'inbox',
  'inbox_history',
  'inbox_seen',
  'outbox',
  'outbox_history',
  'conversations',
  'chats',
  'web_messages',
  'web_visitors',
  'web_arrivals',
  'lanes',
  'processes',
  'accounts',
  'account_tokens',
  'audit_chain',
  // Counted ahead by a job at the start and once an hour.
  'heard_counts',
  'heard_years',
])

// Tens of thousands of rows that no resident can change: their number says enough.
const large = new Set(['units', 'unit_names', 'unit_changes'])

/** Number of rows and a digest of their content, by table: equal means that nothing of the domain has changed. */
export type DomainRows = Readonly<Record<string, string>>

export const readDomainRows = async (database: Database): Promise<DomainRows> => {
  const sql = database.$client
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`
  const watched = tables.map((table) => table.name).filter((name) => !movesAlways.has(name))
  const parts = watched.map((name) =>
    large.has(name)
      ? `select '${name}' as name, count(*)::text as rows from "${name}"`
      : `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as rows from "${name}" t`,
  )
  const rows = await sql.unsafe<{ name: string; rows: string }[]>(parts.join(' union all '))
  const found = Object.fromEntries(rows.map((row) => [row.name, row.rows]))
  if (watched.some((name) => found[name] === undefined)) throw new Error('not every table was read')
  return found
}

/** The tables that differ. */
export const changedTables = (before: DomainRows, after: DomainRows): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .toSorted()
