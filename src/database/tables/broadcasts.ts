import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { NoticeFacts } from './dialogues.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What the planner foresaw: see `Plan` of the delivery room. */
export type StoredPlan = {
  /** When it was made, as ISO text: windows close as time goes by. */
  readonly at: string
  readonly persons: number
  readonly byWay: Readonly<Record<string, { readonly persons: number; readonly cost: number }>>
  readonly cost: number
  readonly unreachable: number
  readonly lastAfterSeconds: number
  readonly beyondQuota?: { readonly today: number; readonly later: number; readonly days: number | null }
}

/** Whom a letter is for: people of these kinds together, narrowed to members of organisations where any are named. */
export type StoredCircle = { readonly of: readonly string[]; readonly organisations: readonly string[] }

/** Something sent to many: an announcement, a change or a cancellation of a session, a message about it, its result. */
export const broadcasts = pgTable(
  'broadcasts',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    dialogueId: uuid('dialogue_id'),
    unitId: text('unit_id').notNull(),
    state: text('state').notNull().default('draft'),
    /** Units of the audience, each with all that lies below; or those who got `followsId`. */
    audienceUnits: jsonb('audience_units').$type<string[]>().notNull(),
    /** Whom a message or a result is for; null for the notices, which have no choice. */
    circle: jsonb('circle').$type<StoredCircle>(),
    followsId: uuid('follows_id'),
    /** Version of the dialogue record that the content was drafted from. */
    dialogueVersion: integer('dialogue_version'),
    /** What it tells, and what was told before where it announces a change. */
    facts: jsonb('facts').$type<NoticeFacts>().notNull(),
    formerFacts: jsonb('former_facts').$type<NoticeFacts>(),
    /** The version of the words that stands; frozen once approved. */
    contentVersion: integer('content_version').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    /** Why one person was enough, where the rule allowed it. */
    approvalNote: text('approval_note'),
    /** Why it goes out later than the law asks, where the rhythm of the session allows it. */
    lateNote: text('late_note'),
    /** Who joins after this moment is not in the audience. */
    audienceBound: at('audience_bound'),
    /** Where the pages of the audience stand; moves in the transaction that takes a page in. */
    cursor: bigint('cursor', { mode: 'number' }).notNull().default(0),
    recipients: integer('recipients').notNull().default(0),
    /** Up to which position recipients were put in line. */
    fedUpTo: bigint('fed_up_to', { mode: 'number' }).notNull().default(0),
    /** Not before this moment; null for at once. */
    beginsAt: at('begins_at'),
    /** Whether ways that cost money may be used. */
    mayCost: boolean('may_cost').notNull().default(true),
    /** At most so many messages a minute; null for what the channels allow. */
    perMinute: integer('per_minute'),
    /** What becomes of a message of which nobody knows whether it left: sent again, or left and reported. */
    onUncertain: text('on_uncertain').$type<'resend' | 'leave'>().notNull().default('resend'),
    /** When people were put in line last: the measure for `perMinute`. */
    fedAt: at('fed_at'),
    /** What the planner foresaw when it was approved. */
    plan: jsonb('plan').$type<StoredPlan>(),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    pausedWhy: text('paused_why'),
    /** Since when refusals are counted for the pause that comes by itself: the approval, or the last time an officer went on. */
    watchedFrom: at('watched_from'),
    rejectedWhy: text('rejected_why'),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('broadcasts_kind', sql`${table.kind} in ('announcement', 'change', 'cancellation', 'message', 'result')`),
    check('broadcasts_circle', sql`(${table.kind} in ('message', 'result')) = (${table.circle} is not null)`),
    check('broadcasts_on_uncertain', sql`${table.onUncertain} in ('resend', 'leave')`),
    check('broadcasts_per_minute', sql`${table.perMinute} between 1 and 100000`),
    check('broadcasts_state', sql`${table.state} in ('draft', 'rejected', 'running', 'paused', 'done', 'stopped')`),
    index('broadcasts_dialogue').on(table.dialogueId),
    index('broadcasts_state').on(table.state),
    uniqueIndex('broadcasts_one_draft')
      .on(table.dialogueId, table.kind)
      .where(sql`${table.state} in ('draft', 'rejected') and ${table.kind} not in ('message', 'result')`),
  ],
)

