import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What many messages of one ref have in common, sealed once. Leaves when the ref is closed. */
export const outboxContents = pgTable(
  'outbox_contents',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ref: text('ref').notNull(),
    /** Tells the contents of one ref apart, such as its languages. */
    key: text('key').notNull(),
    createdAt: at('created_at').notNull(),
    payload: bytes('payload').notNull(),
  },
  (table) => [uniqueIndex('outbox_contents_key').on(table.ref, table.key)],
)

/**
 * Messages that wait or are under way. Finished ones move to `outbox_history` without their text. No index holds what
 * an attempt changes (state, epoch, attempts), and pages are filled to the half: marking writes no index.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    lane: text('lane').notNull(),
    accountId: text('account_id').notNull(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    /** 0 a reply, 1 something personal, 2 bulk. */
    priority: smallint('priority').notNull(),
    state: text('state').notNull().default('waiting'),
    dueAt: at('due_at').notNull(),
    expiresAt: at('expires_at'),
    dedupeKey: text('dedupe_key').unique(),
    /** A newer message for the same slot of a chat replaces an unsent older one. */
    slot: text('slot'),
    attempts: integer('attempts').notNull().default(0),
    epoch: bigint('epoch', { mode: 'number' }),
    /** It was in flight when a process died or a platform stayed silent. */
    uncertain: boolean('uncertain').notNull().default(false),
    /** The platform has shown the message leaving, while its answer was out: keyed hash of the message's id there. */
    echo: uuid('echo'),
    onUncertain: text('on_uncertain').notNull().default('resend'),
    /** What the message belongs to, such as `broadcast:<id>`. */
    ref: text('ref'),
    createdAt: at('created_at').notNull(),
    /** The sealed message; null where many share one of `outbox_contents`. */
    payload: bytes('payload'),
    contentId: bigint('content_id', { mode: 'number' }),
  },
  (table) => [
    check('outbox_state', sql`${table.state} in ('waiting', 'attempting')`),
    check('outbox_priority', sql`${table.priority} between 0 and 2`),
    check('outbox_one_content', sql`(${table.payload} is null) <> (${table.contentId} is null)`),
    check('outbox_on_uncertain', sql`${table.onUncertain} in ('resend', 'leave')`),
    index('outbox_next').on(table.lane, table.accountId, table.priority, table.dueAt, table.id),
    index('outbox_chat').on(table.chatId, table.id),
    index('outbox_ref')
      .on(table.ref)
      .where(sql`${table.ref} is not null`),
  ],
)

/**
 * Receipts whose message is not booked yet, or is none of ours: applied once it is, and let go after an hour. The keyed
 * hash of the platform's message id leads to nobody by itself.
 */
export const earlyReceipts = pgTable(
  'early_receipts',
  {
    messageLookup: uuid('message_lookup').primaryKey(),
    deliveredAt: at('delivered_at').notNull(),
    seenAt: at('seen_at'),
    notedAt: at('noted_at').notNull(),
  },
  (table) => [index('early_receipts_noted').on(table.notedAt)],
)

/**
 * What the rounds of a fast lane have sent and not yet filed: a line a round, written with the marks of the next. Who holds
 * the lane files it in larger groups; after a crash the next holder does.
 */
export const outboxEnded = pgTable(
  'outbox_ended',
  {
    lane: text('lane').notNull(),
    epoch: bigint('epoch', { mode: 'number' }).notNull(),
    /** Counts the rounds of the one who held the lane in this epoch. */
    round: bigint('round', { mode: 'number' }).notNull(),
    endedAt: at('ended_at').notNull(),
    ids: bigint('ids', { mode: 'number' }).array().notNull(),
    /** Keyed hashes of the platform's ids, in the order of `ids`; null where it gave none. */
    messageLookups: uuid('message_lookups').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.lane, table.epoch, table.round] })],
)
