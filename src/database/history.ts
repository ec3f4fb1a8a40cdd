import { sql } from 'drizzle-orm'
import type { Database } from './connect.ts'

const parents = ['inbox_history', 'outbox_history']

/** Drops the months of the history that ended before; a month that has begun stays whole. Returns how many tables. */
export const dropHistoryMonths = async (database: Database, before: Date): Promise<number> => {
  let dropped = 0
  for (const parent of parents) {
    const [row] = await database.execute<{ dropped: number }>(
      sql`select drop_history_months(${parent}, ${before.toISOString()}::timestamptz) as dropped`,
    )
    dropped += row?.dropped ?? 0
  }
  return dropped
}

/**
 * Makes the months of the history that are about to begin; a month that has rows already can no longer be made. Each
 * table in a transaction of its own, so that it cannot deadlock with a turn, which writes to both.
 */
export const ensureHistoryMonths = async (database: Database, now: Date): Promise<void> => {
  for (const months of [0, 1, 2]) {
    const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 2))
    for (const parent of parents) {
      await database.execute(sql`select ensure_history_month(${parent}, ${at.toISOString()}::timestamptz)`)
    }
  }
}
