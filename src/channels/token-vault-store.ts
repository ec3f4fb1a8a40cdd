import { sql } from 'drizzle-orm'
import type { Database, Queryable, Transaction } from '../database/index.ts'

/** Seconds for which a refresh holds the pair; far longer than any HTTP request of a refresh may take. */
export const leaseSeconds = 60
/** After a refresh without a clear answer, seconds until the same token may be tried again. */
export const unclearPauseSeconds = 300

export type StoredTokens = {
  readonly accessToken: Buffer
  readonly refreshToken: Buffer
  readonly version: number
  readonly expiresAt: Date
  readonly unclearAttempts: number
  /** Another refresh is under way. */
  readonly isHeld: boolean
  /** A refresh began and its process ended before it noted an outcome. */
  readonly wasAbandoned: boolean
  /** The pause after an unclear answer is not over. */
  readonly isPaused: boolean
}

export type SealedPair = {
  readonly accountId: string
  readonly accessToken: Buffer
  readonly refreshToken: Buffer
  readonly expiresAt: Date
  readonly refreshedAt: Date
}

type Row = {
  readonly access_token: Buffer
  readonly refresh_token: Buffer
  readonly version: number
  readonly expires_at: string
  readonly unclear_attempts: number
  readonly is_held: boolean
  readonly was_abandoned: boolean
  readonly is_paused: boolean
}

// Leases compare moments of several machines, so they use the database's clock, never ours.
const leaseEnds = sql`attempt_at + make_interval(secs => ${leaseSeconds})`
const columns = sql`access_token, refresh_token, version, expires_at::text, unclear_attempts,
  attempt_by is not null and ${leaseEnds} > clock_timestamp() as is_held,
  attempt_by is not null and ${leaseEnds} <= clock_timestamp() as was_abandoned,
  attempt_by is null and attempt_at is not null
    and attempt_at + make_interval(secs => ${unclearPauseSeconds}) > clock_timestamp() as is_paused`

const asTokens = (row: Row): StoredTokens => ({
  accessToken: row.access_token,
  refreshToken: row.refresh_token,
  version: row.version,
  expiresAt: new Date(row.expires_at),
  unclearAttempts: row.unclear_attempts,
  isHeld: row.is_held,
  wasAbandoned: row.was_abandoned,
  isPaused: row.is_paused,
})

export const readTokens = async (database: Queryable, accountId: string): Promise<StoredTokens | undefined> => {
  const [row] = await database.execute<Row>(sql`
    select ${columns} from account_tokens where account_id = ${accountId}`)
  return row && asTokens(row)
}

export const lockTokens = async (tx: Transaction, accountId: string): Promise<StoredTokens | undefined> => {
  const [row] = await tx.execute<Row>(sql`
    select ${columns} from account_tokens where account_id = ${accountId} for update`)
  return row && asTokens(row)
}

/** Takes the lease for one refresh; commit before the refresh token leaves. */
export const beginAttempt = async (tx: Transaction, accountId: string, attempt: string): Promise<void> => {
  await tx.execute(sql`
    update account_tokens set attempt_at = clock_timestamp(), attempt_by = ${attempt}::uuid where account_id = ${accountId}`)
}

/** Gives the lease back: the refresh token was certainly not spent. */
export const endAttempt = async (database: Queryable, accountId: string, attempt: string): Promise<void> => {
  await database.execute(sql`
    update account_tokens set attempt_at = null, attempt_by = null
    where account_id = ${accountId} and attempt_by = ${attempt}::uuid`)
}

/** Notes how often the refresh token may have been spent, with a pause from now on; ends whatever held the lease. */
export const noteUnclear = async (database: Queryable, accountId: string, attempts: number): Promise<void> => {
  await database.execute(sql`
    update account_tokens set attempt_at = clock_timestamp(), attempt_by = null, unclear_attempts = ${attempts}
    where account_id = ${accountId}`)
}

