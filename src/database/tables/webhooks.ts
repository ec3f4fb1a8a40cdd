import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Programs of others that are told of events of a unit and of those below it. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    url: text('url').notNull(),
    /** 32 bytes, sealed: what is sent is signed with them. */
    secret: bytes('secret').notNull(),
    events: text('events').array().notNull(),
    isOn: boolean('is_on').notNull().default(true),
    /** The first failure since it last took something; null while it takes. */
    failingSince: at('failing_since'),
    /** It refused for days, or said that it is gone. */
    offBecause: text('off_because'),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    index('webhook_endpoints_unit').on(table.unitId),
    check('webhook_endpoints_off', sql`${table.offBecause} in ('failing', 'gone')`),
    check('webhook_endpoints_on', sql`${table.offBecause} is null or not ${table.isOn}`),
  ],
)

/** One event on its way to one program; its id is the message's own, the same at every attempt. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid('id').primaryKey(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    event: text('event').notNull(),
    /** What is sent, byte for byte: ids, days and counts, nobody's words and nobody's name. */
    body: text('body').notNull(),
    createdAt: at('created_at').notNull(),
    dueAt: at('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    deliveredAt: at('delivered_at'),
    givenUpAt: at('given_up_at'),
    /** Of the last attempt; 0 where nothing answered. */
    status: integer('status'),
  },
  (table) => [
    index('webhook_deliveries_due')
      .on(table.dueAt)
      .where(sql`${table.deliveredAt} is null and ${table.givenUpAt} is null`),
    index('webhook_deliveries_endpoint').on(table.endpointId, table.createdAt),
  ],
)
