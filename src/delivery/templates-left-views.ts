import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { atVietnamTime, vietnamDate } from '../kernel/calendar/plain-date.ts'

/** Templates by phone number that an account may send in a day, as Zalo told last, and how many are left of today's. */
export type TemplateQuota = { readonly daily: number; readonly left: number }

/**
 * Null where Zalo has told no quota. What notices sent today is counted; a few reminders beside them are not, so the
 * figure is an estimate, and a quota that ends earlier is met while sending.
 */
export const templateQuotaOf = async (db: Queryable, accountId: string, now: Date): Promise<TemplateQuota | null> => {
  const today = atVietnamTime(vietnamDate(now), '00:00').toISOString()
  const [row] = await db.execute<{ daily: string; used: string }>(sql`
    select e."values" ->> 'next' as daily, (
      select count(*) from broadcasts b
      join outbox_history h on h.ref = 'broadcast:' || b.id and h.finished_at >= ${today}::timestamptz
      join broadcast_recipients r on r.broadcast_id = b.id and r.chat_id = h.chat_id and r.way = 'zns'
      where b.approved_at is not null and (b.finished_at is null or b.finished_at >= ${today}::timestamptz)
        and h.outcome in ('sent', 'uncertain')
    ) as used
    from account_events e
    where e.account_id = ${accountId} and e.name = 'change_oa_daily_quota' and e."values" ->> 'next' ~ '^[0-9]{1,9}$'
    order by e.at desc, e.id desc limit 1`)
  if (!row) return null
  const daily = Number(row.daily)
  return { daily, left: Math.max(0, daily - Number(row.used)) }
}
