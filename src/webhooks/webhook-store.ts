import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { type Database, type Transaction } from '../database/index.ts'
import { webhookDeliveries, webhookEndpoints } from '../database/tables/webhooks.ts'

export const insertEndpoint = async (tx: Transaction, row: typeof webhookEndpoints.$inferInsert): Promise<void> =>
  void (await tx.insert(webhookEndpoints).values(row))

export const changeEndpoint = async (
  tx: Transaction,
  id: string,
  change: Partial<typeof webhookEndpoints.$inferInsert>,
): Promise<void> => void (await tx.update(webhookEndpoints).set(change).where(eq(webhookEndpoints.id, id)))

export const deleteEndpoint = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id)))

export const insertDeliveries = async (
  tx: Transaction,
  rows: readonly (typeof webhookDeliveries.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0) await tx.insert(webhookDeliveries).values([...rows])
}

/** Sends it again from the beginning. */
export const restartDelivery = async (tx: Transaction, id: string, dueAt: Date): Promise<void> => {
  await tx
    .update(webhookDeliveries)
    .set({ dueAt, attempts: 0, deliveredAt: null, givenUpAt: null, status: null })
    .where(eq(webhookDeliveries.id, id))
}

export type ClaimedDelivery = {
  readonly id: string
  readonly endpointId: string
  readonly url: string
  readonly secret: Buffer
  readonly body: string
  readonly attempts: number
}

/**
 * Takes what is due of endpoints that are on, and counts the attempt before it is made: a process that dies in the middle
 * leaves it for `leaseMs` and no longer.
 */
export const claimDeliveries = async (
  database: Database,
  claim: { readonly now: Date; readonly leaseMs: number; readonly limit: number },
): Promise<ClaimedDelivery[]> => {
  const now = claim.now.toISOString()
  const until = new Date(claim.now.getTime() + claim.leaseMs).toISOString()
  const rows = await database.execute(sql`
    with due as (
      select d.id from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id and e.is_on
      where d.delivered_at is null and d.given_up_at is null and d.due_at <= ${now}::timestamptz
      order by d.due_at limit ${claim.limit} for update of d skip locked)
    update webhook_deliveries d set attempts = d.attempts + 1, due_at = ${until}::timestamptz
    from due, webhook_endpoints e where d.id = due.id and e.id = d.endpoint_id
    returning d.id, d.endpoint_id as "endpointId", e.url, e.secret, d.body, d.attempts`)
  return rows as unknown as ClaimedDelivery[]
}

export const settleDelivery = async (
  tx: Transaction,
  id: string,
  change: Partial<typeof webhookDeliveries.$inferInsert>,
): Promise<void> => void (await tx.update(webhookDeliveries).set(change).where(eq(webhookDeliveries.id, id)))

/** The first failure counts; one that is failing already is left as it is. */
export const noteFailing = async (tx: Transaction, endpointId: string, failingSince: Date): Promise<void> => {
  await tx
    .update(webhookEndpoints)
    .set({ failingSince })
    .where(and(eq(webhookEndpoints.id, endpointId), isNull(webhookEndpoints.failingSince)))
}

export const dropDeliveries = async (tx: Transaction, before: Date): Promise<void> => {
  const isOver = or(lt(webhookDeliveries.deliveredAt, before), lt(webhookDeliveries.givenUpAt, before))
  await tx.delete(webhookDeliveries).where(isOver)
}
