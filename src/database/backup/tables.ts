import type postgres from 'postgres'

/**
 * Left out: what belongs to running processes, pg-boss's schedules, which every start makes anew, and counts of
 * opinions, which are noted again as these are restored.
 */
export const leftOut: ReadonlySet<string> = new Set(['processes', 'lanes', 'opinion_tallies', 'opinion_tally_changes'])

type Sql = postgres.TransactionSql | postgres.Sql

/** The tables with data of ours, parents before those that refer to them; partitions stand in their parent. */
export const tablesInOrder = async (sql: Sql): Promise<string[]> => {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`
  const references = await sql<{ child: string; parent: string }[]>`
    select c.relname as child, p.relname as parent from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    where k.contype = 'f' and c.relname <> p.relname`
  const waiting = new Set(tables.map((table) => table.name).filter((name) => !leftOut.has(name)))
  const ordered: string[] = []
  while (waiting.size > 0) {
    const free = [...waiting].filter((name) => !references.some((one) => one.child === name && waiting.has(one.parent)))
    if (free.length === 0) throw new Error('tables refer to each other in a circle')
    for (const name of free) waiting.delete(name)
    ordered.push(...free)
  }
  return ordered
}

const orders: Readonly<Record<string, string>> = {
  // A table that refers to itself: units from the country down.
  units: 'cardinality(path)',
  // Where a row lies tells when it was written: who answered and what was answered would lie in the same order. Their
  // keys are random.
  form_spent: 'kind, key',
  form_arrivals: 'id',
  form_answers: 'id',
  form_words: 'id',
  sealed_links: 'window_id, key',
  sealed_envelopes: 'id',
  receipt_waiting: 'log_id, hash',
  receipt_salts: 'hash',
}

/** In which order the rows of a table are written into a backup. */
export const rowOrder = (table: string): string => (orders[table] === undefined ? '' : ` order by ${orders[table]}`)

export const columnsOf = async (sql: Sql, table: string): Promise<string[]> => {
  const rows = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`
  return rows.map((row) => row.name)
}
