import { sql } from 'drizzle-orm'
import type { Database } from '../../src/database/index.ts'

const readings = (value: unknown): string[] => {
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value)
    return [bytes.toString('utf8'), bytes.toString('latin1'), bytes.toString('hex'), bytes.toString('base64')]
  }
  if (value === null || value === undefined) return []
  return [typeof value === 'string' ? value : JSON.stringify(value)]
}

/** One row of a dump: where it stood, and every way in which its values can be read without the key. */
export type DumpedRow = { readonly table: string; readonly text: string }

/** Everything that a stolen copy of the database shows, row by row: all tables, bytes as text of any kind and as hex. */
export const dumpDatabase = async (database: Database): Promise<DumpedRow[]> => {
  const tables = await database.execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2`)
  const dumped: DumpedRow[] = []
  for (const { schema, name } of tables) {
    const rows = await database.execute(sql`select * from ${sql.identifier(schema)}.${sql.identifier(name)}`)
    for (const row of rows) {
      dumped.push({ table: name, text: Object.values(row).flatMap(readings).join('\u0001') })
    }
  }
  return dumped
}

/** The tables in which a text can be read. */
export const foundIn = (dump: readonly DumpedRow[], needle: string): string[] => [
  ...new Set(dump.filter((row) => row.text.includes(needle)).map((row) => row.table)),
]
