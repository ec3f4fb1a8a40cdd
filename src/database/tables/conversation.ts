import { bigint, boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Where a chat stands: the open prompt, its topic's state and what waits for consent, both sealed. */
export const conversations = pgTable(
  'conversations',
  {
    chatId: bigint('chat_id', { mode: 'number' }).primaryKey(),
    language: text('language').notNull().default('vi'),
    topic: text('topic'),
    /** Id of the open prompt; a button of an older one carries another id. */
    promptId: text('prompt_id'),
    state: bytes('state'),
    /** What was sent before consent: purged after 24 hours. */
    held: bytes('held'),
    heldAt: at('held_at'),
    /** An officer speaks with this person; the bot keeps out of the way. */
    withOfficer: boolean('with_officer').notNull().default(false),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [index('conversations_held').on(table.heldAt)],
)
