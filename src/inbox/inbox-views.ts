import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

export type ParkedUpdate = {
  readonly id: number
  readonly accountId: string
  readonly receivedAt: Date
  readonly attempts: number
  readonly fault: string | null
}

export const countParked = async (database: Queryable): Promise<number> => {
  const [row] = await database.execute<{ count: string }>(
    sql`select count(*) as count from inbox where state = 'parked'`,
  )
  return Number(row?.count ?? 0)
}

/** Updates that failed again and again, the oldest first. What they say stays sealed. */
export const listParked = async (database: Queryable, limit: number): Promise<ParkedUpdate[]> => {
  const rows = await database.execute<{
    id: string
    account_id: string
    received_at: string
    attempts: number
    fault: string | null
  }>(sql`
    select id, account_id, received_at, attempts, fault from inbox where state = 'parked' order by id limit ${limit}`)
  return rows.map((row) => ({
    id: Number(row.id),
    accountId: row.account_id,
    receivedAt: new Date(row.received_at),
    attempts: row.attempts,
    fault: row.fault,
  }))
}
