import { bigint, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What stands on the page of a web chat, both sides, so that a browser that reconnects can catch up. Pruned. */
export const webMessages = pgTable(
  'web_messages',
  {
    chatKey: uuid('chat_key').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** Outbox row, so that a repeated delivery is written once; null for the resident's own words. */
    deliveryId: bigint('delivery_id', { mode: 'number' }).unique(),
    side: text('side').notNull(),
    body: bytes('body').notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.chatKey, table.seq] }), index('web_messages_at').on(table.at)],
)

/** A browser that proved to be one. The cookie's keyed hash is the key of the chat. */
export const webVisitors = pgTable(
  'web_visitors',
  {
    chatKey: uuid('chat_key').primaryKey(),
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    isKiosk: text('is_kiosk').notNull().default('no'),
    createdAt: at('created_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
  },
  (table) => [index('web_visitors_seen').on(table.lastSeenAt)],
)
