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

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export type HostBody = { readonly name: string; readonly chair?: string }
export type AgendaItem = { readonly minutes: number; readonly what: string; readonly who?: string }
/** The policies concerned in plain words, why take part, what becomes of an opinion; documents are attachments. */
export type InformationPack = {
  readonly summary?: string
  readonly whyTakePart?: string
  readonly whatBecomes?: string
  readonly documents?: readonly { readonly attachmentId: string; readonly name: string }[]
}
export type PlannedShares = Partial<
  Record<'livelihood' | 'party_building' | 'government_building' | 'idea' | 'question', number>
>

/** What a notice says of a session; moments as ISO text. */
export type NoticeFacts = {
  readonly title: string
  readonly topic: string | null
  readonly mode: string
  readonly startsAt: string
  readonly place: string
  readonly joinUrl: string | null
  readonly hosts: readonly HostBody[]
  readonly hotline: string
  readonly collectionOpensAt: string
  readonly collectionClosesAt: string
}
/** What people were told last: with these facts, from this version of the record. */
export type Told = {
  readonly version: number
  readonly at: string
  readonly facts: NoticeFacts
  /** They know that it was cancelled. */
  readonly cancelled: boolean
}

/** The record of one session. Everything that is announced, printed or read aloud is made from it. */
export const dialogues = pgTable(
  'dialogues',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    title: text('title').notNull(),
    type: text('type').notNull(),
    rhythm: text('rhythm').notNull(),
    isThematic: boolean('is_thematic').notNull().default(false),
    topic: text('topic'),
    mode: text('mode').notNull(),
    legalBasis: text('legal_basis').notNull(),
    purpose: text('purpose').notNull(),
    plannedShares: jsonb('planned_shares').$type<PlannedShares>().notNull().default({}),
    hosts: jsonb('hosts').$type<HostBody[]>().notNull().default([]),
    placeUnitId: text('place_unit_id'),
    place: text('place').notNull(),
    joinUrl: text('join_url'),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
    collectionOpensAt: at('collection_opens_at').notNull(),
    collectionClosesAt: at('collection_closes_at').notNull(),
    agenda: jsonb('agenda').$type<AgendaItem[]>().notNull().default([]),
    councilSession: text('council_session'),
    /** The council session before or after which deputies meet their voters. */
    councilSessionId: uuid('council_session_id'),
    deputies: jsonb('deputies').$type<string[]>().notNull().default([]),
    audienceGroups: jsonb('audience_groups').$type<string[]>().notNull().default([]),
    pack: jsonb('pack').$type<InformationPack>().notNull().default({}),
    hotline: text('hotline').notNull(),
    /** Seats; null where nobody counts them. */
    capacity: integer('capacity'),
    state: text('state').notNull().default('draft'),
    cancelledWhy: text('cancelled_why'),
    /** Null until a notice of it was approved; a change or cancellation is due where it differs from the record. */
    told: jsonb('told').$type<Told>(),
    /** Six digits; the notice code that people check and ask by. */
    noticeCode: text('notice_code').notNull().unique(),
    version: integer('version').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('dialogues_type', sql`${table.type} in ('dialogue', 'voter_contact')`),
    check('dialogues_rhythm', sql`${table.rhythm} in ('periodic', 'ad_hoc', 'regular')`),
    check('dialogues_mode', sql`${table.mode} in ('in_person', 'online', 'hybrid', 'clusters')`),
    check('dialogues_state', sql`${table.state} in ('draft', 'announced', 'held', 'concluded', 'cancelled')`),
    check('dialogues_capacity', sql`${table.capacity} between 1 and 100000`),
    index('dialogues_unit').on(table.unitId, table.startsAt),
    index('dialogues_starts').on(table.startsAt),
  ],
)

/** Whom it is for: units, each with all that lies below. */
export const dialogueAudience = pgTable(
  'dialogue_audience',
  {
    dialogueId: uuid('dialogue_id')
      .notNull()
      .references(() => dialogues.id, { onDelete: 'cascade' }),
    unitId: text('unit_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dialogueId, table.unitId] }),
    index('dialogue_audience_unit').on(table.unitId),
  ],
)

/** Sessions of a council or of the National Assembly, before and after which deputies meet their voters. */
export const councilSessions = pgTable(
  'council_sessions',
  {
    id: uuid('id').primaryKey(),
    /** The unit whose Front keeps this calendar; sessions below it may point here. */
    unitId: text('unit_id').notNull(),
    body: text('body').notNull(),
    name: text('name').notNull(),
    opensOn: date('opens_on', { mode: 'string' }).notNull(),
    closesOn: date('closes_on', { mode: 'string' }).notNull(),
    deputies: jsonb('deputies').$type<string[]>().notNull().default([]),
    version: integer('version').notNull().default(1),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('council_sessions_body', sql`${table.body} in ('national_assembly', 'province', 'commune')`),
    check('council_sessions_days', sql`${table.closesOn} >= ${table.opensOn}`),
    index('council_sessions_unit').on(table.unitId, table.opensOn),
  ],
)
