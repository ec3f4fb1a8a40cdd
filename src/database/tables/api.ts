import { index, integer, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/**
 * What programs asked for with an `Idempotency-Key`, for a day: a request that comes again gets the first answer.
 * Written in the transaction of the act, so there is never one without the other.
 */
export const apiRequests = pgTable(
  'api_requests',
  {
    /** Keyed hash of the officer and their key. */
    keyHash: uuid('key_hash').primaryKey(),
    officerId: uuid('officer_id').notNull(),
    /** Keyed hash of what was asked: method, address, body. */
    bodyHash: uuid('body_hash').notNull(),
    status: integer('status'),
    /** The answer, sealed; null for one that must not be kept. */
    answer: bytes('answer'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [index('api_requests_created').on(table.createdAt)],
)
