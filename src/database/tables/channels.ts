import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A process of the service, alive while it beats. */
export const processes = pgTable('processes', {
  id: uuid('id').primaryKey(),
  startedAt: at('started_at').notNull(),
  beatAt: at('beat_at').notNull(),
  version: text('version').notNull(),
})

/** A bot or Official Account that we speak through. */
export const accounts = pgTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    platform: text('platform').notNull(),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    lane: text('lane').notNull(),
    state: text('state').notNull().default('active'),
    /** What the account can do and how fast: buttons, endpoint, messages a minute … */
    capabilities: jsonb('capabilities').$type<Record<string, string | number | boolean>>().notNull().default({}),
    /** Secrets of the account, sealed: bot token, OA Secret Key, application secret. */
    credentials: bytes('credentials'),
    /** What an operator must mend, in a short code; null when all is well. */
    trouble: text('trouble'),
    pausedUntil: at('paused_until'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('accounts_platform', sql`${table.platform} in ('zalo', 'telegram', 'web', 'phone')`),
    check('accounts_state', sql`${table.state} in ('active', 'needs_consent', 'disabled')`),
  ],
)

/** The token pair of a Zalo account. A refresh token works once, so whoever spends it holds the row's lease. */
export const accountTokens = pgTable('account_tokens', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  accessToken: bytes('access_token').notNull(),
  refreshToken: bytes('refresh_token').notNull(),
  previousRefreshToken: bytes('previous_refresh_token'),
  version: integer('version').notNull().default(1),
  expiresAt: at('expires_at').notNull(),
  refreshedAt: at('refreshed_at').notNull(),
  /** The lease, by the database's clock: set before a refresh leaves, removed with its outcome. */
  attemptAt: at('attempt_at'),
  attemptBy: uuid('attempt_by'),
  /** How many refreshes with this very token left without a clear answer: it may be spent. */
  unclearAttempts: integer('unclear_attempts').notNull().default(0),
})

/** An admin was sent to the platform to agree; taken once, when they come back. */
export const accountConsents = pgTable('account_consents', {
  id: uuid('id').primaryKey(),
  officerId: text('officer_id').notNull(),
  redirectUri: text('redirect_uri').notNull(),
  /** State and verifier of the flow, sealed. */
  secret: bytes('secret').notNull(),
  createdAt: at('created_at').notNull(),
})

/** What platforms tell about an account, as far as it can be counted: ratings, quotas, states of templates. No words of people. */
export const accountEvents = pgTable(
  'account_events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
    name: text('name').notNull(),
    values: jsonb('values').$type<Record<string, string | number>>().notNull(),
  },
  (table) => [index('account_events_account').on(table.accountId, table.at)],
)

/**
 * What an account cannot send by for a while: a paid quota that is spent, a template that Zalo took back. `what` is
 * `paid`, `templates` (the quota of the day) or `template:<id>`.
 */
export const closedWays = pgTable(
  'closed_ways',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    what: text('what').notNull(),
    /** The platform's code or state, as it said it. */
    why: text('why').notNull(),
    since: at('since').notNull(),
    /** When it may be tried again; null until the platform tells. */
    until: at('until'),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.what] })],
)

/** A lane sends for one Zalo app or one bot, and is held by one process at a time. */
export const lanes = pgTable('lanes', {
  id: text('id').primaryKey(),
  owner: uuid('owner'),
  epoch: bigint('epoch', { mode: 'number' }).notNull().default(0),
  expiresAt: at('expires_at'),
  pausedUntil: at('paused_until'),
  pausedWhy: text('paused_why'),
})

/** One conversation with one person on one account. The address is sealed; the lookup is a keyed hash of it. */
export const chats = pgTable(
  'chats',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    lookup: uuid('lookup').notNull().unique(),
    accountId: text('account_id').notNull(),
    address: bytes('address').notNull(),
    createdAt: at('created_at').notNull(),
    lastInboundAt: at('last_inbound_at'),
    /** Last act of the person that opens the platform's free reply window. */
    windowOpenedAt: at('window_opened_at'),
    reachability: text('reachability').notNull().default('reachable'),
    unreachableWhy: text('unreachable_why'),
    /** The person asked to be erased: the row goes once nothing waits for it. */
    eraseAt: at('erase_at'),
  },
  (table) => [
    check('chats_reachability', sql`${table.reachability} in ('reachable', 'blocked', 'gone', 'no_relation')`),
    index('chats_account').on(table.accountId),
  ],
)
