import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Residents of a unit ask for a session on a topic. */
export const dialogueRequests = pgTable(
  'dialogue_requests',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    /** The topic as an officer put it when opening the request; what everybody reads. Null while nobody has checked it. */
    title: text('title'),
    /** What the author wrote, sealed; gone with its author while nobody has checked it. */
    words: bytes('words'),
    /** Null where an officer entered it for people, and once the author is erased. */
    authorId: uuid('author_id'),
    channel: text('channel').notNull(),
    enteredBy: uuid('entered_by'),
    /** What the boundary guard took it for; its author said that it is a request all the same. */
    guardMark: text('guard_mark'),
    state: text('state').notNull().default('asked'),
    askedAt: at('asked_at').notNull(),
    checkedBy: uuid('checked_by'),
    checkedAt: at('checked_at'),
    /** The last day on which people may join. */
    openUntil: date('open_until', { mode: 'string' }),
    /** When the legal share was there for the first time. */
    reachedAt: at('reached_at'),
    handedOverAt: at('handed_over_at'),
    /** Why it was refused or declined; told to people. */
    reason: text('reason'),
    endedBy: uuid('ended_by'),
    endedAt: at('ended_at'),
    /** The session that was called for it. */
    dialogueId: uuid('dialogue_id'),
    /** What people are told grows with it: 1 open, 2 reached, 3 handed over, 4 ended. */
    step: integer('step').notNull().default(0),
    steppedAt: at('stepped_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    check(
      'dialogue_requests_state',
      sql`${table.state} in ('asked', 'open', 'reached', 'handed_over', 'called', 'declined', 'refused', 'lapsed', 'withdrawn')`,
    ),
    check('dialogue_requests_channel', sql`${table.channel} in ('zalo', 'telegram', 'web', 'desk')`),
    check('dialogue_requests_called', sql`(${table.state} = 'called') = (${table.dialogueId} is not null)`),
    check(
      'dialogue_requests_checked',
      sql`${table.state} in ('asked', 'refused', 'withdrawn') or (${table.title} is not null and ${table.openUntil} is not null)`,
    ),
    index('dialogue_requests_unit').on(table.unitId, table.askedAt, table.id),
    index('dialogue_requests_open')
      .on(table.unitId, table.openUntil)
      .where(sql`${table.state} in ('open', 'reached')`),
    // What waits for an officer is few.
    index('dialogue_requests_waiting')
      .on(table.unitId)
      .where(sql`${table.state} in ('asked', 'reached')`),
    index('dialogue_requests_author').on(table.authorId),
    index('dialogue_requests_stepped').on(table.steppedAt),
    unique('dialogue_requests_dialogue').on(table.dialogueId),
  ],
)

/** A paper list: who entered it and when, never a name from it. */
export const dialogueRequestSheets = pgTable(
  'dialogue_request_sheets',
  {
    id: uuid('id').primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => dialogueRequests.id, { onDelete: 'cascade' }),
    label: text('label').notNull(),
    collectedOn: date('collected_on', { mode: 'string' }).notNull(),
    enteredBy: uuid('entered_by').notNull(),
    enteredAt: at('entered_at').notNull(),
  },
  (table) => [unique('dialogue_request_sheets_label').on(table.requestId, table.label)],
)

/** One person who asks for it too: a resident of the chat, or a slip of a paper list. Each counts once. */
export const dialogueRequestJoins = pgTable(
  'dialogue_request_joins',
  {
    id: uuid('id').primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => dialogueRequests.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id'),
    slip: integer('slip'),
    sheetId: uuid('sheet_id').references(() => dialogueRequestSheets.id, { onDelete: 'cascade' }),
    /** The resident who signed this slip as well, as an officer found out: the slip is not counted then. */
    sameResidentId: uuid('same_resident_id'),
    /** Kept once the person behind `resident_id` is forgotten: whether they were a verified voter. */
    wasVoter: boolean('was_voter'),
    joinedAt: at('joined_at').notNull(),
    /** Up to which step of the request this person was told. */
    toldStep: integer('told_step').notNull(),
  },
  (table) => [
    unique('dialogue_request_joins_resident').on(table.requestId, table.residentId),
    unique('dialogue_request_joins_slip').on(table.requestId, table.slip),
    check('dialogue_request_joins_one', sql`num_nonnulls(${table.residentId}, ${table.slip}) = 1`),
    check('dialogue_request_joins_paper', sql`(${table.slip} is null) = (${table.sheetId} is null)`),
    check('dialogue_request_joins_same', sql`${table.sameResidentId} is null or ${table.slip} is not null`),
    index('dialogue_request_joins_person').on(table.residentId),
    index('dialogue_request_joins_same_person').on(table.sameResidentId),
    index('dialogue_request_joins_told')
      .on(table.requestId, table.toldStep)
      .where(sql`${table.residentId} is not null`),
  ],
)

/** Somebody stands in the voter list of a unit, as an officer saw at the desk: who looked and when, never a number. */
export const voterChecks = pgTable(
  'voter_checks',
  {
    residentId: uuid('resident_id').notNull(),
    unitId: text('unit_id').notNull(),
    checkedBy: uuid('checked_by').notNull(),
    checkedAt: at('checked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.residentId, table.unitId] })],
)

/** How many voters a unit has, with the paper that says so; the newest statement counts. */
export const voterCounts = pgTable(
  'voter_counts',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    voters: integer('voters').notNull(),
    source: text('source').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    statedBy: uuid('stated_by').notNull(),
    statedAt: at('stated_at').notNull(),
  },
  (table) => [
    check('voter_counts_voters', sql`${table.voters} > 0`),
    index('voter_counts_unit').on(table.unitId, table.statedAt),
  ],
)

/** Công văn chuyển đề nghị đối thoại: its facts as they stood when it was written, and who let it out. */
export const dialogueRequestLetters = pgTable('dialogue_request_letters', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => dialogueRequests.id, { onDelete: 'cascade' }),
  number: text('number').notNull(),
  dated: date('dated', { mode: 'string' }).notNull(),
  addressee: text('addressee').notNull(),
  signer: text('signer').notNull(),
  words: text('words').notNull(),
  /** Of those in the chat, who were verified; of the slips, those that count; and all who asked. */
  joined: integer('joined').notNull(),
  verified: integer('verified').notNull(),
  onPaper: integer('on_paper').notNull(),
  voters: integer('voters').notNull(),
  votersSource: text('voters_source').notNull(),
  votersAsOf: date('voters_as_of', { mode: 'string' }).notNull(),
  percent: integer('percent').notNull(),
  legalSource: text('legal_source').notNull(),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: at('written_at').notNull(),
  approvedBy: uuid('approved_by'),
  approvedAt: at('approved_at'),
  aloneBecause: text('alone_because'),
  version: integer('version').notNull().default(1),
})
