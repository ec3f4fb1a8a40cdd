import { act, type House, type Scope } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { tellOfficer } from '../officers/index.ts'
import { phrase } from '../phrases/index.ts'
import { openSecret } from './keep-endpoints.ts'
import { webhookHeaders } from './sign-webhook.ts'
import {
  changeEndpoint,
  claimDeliveries,
  dropDeliveries,
  noteFailing,
  settleDelivery,
  type ClaimedDelivery,
} from './webhook-store.ts'
import { failureOf } from './webhook-views.ts'
import { keptDays, offAfterMs, retryAfterMs } from './webhook.ts'

/** One request; the status, 0 where nothing answered in time. Redirects are not followed, what is answered is not read. */
export type PostWebhook = (
  url: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<number>

const actor = systemActor('webhooks')
const leaseMs = 120_000
const atOnce = 20
const gone = 410

const switchOff = async (scope: Scope, endpointId: string, offBecause: 'failing' | 'gone'): Promise<void> => {
  const endpoint = await failureOf(scope.tx, endpointId)
  if (!endpoint) return
  await changeEndpoint(scope.tx, endpointId, { isOn: false, offBecause })
  await tellOfficer(scope, {
    officerId: endpoint.createdBy,
    dedupeKey: `webhook-off:${endpointId}:${scope.clock.now().getTime()}`,
    text: (locale) => phrase(locale, `webhooks:off.${offBecause}`, { host: new URL(endpoint.url).host }),
  })
}

const settle = async (scope: Scope, { id, endpointId, attempts }: ClaimedDelivery, status: number): Promise<void> => {
  const { tx, clock } = scope
  const now = clock.now()
  if (status >= 200 && status < 300) {
    await settleDelivery(tx, id, { deliveredAt: now, status })
    await changeEndpoint(tx, endpointId, { failingSince: null })
    return
  }
  const wait = retryAfterMs[attempts - 1]
  const next = wait === undefined ? { givenUpAt: now } : { dueAt: new Date(now.getTime() + wait) }
  await settleDelivery(tx, id, { ...next, status })
  await noteFailing(tx, endpointId, now)
  if (status === gone) return await switchOff(scope, endpointId, 'gone')
  const since = (await failureOf(tx, endpointId))?.failingSince
  if (since && now.getTime() - since.getTime() >= offAfterMs) await switchOff(scope, endpointId, 'failing')
}

/** A job of every minute: sends what is due until nothing is. Returns how many attempts were made. */
export const sendWebhooks = async (house: House, post: PostWebhook): Promise<number> => {
  let made = 0
  for (;;) {
    const claimed = await claimDeliveries(house.database, { now: house.clock.now(), leaseMs, limit: atOnce })
    if (claimed.length === 0) return made
    await Promise.all(
      claimed.map(async (one) => {
        const secret = openSecret(house.keyring, one.endpointId, one.secret)
        const headers = webhookHeaders(secret, { id: one.id, at: house.clock.now(), body: one.body })
        const status = await post(one.url, {
          headers: { ...headers, 'content-type': 'application/json' },
          body: one.body,
        })
        await act(house, actor, async (scope) => await settle(scope, one, status))
      }),
    )
    made += claimed.length
  }
}

/** A nightly job: what was delivered or given up long ago goes. */
export const dropOldDeliveries = async ({ tx, clock }: Scope): Promise<void> =>
  await dropDeliveries(tx, new Date(clock.now().getTime() - keptDays * 86_400_000))
