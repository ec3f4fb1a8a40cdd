import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Who did what to which thing. Append-only: the service's role may neither change nor remove a row. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid('id').primaryKey(),
    /** In the order of writing; ids of one millisecond have none. */
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: at('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    unitId: text('unit_id'),
    /** Ids, counts and states only; never names, numbers or texts. */
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index('audit_entries_subject').on(table.subjectKind, table.subjectId),
    index('audit_entries_unit').on(table.unitId, table.at),
    index('audit_entries_at').on(table.at, table.id),
    index('audit_entries_actor').on(table.actorId, table.id),
    index('audit_entries_action').on(table.action, table.id),
  ],
)

/** The chain over the entries, written by one sequencer after commit: each hash covers the entry and the hash before. */
export const auditChain = pgTable('audit_chain', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  entryId: uuid('entry_id').notNull().unique(),
  hash: bytes('hash').notNull(),
})
