import { sql } from 'drizzle-orm'
import { bigint, check, date, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Kế hoạch năm: which sessions a unit means to hold, drafted with the Front and approved. */
export const yearPlans = pgTable(
  'year_plans',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    year: integer('year').notNull(),
    state: text('state').notNull().default('draft'),
    /** How often an approved plan was taken up again. */
    revision: integer('revision').notNull().default(0),
    family: text('family').notNull(),
    superior: text('superior').notNull(),
    issuer: text('issuer').notNull(),
    number: text('number').notNull(),
    dated: date('dated', { mode: 'string' }),
    /** With whom it was drafted. */
    draftedWith: text('drafted_with').notNull(),
    purpose: text('purpose').notNull(),
    /** What the sessions of the year before have taught. */
    lessons: text('lessons').notNull(),
    recipients: text('recipients').notNull(),
    authority: text('authority').notNull(),
    post: text('post').notNull(),
    signer: text('signer').notNull(),
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
    unique('year_plans_year').on(table.unitId, table.year),
    check('year_plans_state', sql`${table.state} in ('draft', 'asked', 'approved')`),
    check('year_plans_family', sql`${table.family} in ('state', 'party', 'front')`),
    check('year_plans_approved', sql`(${table.state} = 'approved') = (${table.approvedBy} is not null)`),
  ],
)

/** One session that is meant to be held. */
export const yearPlanLines = pgTable(
  'year_plan_lines',
  {
    id: uuid('id').primaryKey(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => yearPlans.id, { onDelete: 'cascade' }),
    month: integer('month').notNull(),
    level: text('level').notNull(),
    type: text('type').notNull(),
    topic: text('topic').notNull(),
    /** Who presides, by post. */
    host: text('host').notNull(),
    place: text('place').notNull(),
    /** In đồng; null where nobody has reckoned it. */
    cost: bigint('cost', { mode: 'number' }),
    /** The session that was called for it. */
    dialogueId: uuid('dialogue_id'),
  },
  (table) => [
    index('year_plan_lines_plan').on(table.planId, table.month, table.id),
    unique('year_plan_lines_dialogue').on(table.dialogueId),
    check('year_plan_lines_month', sql`${table.month} between 1 and 12`),
    check('year_plan_lines_level', sql`${table.level} in ('province', 'commune', 'group')`),
    check('year_plan_lines_type', sql`${table.type} in ('dialogue', 'voter_contact')`),
    check('year_plan_lines_cost', sql`${table.cost} >= 0`),
  ],
)

/** Rút kinh nghiệm: what went well in a session that was held and what did not, and what the next ones should do. */
export const sessionReviews = pgTable('session_reviews', {
  dialogueId: uuid('dialogue_id').primaryKey(),
  /** By point of the checklist: `good`, `weak`. */
  marks: jsonb('marks').$type<Record<string, 'good' | 'weak'>>().notNull(),
  good: text('good').notNull(),
  weak: text('weak').notNull(),
  lessons: text('lessons').notNull(),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: at('written_at').notNull(),
  version: integer('version').notNull().default(1),
})
