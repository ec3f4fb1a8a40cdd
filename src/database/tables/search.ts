import { sql } from 'drizzle-orm'
import { check, customType, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' })

/**
 * What can be found by its words: keyed hashes of folded syllables, so that a stolen table tells no word. Beside them
 * stand, readable, the unit with all above it (`u:…`), the session (`d:…`) and the kind.
 */
export const searchEntries = pgTable(
  'search_entries',
  {
    /** The id of what it stands for. */
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
    words: tsvector('words').notNull(),
  },
  (table) => [
    check('search_entries_kind', sql`${table.kind} in ('opinion', 'item', 'dialogue', 'answer', 'task', 'form')`),
    index('search_entries_words').using('gin', table.words),
    index('search_entries_newest').on(table.at, table.id),
  ],
)
