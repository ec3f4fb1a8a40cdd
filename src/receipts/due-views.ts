import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

export type DueLog = {
  readonly id: string
  /** Its collection is over: everything that waits is taken, today's too. */
  readonly isOver: boolean
}

/**
 * Logs with leaves to take: those of earlier days, and all once a collection is over. The log of an anonymous form is
 * closed with its form alone, or its places would tell the day of an answer, which nothing else does.
 */
export const dueLogs = async (database: Queryable, now: Date, today: string): Promise<readonly DueLog[]> => {
  const at = now.toISOString()
  return await database.execute<DueLog>(sql`
    with l as (
      select g.id,
        case g.kind
          when 'form' then f.closed_at is not null
          when 'dialogue' then coalesce(d.collection_closes_at <= ${at}::timestamptz and not exists (
            select 1 from receipt_closings c where c.log_id = g.id and c.closed_at >= d.collection_closes_at), false)
          else false
        end as is_over,
        coalesce(f.naming = 'anonymous' and f.closed_at is null, false) as is_shut
      from receipt_logs g
      left join forms f on f.id = g.form_id
      left join dialogues d on d.id = g.dialogue_id
    )
    select l.id, l.is_over as "isOver" from l
    where not l.is_shut and exists (
      select 1 from receipt_waiting w where w.log_id = l.id and (l.is_over or w.day < ${today}::date))
    order by l.id`)
}
