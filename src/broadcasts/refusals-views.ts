import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { refOf, type Broadcast } from './broadcast.ts'

// A handful of refusals is everyday; one in five means that something is wrong with the text, the account or the list.
const badMin = 20
const badShare = 0.2
// What is wrong shows at the beginning; after so many that arrived nothing is counted any more.
const looksMax = 5000

const countOf = (ref: string, since: Date, outcomes: readonly string[]) => sql`(
  select count(*) from (
    select 1 from outbox_history where ref = ${ref} and outcome in ${outcomes}
      and not starts_with(coalesce(why, ''), 'closed: ') and finished_at >= ${since.toISOString()}::timestamptz
    limit ${looksMax}) few)`

/** Whether platforms refuse so many of its messages that sending on would only cost money and trust. */
export const refusalsRise = async (
  db: Queryable,
  { id, watchedFrom }: Pick<Broadcast, 'id' | 'watchedFrom'>,
): Promise<boolean> => {
  if (watchedFrom === null) return false
  const ref = refOf(id)
  const [row] = await db.execute<{ bad: string; sent: string }>(sql`
    select ${countOf(ref, watchedFrom, ['refused', 'unreachable'])} as bad, ${countOf(ref, watchedFrom, ['sent'])} as sent`)
  const [bad, sent] = [Number(row?.bad), Number(row?.sent)]
  return sent < looksMax && bad >= badMin && bad > badShare * (bad + sent)
}
