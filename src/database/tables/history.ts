import { bigint, boolean, integer, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

// Partitioned by month, which drizzle-kit cannot write: the tables stand in a hand-written migration, and this file
// is left out of drizzle.config.ts.

export const inboxHistory = pgTable('inbox_history', {
  id: bigint('id', { mode: 'number' }).notNull(),
  accountId: text('account_id').notNull(),
  chatLookup: uuid('chat_lookup').notNull(),
  receivedAt: at('received_at').notNull(),
  finishedAt: at('finished_at').notNull(),
  attempts: integer('attempts').notNull(),
  outcome: text('outcome').notNull(),
})

export const outboxHistory = pgTable('outbox_history', {
  id: bigint('id', { mode: 'number' }).notNull(),
  lane: text('lane').notNull(),
  accountId: text('account_id').notNull(),
  chatId: bigint('chat_id', { mode: 'number' }).notNull(),
  priority: smallint('priority').notNull(),
  outcome: text('outcome').notNull(),
  why: text('why'),
  /** Keyed hash of the platform's message id: matches echoes and receipts. */
  messageLookup: uuid('message_lookup'),
  attempts: integer('attempts').notNull(),
  uncertain: boolean('uncertain').notNull(),
  ref: text('ref'),
  createdAt: at('created_at').notNull(),
  finishedAt: at('finished_at').notNull(),
  /** What the platform told of it afterwards, where it tells. */
  deliveredAt: at('delivered_at'),
  seenAt: at('seen_at'),
})
