import { sql } from 'drizzle-orm'
import {
  bigint,
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

/** A person, known by nothing but what they chose to tell. Texts stand elsewhere; a name only when given to be shown. */
export const residents = pgTable(
  'residents',
  {
    id: uuid('id').primaryKey(),
    language: text('language').notNull().default('vi'),
    unitId: text('unit_id'),
    /** When they said so: who chose after a merger is not asked about it. */
    unitChosenAt: at('unit_chosen_at'),
    /** Village or ward group within the unit. */
    groupUnitId: text('group_unit_id'),
    /** A second unit whose notices they follow, such as their parents'. */
    followedUnitId: text('followed_unit_id'),
    naming: text('naming').notNull().default('sealed'),
    name: bytes('name'),
    noticesStoppedAt: at('notices_stopped_at'),
    mutedUntil: at('muted_until'),
    /** One of the explained rules, never a free text. */
    mutedWhy: text('muted_why'),
    /** Null when a rule of the bot did it. */
    mutedBy: uuid('muted_by'),
    muteContestedAt: at('mute_contested_at'),
    voterCheckedBy: uuid('voter_checked_by'),
    voterCheckedAt: at('voter_checked_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('residents_language', sql`${table.language} in ('vi', 'en')`),
    check('residents_naming', sql`${table.naming} in ('sealed', 'anonymous', 'named')`),
    check('residents_name', sql`(${table.naming} = 'named') = (${table.name} is not null)`),
    check('residents_muted', sql`(${table.mutedUntil} is null) = (${table.mutedWhy} is null)`),
    check('residents_muted_why', sql`${table.mutedWhy} in ('flood', 'insults', 'spam')`),
    index('residents_unit').on(table.unitId),
    index('residents_group').on(table.groupUnitId),
    index('residents_followed').on(table.followedUnitId),
  ],
)

/** Which chats are one person's. */
export const contacts = pgTable(
  'contacts',
  {
    chatId: bigint('chat_id', { mode: 'number' }).primaryKey(),
    residentId: uuid('resident_id')
      .notNull()
      .references(() => residents.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    linkedAt: at('linked_at').notNull(),
  },
  (table) => [index('contacts_resident').on(table.residentId)],
)

/** Every act of consent or withdrawal, one row an act: what was asked, in which version, and what they did. */
export const consents = pgTable(
  'consents',
  {
    id: uuid('id').primaryKey(),
    residentId: uuid('resident_id')
      .notNull()
      .references(() => residents.id, { onDelete: 'cascade' }),
    purpose: text('purpose').notNull(),
    version: text('version').notNull(),
    state: text('state').notNull(),
    act: text('act').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    check('consents_purpose', sql`${table.purpose} in ('relay', 'notices', 'statistics', 'cross_border')`),
    check('consents_state', sql`${table.state} in ('given', 'withdrawn')`),
    index('consents_resident').on(table.residentId, table.purpose, table.at),
  ],
)

/** The register of data requests. It survives the erasure, so it holds a salted hash instead of the person. */
export const dataRequests = pgTable(
  'data_requests',
  {
    id: uuid('id').primaryKey(),
    /** What the person is told: "số 12". */
    number: integer('number').notNull().generatedAlwaysAsIdentity().unique(),
    subject: uuid('subject').notNull(),
    kind: text('kind').notNull(),
    unitId: text('unit_id'),
    receivedAt: at('received_at').notNull(),
    answerDueAt: at('answer_due_at').notNull(),
    stopDueAt: at('stop_due_at'),
    doneAt: at('done_at'),
    outcome: text('outcome'),
    /** After an erasure: keyed hash over every act of consent, so that it can be proved without keeping it. */
    consentProof: uuid('consent_proof'),
  },
  (table) => [
    check('data_requests_kind', sql`${table.kind} in ('see', 'correct', 'erase', 'withdraw')`),
    index('data_requests_open').on(table.doneAt, table.answerDueAt),
    index('data_requests_subject').on(table.subject),
  ],
)

/** A code that joins a second contact to the same person; only its keyed hash is kept. */
export const linkCodes = pgTable('link_codes', {
  codeHash: uuid('code_hash').primaryKey(),
  residentId: uuid('resident_id')
    .notNull()
    .references(() => residents.id, { onDelete: 'cascade' }),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
})

/** Wrong codes typed in a chat lately; a handful an hour, then no more. */
export const linkGuesses = pgTable('link_guesses', {
  chatId: bigint('chat_id', { mode: 'number' }).primaryKey(),
  since: at('since').notNull(),
  count: integer('count').notNull(),
})

/** Organisations of which a resident said that they are a member; nothing else is known of it, and nobody checks it. */
export const residentOrganisations = pgTable(
  'resident_organisations',
  {
    residentId: uuid('resident_id')
      .notNull()
      .references(() => residents.id, { onDelete: 'cascade' }),
    organisation: text('organisation').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.residentId, table.organisation] }),
    check(
      'resident_organisations_organisation',
      sql`${table.organisation} in ('women', 'farmers', 'youth', 'veterans', 'trade_union', 'elderly')`,
    ),
  ],
)

/**
 * A telephone number that an officer entered for a unit, with how its owner agreed. The number itself stands sealed in
 * the chat; one line for each unit that entered it, and no unit sees the lines of another.
 */
export const numberEntries = pgTable(
  'number_entries',
  {
    id: uuid('id').primaryKey(),
    residentId: uuid('resident_id')
      .notNull()
      .references(() => residents.id, { onDelete: 'cascade' }),
    /** The commune, or the village or ward group within it. */
    unitId: text('unit_id').notNull(),
    how: text('how').notNull(),
    consentedOn: date('consented_on', { mode: 'string' }).notNull(),
    /** Name of who took the consent, sealed. */
    takenBy: bytes('taken_by').notNull(),
    /** Agreed as well that what they write is kept and passed on. */
    withRelay: boolean('with_relay').notNull(),
    /** Which text was shown. */
    version: text('version').notNull(),
    /** What the entry changed: `met` made the person known, `place` gave them this unit, `none` nothing. Never shown. */
    effect: text('effect').notNull(),
    enteredBy: uuid('entered_by').notNull(),
    enteredAt: at('entered_at').notNull(),
    /** When the first message was put in line; null while there is no gateway. */
    greetedAt: at('greeted_at'),
    withdrawnAt: at('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by'),
  },
  (table) => [
    check('number_entries_how', sql`${table.how} in ('paper', 'desk', 'phone')`),
    check('number_entries_effect', sql`${table.effect} in ('met', 'place', 'none')`),
    unique('number_entries_once').on(table.residentId, table.unitId),
    index('number_entries_unit').on(table.unitId, table.enteredAt),
  ],
)

/** One question to a resident whose unit was merged or split, asked once. */
export const unitQuestions = pgTable(
  'unit_questions',
  {
    residentId: uuid('resident_id')
      .notNull()
      .references(() => residents.id, { onDelete: 'cascade' }),
    oldUnitId: text('old_unit_id').notNull(),
    askedAt: at('asked_at').notNull(),
    answeredAt: at('answered_at'),
  },
  (table) => [primaryKey({ columns: [table.residentId, table.oldUnitId] })],
)
