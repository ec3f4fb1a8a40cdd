import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** Sessions of a known unit that cannot be found by their words. */
export const unindexedDialogues = async (db: Queryable, limit: number): Promise<string[]> => {
  const rows = await db.execute<{ id: string }>(sql`
    select d.id from dialogues d join units u on u.id = d.unit_id
    where not exists (select 1 from search_entries s where s.id = d.id) limit ${limit}`)
  return rows.map(({ id }) => id)
}
