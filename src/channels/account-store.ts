import { eq, sql } from 'drizzle-orm'
import type { Database, Queryable } from '../database/index.ts'
import { accounts } from '../database/tables/channels.ts'
import { setRatesOf, toldPerMinuteOf, type Rates } from './platform-limits.ts'
import type { ChannelAccount, Platform } from './port.ts'

export type AccountRow = typeof accounts.$inferSelect

export const listAccounts = async (database: Queryable): Promise<AccountRow[]> =>
  await database.select().from(accounts).orderBy(accounts.id)

export const findAccount = async (database: Queryable, id: string): Promise<AccountRow | undefined> => {
  const [row] = await database.select().from(accounts).where(eq(accounts.id, id))
  return row
}

export type NewAccount = {
  readonly id: string
  readonly platform: Platform
  readonly externalId: string
  readonly name: string
  readonly lane: string
  readonly credentials: Buffer | null
  readonly capabilities: Record<string, string | number | boolean>
  readonly state?: ChannelAccount['state']
}

/** Makes the account and its lane, or brings name, lane and credentials up to date. What was learnt stays. */
export const saveAccount = async (database: Queryable, account: NewAccount, now: Date): Promise<void> => {
  const at = now.toISOString()
  await database.execute(sql`insert into lanes (id) values (${account.lane}) on conflict do nothing`)
  await database.execute(sql`
    insert into accounts (id, platform, external_id, name, lane, state, capabilities, credentials, created_at, updated_at)
    values (${account.id}, ${account.platform}, ${account.externalId}, ${account.name}, ${account.lane},
      ${account.state ?? 'active'}, ${JSON.stringify(account.capabilities)}::text::jsonb, ${account.credentials},
      ${at}::timestamptz, ${at}::timestamptz)
    on conflict (id) do update set external_id = excluded.external_id, name = excluded.name, lane = excluded.lane,
      credentials = coalesce(excluded.credentials, accounts.credentials),
      capabilities = excluded.capabilities || accounts.capabilities, updated_at = excluded.updated_at`)
}

export const learnCapabilities = async (
  database: Queryable,
  id: string,
  learnt: Readonly<Record<string, string | number | boolean>>,
  now: Date,
): Promise<void> => {
  await database.execute(sql`
    update accounts set capabilities = capabilities || ${JSON.stringify(learnt)}::text::jsonb,
      updated_at = ${now.toISOString()}::timestamptz where id = ${id}`)
}

export const setAccountState = async (
  database: Queryable,
  id: string,
  state: ChannelAccount['state'],
  trouble: string | null,
  now: Date,
): Promise<void> => {
  await database.execute(sql`
    update accounts set state = ${state}, trouble = ${trouble},
      paused_until = case when ${state} = 'active' then null else paused_until end,
      updated_at = ${now.toISOString()}::timestamptz where id = ${id}`)
}

export type LaneAccount = {
  readonly id: string
  readonly platform: Platform
  /** As set for it, or as usual on its platform. */
  readonly rates: Rates
  /** Calls a minute that the platform last told, where that was less. */
  readonly toldPerMinute: number | undefined
  /** Messages under way at once, where a platform allows an account more than others. */
  readonly parallel: number | undefined
  readonly pausedUntil: Date | null
}

const asRate = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined)

/** The accounts that a lane sends for, with the rates that were set for them. */
export const loadLaneAccounts = async (database: Database, lane: string): Promise<LaneAccount[]> => {
  const rows = await database.select().from(accounts).where(eq(accounts.lane, lane))
  return rows.map((row) => ({
    id: row.id,
    platform: row.platform as Platform,
    rates: setRatesOf(row.platform as Platform, row.capabilities),
    toldPerMinute: toldPerMinuteOf(row.capabilities),
    parallel: asRate(row.capabilities['parallel']),
    pausedUntil: row.state === 'active' ? row.pausedUntil : new Date(8.64e15),
  }))
}
