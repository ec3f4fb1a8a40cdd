import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Kết luận: what the head of the session has concluded, one per session. */
export const conclusions = pgTable(
  'conclusions',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull().unique(),
    unitId: text('unit_id').notNull(),
    /** What was concluded as a whole, before the tasks. */
    summary: text('summary').notNull().default(''),
    state: text('state').notNull().default('draft'),
    /** How it was published: posted, handed to heads of groups, read out, put on the portal. */
    ways: text('ways')
      .array()
      .notNull()
      .default(sql`'{}'`),
    publishedOn: date('published_on', { mode: 'string' }),
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
    index('conclusions_unit').on(table.unitId, table.state),
    check('conclusions_state', sql`${table.state} in ('draft', 'asked', 'approved', 'published')`),
    check('conclusions_published', sql`(${table.state} = 'published') = (${table.publishedOn} is not null)`),
  ],
)

/** One numbered task with a named post that owns it and a day until which it is done. */
export const conclusionTasks = pgTable(
  'conclusion_tasks',
  {
    id: uuid('id').primaryKey(),
    conclusionId: uuid('conclusion_id')
      .notNull()
      .references(() => conclusions.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    words: text('words').notNull(),
    ownerPost: text('owner_post').notNull(),
    ownerName: text('owner_name').notNull(),
    /** The area member of the standing committee who follows it. */
    areaMember: text('area_member').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    state: text('state').notNull().default('open'),
    closedOn: date('closed_on', { mode: 'string' }),
    closedWhy: text('closed_why'),
    /** The owner's own account, where they have one: they are reminded in their chat. */
    ownerOfficerId: uuid('owner_officer_id'),
    /** How often those who asked were to be told: at the publication, and of each step from then on. */
    step: integer('step').notNull().default(0),
    steppedAt: at('stepped_at'),
  },
  (table) => [
    unique('conclusion_tasks_number').on(table.conclusionId, table.number),
    index('conclusion_tasks_due')
      .on(table.dueOn)
      .where(sql`${table.state} = 'open'`),
    index('conclusion_tasks_stepped')
      .on(table.steppedAt)
      .where(sql`${table.step} > 0`),
    check('conclusion_tasks_state', sql`${table.state} in ('open', 'done', 'dropped')`),
    check('conclusion_tasks_closed', sql`(${table.state} = 'open') = (${table.closedOn} is null)`),
  ],
)

/** What was done for a task, one after the other; nothing is changed afterwards. */
export const conclusionSteps = pgTable(
  'conclusion_steps',
  {
    id: uuid('id').primaryKey(),
    taskId: uuid('task_id')
      .notNull()
      .references(() => conclusionTasks.id, { onDelete: 'cascade' }),
    words: text('words').notNull(),
    notedBy: uuid('noted_by').notNull(),
    notedAt: at('noted_at').notNull(),
  },
  (table) => [index('conclusion_steps_task').on(table.taskId, table.notedAt)],
)

/** What the Front remarks on how a session was organised or a task carried out; it must be answered until a day. */
export const conclusionRemarks = pgTable(
  'conclusion_remarks',
  {
    id: uuid('id').primaryKey(),
    conclusionId: uuid('conclusion_id')
      .notNull()
      .references(() => conclusions.id, { onDelete: 'cascade' }),
    /** Null: on the organising, not on a task. */
    taskId: uuid('task_id').references(() => conclusionTasks.id, { onDelete: 'cascade' }),
    words: text('words').notNull(),
    answerBy: date('answer_by', { mode: 'string' }).notNull(),
    remarkedBy: uuid('remarked_by').notNull(),
    remarkedAt: at('remarked_at').notNull(),
    answer: text('answer'),
    answeredBy: uuid('answered_by'),
    answeredAt: at('answered_at'),
  },
  (table) => [
    index('conclusion_remarks_of').on(table.conclusionId, table.remarkedAt),
    check('conclusion_remarks_answered', sql`(${table.answer} is null) = (${table.answeredAt} is null)`),
  ],
)

/** The matters that a task came of; whoever asked them hears how it goes on. */
export const conclusionTaskItems = pgTable(
  'conclusion_task_items',
  {
    taskId: uuid('task_id')
      .notNull()
      .references(() => conclusionTasks.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.itemId] }),
    index('conclusion_task_items_item').on(table.itemId),
  ],
)

/** Up to which step of a task somebody was told. */
export const conclusionTellings = pgTable(
  'conclusion_tellings',
  {
    taskId: uuid('task_id')
      .notNull()
      .references(() => conclusionTasks.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id').notNull(),
    step: integer('step').notNull(),
    toldAt: at('told_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.residentId] }),
    index('conclusion_tellings_resident').on(table.residentId),
  ],
)

/** Who was reminded of a task, why and on which day: once for each. */
export const conclusionReminders = pgTable(
  'conclusion_reminders',
  {
    taskId: uuid('task_id')
      .notNull()
      .references(() => conclusionTasks.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    /** The day it was due to be sent on, not the day a late job found time. */
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    remindedAt: at('reminded_at').notNull(),
    /** How many were written to; others see it in the console. */
    reached: integer('reached').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.kind, table.dueOn] }),
    check('conclusion_reminders_kind', sql`${table.kind} in ('soon', 'late', 'above')`),
  ],
)

/** To whom the published conclusion was given, and when. */
export const conclusionDeliveries = pgTable(
  'conclusion_deliveries',
  {
    conclusionId: uuid('conclusion_id')
      .notNull()
      .references(() => conclusions.id, { onDelete: 'cascade' }),
    recipient: text('recipient').notNull(),
    givenOn: date('given_on', { mode: 'string' }).notNull(),
    notedBy: uuid('noted_by').notNull(),
    notedAt: at('noted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.conclusionId, table.recipient] })],
)
