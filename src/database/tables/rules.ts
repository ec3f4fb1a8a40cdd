import { sql } from 'drizzle-orm'
import { check, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** Deadlines and limits that come from a law or a platform: data with a source, not constants. */
export const rules = pgTable(
  'rules',
  {
    key: text('key').notNull(),
    days: integer('days').notNull(),
    counting: text('counting').notNull(),
    appliesTo: text('applies_to').notNull(),
    source: text('source').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validUntil: date('valid_until', { mode: 'string' }),
    state: text('state').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.validFrom] }),
    check('rules_counting', sql`${table.counting} in ('calendar', 'working')`),
    check('rules_state', sql`${table.state} in ('verified', 'unverified')`),
  ],
)
