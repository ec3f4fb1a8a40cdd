import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
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

/** What a figure of a platform was before somebody changed it. */
export const channelRuleHistory = pgTable(
  'channel_rule_history',
  {
    id: uuid('id').primaryKey(),
    key: text('key')
      .notNull()
      .references(() => channelRules.key),
    value: doublePrecision('value').notNull(),
    source: text('source').notNull(),
    sourceDate: date('source_date', { mode: 'string' }),
    state: text('state').$type<'verified' | 'unverified'>().notNull(),
    changedBy: text('changed_by'),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
    replacedAt: timestamp('replaced_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [index('channel_rule_history_key').on(table.key, table.replacedAt)],
)

/** Days off of the public service and weekend days worked in exchange, as announced year by year. */
export const holidays = pgTable(
  'holidays',
  {
    date: date('date', { mode: 'string' }).primaryKey(),
    kind: text('kind').$type<'off' | 'worked'>().notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
    sourceDate: date('source_date', { mode: 'string' }).notNull(),
    /** Deadlines rest on verified days only. */
    state: text('state').$type<'verified' | 'unverified'>().notNull(),
    changedBy: text('changed_by'),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [
    check('holidays_kind', sql`${table.kind} in ('off', 'worked')`),
    check('holidays_state', sql`${table.state} in ('verified', 'unverified')`),
    check('holidays_worked_weekend', sql`${table.kind} = 'off' or extract(isodow from ${table.date}) > 5`),
  ],
)

/** How long each kind of record is kept before it leaves or loses its person, and who says so. */
export const retentionRules = pgTable(
  'retention_rules',
  {
    kind: text('kind').primaryKey(),
    days: integer('days').notNull(),
    source: text('source').notNull(),
    state: text('state').$type<'verified' | 'unverified'>().notNull(),
    /** Switched off, the kind is kept until somebody decides. */
    isOn: boolean('is_on').notNull(),
    version: integer('version').notNull().default(1),
    changedBy: text('changed_by'),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [
    check('retention_rules_days', sql`${table.days} > 0`),
    check('retention_rules_state', sql`${table.state} in ('verified', 'unverified')`),
  ],
)