/** Stores what a refresh brought, unless the pair that it came from was replaced. Keeps the spent token for forensics. */
export const storeRefreshed = async (
  database: Queryable,
  pair: SealedPair & { readonly version: number; readonly previousRefreshToken: Buffer },
): Promise<boolean> => {
  const rows = await database.execute(sql`
    update account_tokens set access_token = ${pair.accessToken}, refresh_token = ${pair.refreshToken},
      previous_refresh_token = ${pair.previousRefreshToken}, version = version + 1,
      expires_at = ${pair.expiresAt.toISOString()}::timestamptz,
      refreshed_at = ${pair.refreshedAt.toISOString()}::timestamptz,
      attempt_at = null, attempt_by = null, unclear_attempts = 0
    where account_id = ${pair.accountId} and version = ${pair.version} returning account_id`)
  return rows.length === 1
}

/** A first pair for an account; false when it has one, which then stays. */
export const insertFirstPair = async (tx: Transaction, pair: SealedPair): Promise<boolean> => {
  const rows = await tx.execute(sql`
    insert into account_tokens (account_id, access_token, refresh_token, expires_at, refreshed_at)
    values (${pair.accountId}, ${pair.accessToken}, ${pair.refreshToken},
      ${pair.expiresAt.toISOString()}::timestamptz, ${pair.refreshedAt.toISOString()}::timestamptz)
    on conflict (account_id) do nothing returning account_id`)
  return rows.length === 1
}

/** The pair of a new consent: it takes the place of whatever was there. */
export const replacePair = async (tx: Transaction, pair: SealedPair): Promise<void> => {
  await tx.execute(sql`
    insert into account_tokens (account_id, access_token, refresh_token, expires_at, refreshed_at)
    values (${pair.accountId}, ${pair.accessToken}, ${pair.refreshToken},
      ${pair.expiresAt.toISOString()}::timestamptz, ${pair.refreshedAt.toISOString()}::timestamptz)
    on conflict (account_id) do update set access_token = excluded.access_token,
      refresh_token = excluded.refresh_token, previous_refresh_token = null, version = account_tokens.version + 1,
      expires_at = excluded.expires_at, refreshed_at = excluded.refreshed_at,
      attempt_at = null, attempt_by = null, unclear_attempts = 0`)
}

/** Accounts whose pair was not renewed since; the switched-off ones only to keep their refresh token from lapsing. */
export const listDueTokens = async (
  database: Database,
  due: { readonly now: Date; readonly activeSince: Date; readonly disabledSince: Date },
): Promise<string[]> => {
  const rows = await database.execute<{ account_id: string }>(sql`
    select t.account_id from account_tokens t join accounts a on a.id = t.account_id
    where (t.unclear_attempts = 0 or t.expires_at <= ${due.now.toISOString()}::timestamptz)
      and t.refreshed_at <= case a.state
        when 'active' then ${due.activeSince.toISOString()}::timestamptz
        when 'disabled' then ${due.disabledSince.toISOString()}::timestamptz end
    order by t.refreshed_at`)
  return rows.map((row) => row.account_id)
}

/** Shows an operator that something is wrong with the account's tokens while it can still send. */
export const noteTokenTrouble = async (database: Queryable, accountId: string, trouble: string): Promise<void> => {
  await database.execute(sql`update accounts set trouble = ${trouble} where id = ${accountId}`)
}

/** Nothing can be sent until an admin agrees anew. An account that was switched off stays so. */
export const markNeedsConsent = async (tx: Transaction, accountId: string, trouble: string): Promise<void> => {
  await tx.execute(sql`
    update accounts set trouble = ${trouble}, state = case when state = 'active' then 'needs_consent' else state end
    where id = ${accountId}`)
}

/** The account can send again: what was noted about its tokens is over. */
export const clearTokenTrouble = async (database: Queryable, accountId: string): Promise<void> => {
  await database.execute(sql`
    update accounts set trouble = null, state = case when state = 'needs_consent' then 'active' else state end
    where id = ${accountId} and trouble like 'refresh-%'`)
}
