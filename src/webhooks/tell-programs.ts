import type { Scope } from '../database/index.ts'
import { newId } from '../kernel/ids.ts'
import { insertDeliveries } from './webhook-store.ts'
import { endpointsFor } from './webhook-views.ts'
import type { WebhookEvent } from './webhook.ts'

type Happened = {
  readonly event: WebhookEvent
  readonly unitPath: readonly string[]
  /** Ids, days, counts and states; never words or names of people. */
  readonly data: Readonly<Record<string, string | number | null>>
}

/** Puts an event in line for every program that wants it, in the transaction that made it true. */
export const tellPrograms = async (scope: Scope, { event, unitPath, data }: Happened): Promise<void> => {
  const endpoints = await endpointsFor(scope.tx, { unitPath, event })
  if (endpoints.length === 0) return
  const now = scope.clock.now()
  const body = JSON.stringify({ type: event, timestamp: now.toISOString(), data: { unitId: unitPath.at(-1), ...data } })
  await insertDeliveries(
    scope.tx,
    endpoints.map((endpointId) => ({ id: newId(), endpointId, event, body, createdAt: now, dueAt: now })),
  )
}
