import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Phiếu chuyển: matters that a unit's Front hands to whoever may decide on them. */
export const handovers = pgTable(
  'handovers',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    dialogueId: uuid('dialogue_id'),
    state: text('state').notNull().default('draft'),
    number: text('number').notNull(),
    dated: date('dated', { mode: 'string' }),
    /** What the covering note says besides the list. */
    note: text('note').notNull(),
    writtenBy: uuid('written_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    approvedBy: uuid('approved_by'),
    sentAt: at('sent_at'),
    approvalNote: text('approval_note'),
    sentBackWhy: text('sent_back_why'),
    /** How often those who asked were to be told: that it went, was received, came back or has an outcome. */
    step: integer('step').notNull().default(0),
    steppedAt: at('stepped_at'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('handovers_unit').on(table.unitId, table.createdAt),
    index('handovers_stepped')
      .on(table.steppedAt)
      .where(sql`${table.step} > 0`),
    check(
      'handovers_state',
      sql`${table.state} in ('draft', 'asked', 'sent', 'received', 'returned', 'done', 'dropped')`,
    ),
    check(
      'handovers_sent',
      sql`(${table.sentAt} is not null) = (${table.state} in ('sent', 'received', 'returned', 'done'))`,
    ),
  ],
)

/** To whom: one who leads and those who join in; a unit of the system, or a body by its name. */
export const handoverParties = pgTable(
  'handover_parties',
  {
    handoverId: uuid('handover_id')
      .notNull()
      .references(() => handovers.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    unitId: text('unit_id'),
    /** The name of the body; empty where it is a unit of the system. */
    body: text('body').notNull(),
    receivedAt: at('received_at'),
    /** The officer of the unit, or of the sender who noted the receipt that a body without an account gave. */
    receivedBy: uuid('received_by'),
    receivedName: text('received_name'),
    receivedPost: text('received_post'),
    returnedAt: at('returned_at'),
    returnReason: text('return_reason'),
    /** Who is competent, as the one who returned it says. */
    competentBody: text('competent_body'),
    returnWords: text('return_words'),
    /** Of the one-time link; never the token itself. */
    linkHash: text('link_hash'),
    linkExpiresAt: at('link_expires_at'),
  },
  (table) => [
    primaryKey({ columns: [table.handoverId, table.seq] }),
    index('handover_parties_unit').on(table.unitId),
    unique('handover_parties_link').on(table.linkHash),
    check('handover_parties_one', sql`(${table.unitId} is null) = (${table.body} <> '')`),
    check(
      'handover_parties_reason',
      sql`${table.returnReason} in ('not_competent', 'incomplete', 'duplicate', 'other')`,
    ),
    check('handover_parties_returned', sql`(${table.returnedAt} is null) = (${table.returnReason} is null)`),
  ],
)

export const handoverItems = pgTable(
  'handover_items',
  {
    handoverId: uuid('handover_id')
      .notNull()
      .references(() => handovers.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id').notNull(),
    outcome: text('outcome'),
    outcomeWords: text('outcome_words'),
    outcomeAt: at('outcome_at'),
  },
  (table) => [
    primaryKey({ columns: [table.handoverId, table.itemId] }),
    index('handover_items_item').on(table.itemId),
    check('handover_items_outcome', sql`${table.outcome} in ('resolved', 'explained', 'declined', 'forwarded')`),
  ],
)

/** What was handed over, frozen: bytes sealed, their digest kept for good. The bytes of a redacted revision's forerunner go. */
export const handoverDossiers = pgTable(
  'handover_dossiers',
  {
    handoverId: uuid('handover_id')
      .notNull()
      .references(() => handovers.id, { onDelete: 'cascade' }),
    revision: integer('revision').notNull(),
    why: text('why').notNull(),
    digest: text('digest').notNull(),
    content: bytes('content'),
    madeAt: at('made_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.handoverId, table.revision] }),
    check('handover_dossiers_why', sql`${table.why} in ('frozen', 'erased')`),
  ],
)

/** Which opinions a dossier holds, so that an erasure finds it. */
export const handoverOpinions = pgTable(
  'handover_opinions',
  {
    handoverId: uuid('handover_id')
      .notNull()
      .references(() => handovers.id, { onDelete: 'cascade' }),
    opinionId: uuid('opinion_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.handoverId, table.opinionId] }),
    index('handover_opinions_opinion').on(table.opinionId),
  ],
)

/** Up to which step of a handover somebody was told. */
export const handoverTellings = pgTable(
  'handover_tellings',
  {
    handoverId: uuid('handover_id')
      .notNull()
      .references(() => handovers.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id').notNull(),
    step: integer('step').notNull(),
    toldAt: at('told_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.handoverId, table.residentId] }),
    index('handover_tellings_resident').on(table.residentId),
  ],
)

/** Where matters usually go: suggested to whoever drafts a handover, never done by itself. */
export const handoverRoutes = pgTable(
  'handover_routes',
  {
    id: uuid('id').primaryKey(),
    /** For matters of this unit and below. */
    unitId: text('unit_id').notNull(),
    /** Null: of any topic. */
    topicId: uuid('topic_id'),
    /** Null: whoever is competent. */
    competence: text('competence'),
    toUnitId: text('to_unit_id'),
    /** The name of the body; empty where it is a unit of the system. */
    body: text('body').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    index('handover_routes_unit').on(table.unitId),
    check('handover_routes_one', sql`(${table.toUnitId} is null) = (${table.body} <> '')`),
  ],
)
