import { desc, eq, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { webhookDeliveries, webhookEndpoints } from '../database/tables/webhooks.ts'
import { units } from '../database/tables/units.ts'
import { isId } from '../kernel/ids.ts'
import type { Delivery, Endpoint, WebhookEvent } from './webhook.ts'

const columns = {
  id: webhookEndpoints.id,
  unitId: webhookEndpoints.unitId,
  unitName: units.fullName,
  url: webhookEndpoints.url,
  events: webhookEndpoints.events,
  isOn: webhookEndpoints.isOn,
  failingSince: webhookEndpoints.failingSince,
  offBecause: webhookEndpoints.offBecause,
}

export const listEndpoints = async (database: Queryable): Promise<Endpoint[]> =>
  (await database
    .select(columns)
    .from(webhookEndpoints)
    .innerJoin(units, eq(units.id, webhookEndpoints.unitId))
    .orderBy(units.fullName, webhookEndpoints.createdAt)) as Endpoint[]

export const findEndpoint = async (database: Queryable, id: string): Promise<Endpoint | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await database
    .select(columns)
    .from(webhookEndpoints)
    .innerJoin(units, eq(units.id, webhookEndpoints.unitId))
    .where(eq(webhookEndpoints.id, id))
  return row as Endpoint | undefined
}

/** Who is told of an event of a unit: endpoints of the unit or of one above it that want it and are on. */
export const endpointsFor = async (
  database: Queryable,
  of: { readonly unitPath: readonly string[]; readonly event: WebhookEvent },
): Promise<string[]> => {
  const rows = await database.execute<{ id: string }>(sql`
    select id from webhook_endpoints where is_on and unit_id = any(${arrayLiteral(of.unitPath)}::text[])
      and ${of.event} = any(events) order by id`)
  return rows.map(({ id }) => id)
}

/** What was sent to an endpoint and what is on its way, the newest first. */
export const deliveriesOf = async (database: Queryable, endpointId: string, limit: number): Promise<Delivery[]> =>
  await database
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpointId))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(limit)

export const failureOf = async (
  database: Queryable,
  endpointId: string,
): Promise<{ readonly failingSince: Date | null; readonly createdBy: string; readonly url: string } | undefined> => {
  const [row] = await database
    .select({
      failingSince: webhookEndpoints.failingSince,
      createdBy: webhookEndpoints.createdBy,
      url: webhookEndpoints.url,
    })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
  return row
}
