import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** Whether every account through which a person was known is gone for good, so that no word of theirs can come. */
export const isAuthorLost = async (database: Queryable, residentId: string): Promise<boolean> => {
  const [row] = await database.execute<{ lost: boolean }>(sql`
    select coalesce(bool_and(a.state = 'disabled'), false) as lost
    from contacts k join accounts a on a.id = k.account_id where k.resident_id = ${residentId}`)
  return row?.lost === true
}
