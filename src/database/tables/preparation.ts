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
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** The rule by which matters come into the hall, as it stood when the collection closed. */
export type FrozenRule = { readonly rule: string; readonly floorMinutes: number; readonly minutesEach: number }
export type ScriptBlock = {
  readonly key: string
  readonly minutes: number | null
  readonly heading: string
  readonly text: string
  /** An officer wrote it: a new draft leaves it alone. */
  readonly isEdited: boolean
}

/** How a session is prepared; its version covers the agenda too. No row: everything as usual. */
export const preparations = pgTable(
  'preparations',
  {
    dialogueId: uuid('dialogue_id').primaryKey(),
    openingMinutes: integer('opening_minutes').notNull(),
    reportMinutes: integer('report_minutes').notNull(),
    closingMinutes: integer('closing_minutes').notNull(),
    /** For questions from the floor. */
    floorMinutes: integer('floor_minutes').notNull(),
    /** How long a matter takes on average: how many fit into the session. */
    minutesEach: integer('minutes_each').notNull(),
    rule: text('rule').notNull(),
    frozenRule: jsonb('frozen_rule').$type<FrozenRule>(),
    /** Why the agenda departs from the rule, in an officer's words. */
    departure: text('departure'),
    /** The bot invites opinions of the class that lacks most. */
    invitesLacking: boolean('invites_lacking').notNull().default(true),
    version: integer('version').notNull().default(1),
    updatedBy: uuid('updated_by'),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('preparations_rule', sql`${table.rule} in ('weightiest', 'each_class', 'each_area')`),
    check(
      'preparations_minutes',
      sql`least(${table.openingMinutes}, ${table.reportMinutes}, ${table.closingMinutes}, ${table.floorMinutes}) >= 0
        and greatest(${table.openingMinutes}, ${table.reportMinutes}, ${table.closingMinutes}, ${table.floorMinutes}) <= 240
        and ${table.minutesEach} between 3 and 60`,
    ),
  ],
)

/** What is spoken of in the hall, in this order, and what is answered in writing. */
export const agendaLines = pgTable(
  'agenda_lines',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    position: integer('position').notNull(),
    /** Null: a line that an officer wrote. */
    itemId: uuid('item_id'),
    topicId: uuid('topic_id'),
    /** A task that an earlier session concluded and that is late. */
    taskId: uuid('task_id'),
    title: text('title').notNull(),
    who: text('who'),
    place: text('place').notNull().default('hall'),
    minutes: integer('minutes').notNull(),
    /** Its minutes are an officer's; sharing out leaves them. */
    isPinned: boolean('is_pinned').notNull().default(false),
    /** Counted in the hall. */
    usedSeconds: integer('used_seconds'),
  },
  (table) => [
    check('agenda_lines_place', sql`${table.place} in ('hall', 'written')`),
    check('agenda_lines_minutes', sql`${table.minutes} between 0 and 600`),
    check('agenda_lines_used', sql`${table.usedSeconds} >= 0`),
    index('agenda_lines_dialogue').on(table.dialogueId, table.position),
    index('agenda_lines_item').on(table.itemId),
  ],
)

/** Who takes part by office: from the chair to the deputies. Residents are never in here. */
export const sessionParticipants = pgTable(
  'session_participants',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    role: text('role').notNull(),
    name: text('name').notNull(),
    title: text('title'),
    body: text('body'),
    /** The village and ward groups that an area member follows. */
    areaUnits: jsonb('area_units').$type<string[]>().notNull().default([]),
    /** Sealed. */
    contact: bytes('contact'),
    attends: text('attends').notNull().default('unknown'),
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check(
      'session_participants_role',
      sql`${table.role} in ('chair', 'moderator', 'secretary', 'area_member', 'expert', 'agency', 'deputy')`,
    ),
    check('session_participants_attends', sql`${table.attends} in ('unknown', 'yes', 'no')`),
    index('session_participants_dialogue').on(table.dialogueId),
  ],
)

/** An agency is asked for a draft answer, until a day. */
export const answerRequests = pgTable(
  'answer_requests',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    /** On whose unit the responders work. */
    unitId: text('unit_id').notNull(),
    /** One responder alone; null: any of the unit. */
    officerId: uuid('officer_id'),
    body: text('body').notNull(),
    itemId: uuid('item_id'),
    topicId: uuid('topic_id'),
    about: text('about').notNull(),
    question: text('question').notNull(),
    askedOn: date('asked_on', { mode: 'string' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    state: text('state').notNull().default('asked'),
    answer: text('answer'),
    answeredBy: uuid('answered_by'),
    answeredAt: at('answered_at'),
    version: integer('version').notNull().default(1),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('answer_requests_state', sql`${table.state} in ('asked', 'answered', 'withdrawn')`),
    check('answer_requests_answer', sql`(${table.state} = 'answered') <= (${table.answer} is not null)`),
    index('answer_requests_dialogue').on(table.dialogueId, table.dueOn),
    index('answer_requests_open')
      .on(table.unitId, table.dueOn)
      .where(sql`${table.state} = 'asked'`),
  ],
)

/** Kịch bản điều hành: what the chair says and when. */
export const runningScripts = pgTable('running_scripts', {
  dialogueId: uuid('dialogue_id').primaryKey(),
  blocks: jsonb('blocks').$type<ScriptBlock[]>().notNull(),
  version: integer('version').notNull().default(1),
  updatedBy: uuid('updated_by').notNull(),
  updatedAt: at('updated_at').notNull(),
})

/** What an officer says is done; what the service knows by itself is not noted here. */
export const checklistTicks = pgTable(
  'checklist_ticks',
  {
    dialogueId: uuid('dialogue_id').notNull(),
    step: text('step').notNull(),
    doneBy: uuid('done_by').notNull(),
    doneAt: at('done_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.dialogueId, table.step] })],
)

/** Who was invited to hand in what lacks: once a person and session. */
export const classInvitations = pgTable(
  'class_invitations',
  {
    dialogueId: uuid('dialogue_id').notNull(),
    residentId: uuid('resident_id').notNull(),
    opinionClass: text('opinion_class').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dialogueId, table.residentId] }),
    index('class_invitations_resident').on(table.residentId),
    check(
      'class_invitations_class',
      sql`${table.opinionClass} in ('livelihood', 'party_building', 'government_building', 'idea', 'question')`,
    ),
  ],
)
