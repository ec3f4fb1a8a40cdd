import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Narrow memory of what has arrived, so that nothing counts twice; pruned after days. */
export const inboxSeen = pgTable(
  'inbox_seen',
  { key: uuid('key').primaryKey(), seenAt: at('seen_at').notNull() },
  // Rows come in the order of time, so a block range index finds the old ones, and costs the insert next to nothing.
  (table) => [index('inbox_seen_at').using('brin', table.seenAt)],
)

/** Updates that wait for their turn. The payload is sealed and leaves with the row when the turn commits. */
export const inbox = pgTable(
  'inbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    accountId: text('account_id').notNull(),
    chatLookup: uuid('chat_lookup').notNull(),
    key: uuid('key').notNull(),
    platformAt: at('platform_at').notNull(),
    platformSeq: bigint('platform_seq', { mode: 'number' }).notNull(),
    receivedAt: at('received_at').notNull(),
    dueAt: at('due_at').notNull(),
    state: text('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    faults: integer('faults').notNull().default(0),
    takenBy: uuid('taken_by'),
    /** What went wrong last, for operators; never the text of a resident. */
    fault: text('fault'),
    payload: bytes('payload').notNull(),
  },
  (table) => [
    check('inbox_state', sql`${table.state} in ('waiting', 'parked')`),
    index('inbox_chat').on(table.chatLookup, table.platformAt, table.platformSeq, table.id),
  ],
)
