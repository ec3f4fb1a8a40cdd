import { bigint, boolean, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/**
 * Opinions counted ahead, because no page counts a million rows: by unit (each with all that lies below it) and by
 * session. A trigger on `opinions` notes every difference in `opinion_tally_changes`; a job folds them in here.
 */
export const opinionTallies = pgTable(
  'opinion_tallies',
  {
    /** `u:<unit>` or `d:<session>`. */
    scope: text('scope').notNull(),
    opinionClass: text('opinion_class').notNull(),
    state: text('state').notNull(),
    triage: text('triage').notNull(),
    isHeld: boolean('is_held').notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
    /** When the newest of them came. */
    lastAt: at('last_at'),
  },
  (table) => [primaryKey({ columns: [table.scope, table.opinionClass, table.state, table.triage, table.isHeld] })],
)

/** Differences that are not folded in yet; a count is the tally and what stands here. */
export const opinionTallyChanges = pgTable('opinion_tally_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  unitId: text('unit_id').notNull(),
  dialogueId: text('dialogue_id'),
  opinionClass: text('opinion_class').notNull(),
  state: text('state').notNull(),
  triage: text('triage').notNull(),
  isHeld: boolean('is_held').notNull(),
  difference: integer('difference').notNull(),
  lastAt: at('last_at'),
})

/** What an officer has chosen to see on a list, kept under a name for them alone. */
export const savedFilters = pgTable(
  'saved_filters',
  {
    id: uuid('id').primaryKey(),
    officerId: uuid('officer_id').notNull(),
    page: text('page').notNull(),
    name: text('name').notNull(),
    /** The query of the page's address. */
    query: text('query').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [unique('saved_filters_name').on(table.officerId, table.page, table.name)],
)
