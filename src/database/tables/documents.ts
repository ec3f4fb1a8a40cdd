import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** How an office words a kind of official document; where it has not said so, the nearest office above, else the standard. */
export const documentTemplates = pgTable(
  'document_templates',
  {
    unitId: text('unit_id').notNull(),
    kind: text('kind').notNull(),
    /** Its texts with the names of fields, as `src/documents` reads them. */
    texts: jsonb('texts').notNull(),
    writtenBy: uuid('written_by').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.kind] }),
    check(
      'document_templates_kind',
      sql`${table.kind} in ('notice', 'invitation', 'minutes', 'conclusion', 'session_report', 'synthesis', 'year_report', 'five_year_report', 'reply')`,
    ),
  ],
)
