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
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A time in which opinions on officials may be handed to the Front, sealed; only by an ordering document. */
export const sealedWindows = pgTable(
  'sealed_windows',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    /** Six digits, for the address of the page. */
    code: text('code').notNull(),
    occasion: text('occasion').notNull(),
    orderNumber: text('order_number').notNull(),
    orderDate: date('order_date', { mode: 'string' }).notNull(),
    orderIssuer: text('order_issuer').notNull(),
    /** What the synthesis is for, in one sentence; no name of anybody. */
    use: text('use').notNull(),
    state: text('state').notNull(),
    opensAt: at('opens_at').notNull(),
    closesAt: at('closes_at').notNull(),
    closedAt: at('closed_at'),
    /** Makes the keys of links; sealed, destroyed at the closing. */
    key: bytes('key'),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    writtenBy: uuid('written_by').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    approvalNote: text('approval_note'),
    /** What a reader wrote from what was read; the only thing that leaves. Sealed. */
    synthesis: bytes('synthesis'),
    synthesisBy: uuid('synthesis_by'),
    /** Letters that its writer read, and that no two keys opened: together all that the log holds. */
    readCount: integer('read_count'),
    unreadableCount: integer('unreadable_count'),
    releasedBy: uuid('released_by'),
    releasedAt: at('released_at'),
    /** Head of the log, hexadecimal, fixed at the closing. */
    logHead: text('log_head'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    unique('sealed_windows_code').on(table.code),
    check('sealed_windows_occasion', sql`${table.occasion} in ('poll', 'vote', 'yearly')`),
    check('sealed_windows_state', sql`${table.state} in ('draft', 'asked', 'open', 'closed', 'released', 'dropped')`),
    check('sealed_windows_times', sql`${table.opensAt} < ${table.closesAt}`),
    check('sealed_windows_key', sql`${table.key} is null or ${table.state} = 'open'`),
    index('sealed_windows_unit').on(table.unitId, table.createdAt),
    index('sealed_windows_open')
      .on(table.closesAt)
      .where(sql`state = 'open'`),
  ],
)

/** Officers who may read together. Their keys are made in their own browsers; only the public half is here. */
export const sealedReaders = pgTable(
  'sealed_readers',
  {
    windowId: uuid('window_id').notNull(),
    officerId: uuid('officer_id').notNull(),
    recipient: text('recipient'),
    /** SHA-256 of what was encrypted to the reader; they give it back and so prove that they can open. */
    proof: text('proof'),
    checkedAt: at('checked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.windowId, table.officerId] }),
    // Two readers are two persons with two keys.
    unique('sealed_readers_recipient').on(table.windowId, table.recipient),
  ],
)

/** Links that were given out, as keyed hashes without a time; deleted at the closing. */
export const sealedLinks = pgTable(
  'sealed_links',
  {
    windowId: uuid('window_id').notNull(),
    key: uuid('key').notNull(),
    isUsed: boolean('is_used').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.windowId, table.key] })],
)

/** What came in: only readers can open it, two together. Without a time, under random ids. */
export const sealedEnvelopes = pgTable(
  'sealed_envelopes',
  {
    id: uuid('id').primaryKey(),
    windowId: uuid('window_id').notNull(),
    code: text('code').notNull(),
    body: text('body').notNull(),
    shares: jsonb('shares').notNull(),
    salt: text('salt').notNull(),
    leaf: text('leaf').notNull(),
  },
  (table) => [
    unique('sealed_envelopes_code').on(table.code),
    index('sealed_envelopes_window').on(table.windowId, table.id),
  ],
)

/** The window's log, fixed at the closing: each leaf in the order of its bytes, chained. It outlives the envelopes. */
export const sealedLog = pgTable(
  'sealed_log',
  {
    windowId: uuid('window_id').notNull(),
    position: integer('position').notNull(),
    leaf: text('leaf').notNull(),
    code: text('code').notNull(),
    head: text('head').notNull(),
  },
  (table) => [primaryKey({ columns: [table.windowId, table.position] }), unique('sealed_log_code').on(table.code)],
)

/** One reader's shares, encrypted in their browser to another one. */
export const sealedHandovers = pgTable(
  'sealed_handovers',
  {
    windowId: uuid('window_id').notNull(),
    fromOfficer: uuid('from_officer').notNull(),
    toOfficer: uuid('to_officer').notNull(),
    bundle: text('bundle').notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.windowId, table.fromOfficer, table.toOfficer] })],
)
