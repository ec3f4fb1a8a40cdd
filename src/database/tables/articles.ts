import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { broadcasts } from './broadcasts.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A notice as an article of an Official Account, for all who follow it: beside the messages, never instead of them. */
export const articleBroadcasts = pgTable(
  'article_broadcasts',
  {
    id: uuid('id').primaryKey(),
    broadcastId: uuid('broadcast_id')
      .notNull()
      .references(() => broadcasts.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    state: text('state').notNull().default('asked'),
    title: text('title').notNull(),
    description: text('description').notNull(),
    author: text('author').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: at('asked_at').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    /** Why one person was enough, where the rule allowed it. */
    approvalNote: text('approval_note'),
    /** When a worker may take it; while one works on it, when another may look after it. */
    nextTryAt: at('next_try_at'),
    /** Counts how often it was taken, and tells the one who holds it from those who held it before. */
    attempts: integer('attempts').notNull().default(0),
    /** While Zalo works on the article. */
    token: text('token'),
    /** Once the article is made. */
    articleId: text('article_id'),
    /** Set just before it leaves, taken away when it is known that it did not: found later, nobody knows. */
    postingAt: at('posting_at'),
    messageId: text('message_id'),
    /** Why it waits, failed or is uncertain: a word of ours, or the platform's code. */
    why: text('why'),
    sentAt: at('sent_at'),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check(
      'article_broadcasts_state',
      sql`${table.state} in ('asked', 'due', 'sent', 'failed', 'uncertain', 'withdrawn')`,
    ),
    check('article_broadcasts_lengths', sql`length(${table.title}) <= 150 and length(${table.description}) <= 300`),
    index('article_broadcasts_due')
      .on(table.nextTryAt)
      .where(sql`${table.state} = 'due'`),
    index('article_broadcasts_account').on(table.accountId, table.sentAt),
    // What failed or was taken back may be asked for again; what went, or perhaps went, never twice.
    uniqueIndex('article_broadcasts_one')
      .on(table.broadcastId, table.accountId)
      .where(sql`${table.state} not in ('failed', 'withdrawn')`),
  ],
)
