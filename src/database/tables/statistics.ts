import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Figures of years before the service, as one document gives them; a second person approves the sheet as a whole. */
export const pastSheets = pgTable(
  'past_sheets',
  {
    id: uuid('id').primaryKey(),
    /** Whose Front keeps it. */
    unitId: text('unit_id').notNull(),
    /** The document that the figures stand in: number and name. */
    source: text('source').notNull(),
    sourceOn: date('source_on', { mode: 'string' }).notNull(),
    state: text('state').notNull().default('draft'),
    writtenBy: uuid('written_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    approvalNote: text('approval_note'),
    sentBackWhy: text('sent_back_why'),
    /** Why an approved sheet counts no more; it stays to be read. */
    withdrawnWhy: text('withdrawn_why'),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnAt: at('withdrawn_at'),
    /** The withdrawn sheet that this one was entered anew from. */
    renews: uuid('renews'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('past_sheets_unit').on(table.unitId, table.state),
    check('past_sheets_state', sql`${table.state} in ('draft', 'asked', 'approved', 'withdrawn')`),
    check(
      'past_sheets_approved',
      sql`(${table.state} in ('approved', 'withdrawn')) = (${table.approvedAt} is not null)`,
    ),
    check(
      'past_sheets_withdrawn',
      sql`(${table.state} = 'withdrawn') = (${table.withdrawnAt} is not null and ${table.withdrawnWhy} is not null)`,
    ),
  ],
)

/** One figure of its years, which it is never split over, of a unit as it was called then. */
export const pastFigures = pgTable(
  'past_figures',
  {
    id: uuid('id').primaryKey(),
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => pastSheets.id, { onDelete: 'cascade' }),
    /** Its place in the document. */
    seq: integer('seq').notNull(),
    fromYear: integer('from_year').notNull(),
    toYear: integer('to_year').notNull(),
    /** One of the tiers of then; null for all tiers together. */
    level: text('level'),
    /** The document's own words for the tier and for whose deputies; empty where only the code is known. */
    levelWords: text('level_words').notNull().default(''),
    bodyWords: text('body_words').notNull().default(''),
    /** As written then; empty where the figure is of a whole tier. */
    oldUnit: text('old_unit').notNull(),
    oldDistrict: text('old_district').notNull(),
    oldFolded: text('old_folded').notNull(),
    districtFolded: text('district_folded').notNull(),
    measure: text('measure').notNull(),
    /** Null where the document does not tell apart. */
    type: text('type'),
    rhythm: text('rhythm'),
    isThematic: boolean('is_thematic'),
    electedBody: text('elected_body'),
    value: integer('value').notNull(),
    qualifier: text('qualifier').notNull(),
    countedIn: text('counted_in').notNull(),
  },
  (table) => [
    unique('past_figures_seq').on(table.sheetId, table.seq),
    index('past_figures_old').on(table.oldFolded),
    check(
      'past_figures_years',
      sql`${table.fromYear} between 1945 and 2100 and ${table.toYear} between ${table.fromYear} and 2100`,
    ),
    check('past_figures_level', sql`${table.level} in ('province', 'district', 'commune', 'village')`),
    check(
      'past_figures_measure',
      sql`${table.measure} in ('sessions', 'participants', 'opinions', 'answered', 'households')`,
    ),
    check('past_figures_type', sql`${table.type} in ('dialogue', 'voter_contact')`),
    check('past_figures_rhythm', sql`${table.rhythm} in ('periodic', 'ad_hoc', 'regular')`),
    check(
      'past_figures_body',
      sql`${table.electedBody} in ('assembly_and_province', 'assembly', 'province', 'district', 'commune')`,
    ),
    check('past_figures_value', sql`${table.value} between 0 and 1000000000`),
    check('past_figures_qualifier', sql`${table.qualifier} in ('exact', 'more_than')`),
    check(
      'past_figures_counted_in',
      sql`${table.countedIn} in ('conference', 'round', 'occasion', 'person', 'opinion', 'household')`,
    ),
  ],
)

/**
 * What was heard in a year in each unit with all below it, counted ahead: a page must not count a million opinions. A unit
 * without a row was not heard.
 */
export const heardYears = pgTable(
  'heard_years',
  {
    year: integer('year').notNull(),
    unitId: text('unit_id').notNull(),
    opinions: integer('opinions').notNull(),
    persons: integer('persons').notNull(),
    unknown: integer('unknown').notNull(),
    answered: integer('answered').notNull(),
    /** Null where nobody has counted any. */
    households: integer('households'),
    /** Opinions by class. */
    byClass: jsonb('by_class').$type<Readonly<Record<string, number>>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.unitId] })],
)

/** Which years were counted ahead, and when. */
export const heardCounts = pgTable('heard_counts', {
  year: integer('year').primaryKey(),
  countedAt: at('counted_at').notNull(),
})
