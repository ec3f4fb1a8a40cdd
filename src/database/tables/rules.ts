import { sql } from 'drizzle-orm'
import { boolean, check, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** Deadlines and limits that come from a law or a platform: data with a source, not constants. */
export const rules = pgTable(
  'rules',
  {
    key: text('key').notNull(),
    /** A period in days; or one of the two below, never several. */
    days: integer('days'),
    counting: text('counting').$type<'calendar' | 'working'>(),
    timesAYear: integer('times_a_year'),
    percent: integer('percent'),
    /** The legal basis or the matter by which the rule is chosen. */
    appliesTo: text('applies_to').notNull(),
    source: text('source').notNull(),
    sourceDate: date('source_date', { mode: 'string' }),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validUntil: date('valid_until', { mode: 'string' }),
    state: text('state').$type<'verified' | 'unverified'>().notNull(),
    /** An unverified rule starts switched off and is nowhere counted with. */
    isOn: boolean('is_on').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.validFrom] }),
    check('rules_counting', sql`${table.counting} in ('calendar', 'working')`),
    check('rules_state', sql`${table.state} in ('verified', 'unverified')`),
    check('rules_one_measure', sql`num_nonnulls(${table.days}, ${table.timesAYear}, ${table.percent}) = 1`),
    check('rules_days', sql`(${table.days} is null) = (${table.counting} is null)`),
    check('rules_validity', sql`${table.validUntil} > ${table.validFrom}`),
  ],
)
