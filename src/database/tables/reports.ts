import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Báo cáo tổng hợp: what a unit and those below it heard in a period, with the Front's own proposals. */
export const syntheses = pgTable(
  'syntheses',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    /** Of any period, of a year, or of five years, which say more and are worded otherwise. */
    kind: text('kind').notNull().default('period'),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    untilOn: date('until_on', { mode: 'string' }).notNull(),
    /** For which council session it is made; empty where for none. */
    councilSession: text('council_session').notNull(),
    /** What people think and wish, in the Front's words. */
    mood: text('mood').notNull(),
    /** The Front's own proposals, a line each. */
    proposals: text('proposals').notNull(),
    state: text('state').notNull().default('draft'),
    /** Fixed at the approval; null before. */
    figures: jsonb('figures'),
    /** Twelve digits by which anybody checks the figures of an approved report; null before. */
    code: text('code').unique(),
    writtenBy: uuid('written_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    approvalNote: text('approval_note'),
    sentBackWhy: text('sent_back_why'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('syntheses_unit').on(table.unitId, table.fromOn),
    check('syntheses_kind', sql`${table.kind} in ('period', 'year', 'five_years')`),
    check('syntheses_state', sql`${table.state} in ('draft', 'asked', 'approved')`),
    check('syntheses_period', sql`${table.fromOn} <= ${table.untilOn}`),
    check('syntheses_approved', sql`(${table.state} = 'approved') = (${table.figures} is not null)`),
  ],
)
