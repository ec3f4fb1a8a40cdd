import { sql } from 'drizzle-orm'

export type Written = { readonly added: number; readonly updated: number }

/** PostgreSQL takes 65,535 parameters in a statement at most. */
export const batchSize = 1000

/** The value that an insert brought for a column of a row that is there already. */
export const incoming = (column: string) => sql.raw(`excluded.${column}`)

/** PostgreSQL tells a fresh row from an updated one by the deleting transaction id, which is zero on a fresh one. */
export const inserted = sql<boolean>`(xmax = 0)`

/** Writes rows in batches and counts which were new and which were changed. */
export const inBatches = async <Row>(
  rows: readonly Row[],
  write: (batch: Row[]) => Promise<{ inserted: boolean }[]>,
): Promise<Written> => {
  let added = 0
  let updated = 0
  for (let at = 0; at < rows.length; at += batchSize) {
    const written = await write(rows.slice(at, at + batchSize))
    const fresh = written.filter(({ inserted }) => inserted).length
    added += fresh
    updated += written.length - fresh
  }
  return { added, updated }
}
