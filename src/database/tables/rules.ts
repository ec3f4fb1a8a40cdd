import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

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

/** What platforms allow and ask for it: windows, prices, rates, hours. Figures with a source, set by administrators. */
export const channelRules = pgTable(
  'channel_rules',
  {
    key: text('key').primaryKey(),
    value: doublePrecision('value').notNull(),
    /** `hours`, `days`, `vnd`, `per_minute`, `per_second`, `per_day`, `hour_of_day`. */
    unit: text('unit').notNull(),
    source: text('source').notNull(),
    sourceDate: date('source_date', { mode: 'string' }),
    state: text('state').$type<'verified' | 'unverified'>().notNull(),
    /** The officer who set it; null for what came with the installation. */
    changedBy: text('changed_by'),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [
    check('channel_rules_value', sql`${table.value} >= 0`),
    check('channel_rules_state', sql`${table.state} in ('verified', 'unverified')`),
  ],
)