/** The words, by language. A change makes a new version; what was sent stays as it was sent. */
export const broadcastContents = pgTable(
  'broadcast_contents',
  {
    broadcastId: uuid('broadcast_id')
      .notNull()
      .references(() => broadcasts.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    /** Hash of the folded words: tells an altered copy from a true one. */
    fingerprint: text('fingerprint').notNull(),
    /** Officer who wrote this version: may not be the one who approves it. */
    writtenBy: text('written_by').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.broadcastId, table.language, table.version] })],
)

/** Lean on purpose: a million rows are written in one run. Outcomes stand in the outbox. */
export const broadcastRecipients = pgTable(
  'broadcast_recipients',
  {
    broadcastId: uuid('broadcast_id').notNull(),
    /** The order in which they are put in line. */
    position: bigint('position', { mode: 'number' }).notNull(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    language: text('language').notNull(),
    /** How the planner reaches them; `held` until they next write. */
    way: text('way').notNull(),
    /** Held because a way had closed on the account: when it is tried again. Null for nearly everybody. */
    againAt: at('again_at'),
  },
  (table) => [
    primaryKey({ columns: [table.broadcastId, table.position] }),
    uniqueIndex('broadcast_recipients_chat').on(table.broadcastId, table.chatId),
    index('broadcast_recipients_held')
      .on(table.chatId)
      .where(sql`${table.way} = 'held'`),
    index('broadcast_recipients_again')
      .on(table.broadcastId, table.againAt)
      .where(sql`${table.againAt} is not null`),
    check(
      'broadcast_recipients_way',
      sql`${table.way} in ('zalo-free', 'telegram', 'web', 'zalo-paid', 'zalo-template', 'zns', 'sms', 'held')`,
    ),
  ],
)

/** A notice as an article of an Official Account, for all who follow it: beside the messages, never instead of them. */
export const articleBroadcasts = pgTable(
  'article_broadcasts',
  {
    id: uuid('id').primaryKey(),
    broadcastId: uuid('broadcast_id')
      .notNull()
      .references(() => broadcasts.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    state: text('state').notNull().default('asked'),
    title: text('title').notNull(),
    description: text('description').notNull(),
    author: text('author').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: at('asked_at').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    /** Why one person was enough, where the rule allowed it. */
    approvalNote: text('approval_note'),
    /** When a worker may take it; while one works on it, when another may look after it. */
    nextTryAt: at('next_try_at'),
    /** Counts how often it was taken, and tells the one who holds it from those who held it before. */
    attempts: integer('attempts').notNull().default(0),
    /** While Zalo works on the article. */
    token: text('token'),
    /** Once the article is made. */
    articleId: text('article_id'),
    /** Set just before it leaves, taken away when it is known that it did not: found later, nobody knows. */
    postingAt: at('posting_at'),
    messageId: text('message_id'),
    /** Why it waits, failed or is uncertain: a word of ours, or the platform's code. */
    why: text('why'),
    sentAt: at('sent_at'),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check(
      'article_broadcasts_state',
      sql`${table.state} in ('asked', 'due', 'sent', 'failed', 'uncertain', 'withdrawn')`,
    ),
    check('article_broadcasts_lengths', sql`length(${table.title}) <= 150 and length(${table.description}) <= 300`),
    index('article_broadcasts_due')
      .on(table.nextTryAt)
      .where(sql`${table.state} = 'due'`),
    index('article_broadcasts_account').on(table.accountId, table.sentAt),
    // What failed or was taken back may be asked for again; what went, or perhaps went, never twice.
    uniqueIndex('article_broadcasts_one')
      .on(table.broadcastId, table.accountId)
      .where(sql`${table.state} not in ('failed', 'withdrawn')`),
  ],
)
