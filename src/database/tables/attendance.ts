import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What a resident said of a session: they come, perhaps, not. Without the resident when they were erased since. */
export const attendances = pgTable(
  'attendances',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    residentId: uuid('resident_id'),
    answer: text('answer').notNull(),
    companions: smallint('companions').notNull().default(0),
    /** Only who comes holds a place, or waits for one. */
    place: text('place'),
    /** The order of the waiting list. */
    waitsSince: at('waits_since'),
    /** When a place became free for somebody who waited. */
    movedUpAt: at('moved_up_at'),
    /** What stands on the ticket: seven digits, good for this session only. */
    code: text('code').notNull(),
    /** Village or ward group at the time of the answer: for the figures, also after an erasure. */
    groupUnitId: text('group_unit_id'),
    channel: text('channel').notNull(),
    answeredAt: at('answered_at').notNull(),
    createdAt: at('created_at').notNull(),
    arrivedAt: at('arrived_at'),
    arrivedPersons: smallint('arrived_persons'),
    arrivedBy: uuid('arrived_by'),
  },
  (table) => [
    unique('attendances_resident').on(table.dialogueId, table.residentId),
    unique('attendances_code').on(table.dialogueId, table.code),
    check('attendances_answer', sql`${table.answer} in ('yes', 'perhaps', 'no')`),
    check('attendances_companions', sql`${table.companions} between 0 and 20`),
    check('attendances_place', sql`(${table.answer} = 'yes') = (${table.place} is not null)`),
    check('attendances_places', sql`${table.place} in ('seat', 'waiting')`),
    check(
      'attendances_waits',
      sql`(${table.place} is not distinct from 'waiting') = (${table.waitsSince} is not null)`,
    ),
    check(
      'attendances_arrived',
      sql`num_nonnulls(${table.arrivedAt}, ${table.arrivedPersons}, ${table.arrivedBy}) in (0, 3)`,
    ),
    index('attendances_by_resident').on(table.residentId),
  ],
)

/** What a person was reminded of: the key is what keeps two processes, or two days, from telling one fact twice. */
export const attendanceReminders = pgTable(
  'attendance_reminders',
  {
    dialogueId: uuid('dialogue_id').notNull(),
    residentId: uuid('resident_id').notNull(),
    fact: text('fact').notNull(),
    /** `held`: it goes when they next write, if it is of use then; `needless`: something else told them, or they answered. */
    outcome: text('outcome').notNull(),
    /** By which way it went; null where it did not, and for those of before ways were noted. */
    way: text('way'),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dialogueId, table.residentId, table.fact] }),
    check('attendance_reminders_outcome', sql`${table.outcome} in ('sent', 'held', 'needless', 'unreachable')`),
    index('attendance_reminders_resident').on(table.residentId),
  ],
)

/** People counted at the door without a name. The key is made by the form, so that sending it twice counts once. */
export const attendanceCounts = pgTable(
  'attendance_counts',
  {
    key: uuid('key').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    groupUnitId: text('group_unit_id'),
    persons: integer('persons').notNull(),
    /** Null where nobody asked. */
    households: integer('households'),
    at: at('at').notNull(),
    countedBy: uuid('counted_by').notNull(),
    undoneAt: at('undone_at'),
  },
  (table) => [
    check('attendance_counts_persons', sql`${table.persons} between 1 and 2000`),
    check('attendance_counts_households', sql`${table.households} between 0 and ${table.persons}`),
    index('attendance_counts_dialogue').on(table.dialogueId, table.at),
  ],
)

/** Giấy mời: who was invited by name. Names are sealed and leave some time after the session. */
export const attendanceInvitations = pgTable(
  'attendance_invitations',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    position: integer('position').notNull(),
    /** Name, title and contact as JSON; null once the names have left. */
    person: bytes('person'),
    /** Keyed hash of name, title and organisation: the same line twice is one invitation. */
    likeness: uuid('likeness').notNull(),
    organisation: text('organisation'),
    code: text('code').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    arrivedAt: at('arrived_at'),
    arrivedPersons: smallint('arrived_persons'),
    arrivedBy: uuid('arrived_by'),
  },
  (table) => [
    unique('attendance_invitations_code').on(table.dialogueId, table.code),
    unique('attendance_invitations_once').on(table.dialogueId, table.likeness),
    index('attendance_invitations_order').on(table.dialogueId, table.position),
    check(
      'attendance_invitations_arrived',
      sql`num_nonnulls(${table.arrivedAt}, ${table.arrivedPersons}, ${table.arrivedBy}) in (0, 3)`,
    ),
  ],
)
