import { sql } from 'drizzle-orm'
import type { Database } from './connect.ts'

/** Makes the months of the history that are about to begin; a month that has rows already can no longer be made. */
export const ensureHistoryMonths = async (database: Database, now: Date): Promise<void> => {
  for (const months of [0, 1, 2]) {
    const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 2))
    await database.execute(sql`select ensure_history_month(${at.toISOString()}::timestamptz)`)
  }
}
