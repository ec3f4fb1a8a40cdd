import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A resident who asked for a person; shared by the officers of the unit. */
export const deskThreads = pgTable(
  'desk_threads',
  {
    id: uuid('id').primaryKey(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    residentId: uuid('resident_id'),
    unitId: text('unit_id').notNull(),
    state: text('state').notNull().default('waiting'),
    assignedTo: uuid('assigned_to'),
    openedAt: at('opened_at').notNull(),
    lastAt: at('last_at').notNull(),
    closedAt: at('closed_at'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    check('desk_threads_state', sql`${table.state} in ('waiting', 'answered', 'closed')`),
    index('desk_threads_unit').on(table.unitId, table.state, table.lastAt),
    index('desk_threads_chat').on(table.chatId, table.state),
  ],
)

export const deskMessages = pgTable(
  'desk_messages',
  {
    threadId: uuid('thread_id')
      .notNull()
      .references(() => deskThreads.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    /** `platform_console`: typed by a person in Zalo's own console and known from its echo. */
    author: text('author').notNull(),
    officerId: uuid('officer_id'),
    text: bytes('text').notNull(),
    attachmentId: uuid('attachment_id'),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.threadId, table.seq] }),
    check('desk_messages_author', sql`${table.author} in ('resident', 'officer', 'platform_console')`),
  ],
)

export type DutyHours = { readonly days: readonly number[]; readonly from: string; readonly until: string }[]

/** When somebody is there, and the number to call; per unit, with the nearest unit above as the fallback. */
export const deskHours = pgTable('desk_hours', {
  unitId: text('unit_id').primaryKey(),
  hours: jsonb('hours').$type<DutyHours>().notNull(),
  phone: text('phone').notNull(),
  updatedAt: at('updated_at').notNull(),
})
