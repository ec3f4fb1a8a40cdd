import { randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { findUnit } from '../units/index.ts'
import { isNearHost } from '../kernel/near-host.ts'
import { showSecret } from './sign-webhook.ts'
import { changeEndpoint, deleteEndpoint, insertDeliveries, insertEndpoint, restartDelivery } from './webhook-store.ts'
import { deliveriesOf, findEndpoint, listEndpoints } from './webhook-views.ts'
import { endpointsMax, testEvent, urlMax, webhookEvents, type Endpoint } from './webhook.ts'

const placeOf = (id: string): string => `webhook_endpoints.secret:${id}`

export const openSecret = (keyring: Keyring, id: string, sealed: Uint8Array): Buffer =>
  keyring.open('credential', sealed, placeOf(id))

const wrong = (field: string, what: string, values = {}): AppError =>
  new AppError('INVALID', `webhook field ${field}: ${what}`, { phrase: `webhooks:wrong.${what}`, field, values })

/** https, or http to a machine of the same private network; no user, no password, no fragment. */
const readUrl = (raw: string): string => {
  const text = raw.trim()
  if (text.length > urlMax || !URL.canParse(text)) throw wrong('url', 'url')
  const url = new URL(text)
  const isFine = url.protocol === 'https:' || (url.protocol === 'http:' && isNearHost(url.hostname))
  if (!isFine || url.username !== '' || url.password !== '' || url.hash !== '') throw wrong('url', 'url')
  return url.href
}

type NewEndpoint = { readonly unitId: string; readonly url: string; readonly events: readonly string[] }

/** Enters a program that is told of events; its secret is shown this once. */
export const addEndpoint = async (
  scope: Scope,
  input: NewEndpoint,
): Promise<{ readonly id: string; readonly secret: string }> => {
  requireRole(scope.actor, ['admin'], [])
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw wrong('unit', 'unit')
  const url = readUrl(input.url)
  const events = webhookEvents.filter((event) => input.events.includes(event))
  if (events.length === 0) throw wrong('events', 'events')
  if ((await listEndpoints(scope.tx)).length >= endpointsMax) throw wrong('url', 'tooMany', { max: endpointsMax })
  const id = newId()
  const secret = randomBytes(32)
  await insertEndpoint(scope.tx, {
    id,
    unitId: unit.id,
    url,
    secret: scope.keyring.seal('credential', secret, placeOf(id)),
    events: [...events],
    createdBy: officerId,
    createdAt: scope.clock.now(),
  })
  await note(scope, 'webhook.added', { id, unitId: unit.id }, { events })
  return { id, secret: showSecret(secret) }
}

const note = async (
  scope: Scope,
  action: string,
  { id, unitId }: Pick<Endpoint, 'id' | 'unitId'>,
  details = {},
): Promise<void> => await recordAudit(scope, { action, subject: { kind: 'webhook', id }, unitId, details })

const take = async (scope: Scope, id: string): Promise<Endpoint> => {
  requireRole(scope.actor, ['admin'], [])
  requireOfficer(scope.actor)
  const endpoint = await findEndpoint(scope.tx, id)
  if (endpoint) return endpoint
  throw new AppError('NOT_FOUND', 'no such endpoint', { phrase: 'errors:notFound' })
}

/** On again, what waits goes at once; off, it waits and is not given up. */
export const switchEndpoint = async (
  scope: Scope,
  { id, isOn }: { readonly id: string; readonly isOn: boolean },
): Promise<void> => {
  const endpoint = await take(scope, id)
  await changeEndpoint(scope.tx, id, { isOn, offBecause: null, failingSince: null })
  await note(scope, 'webhook.switched', endpoint, { isOn })
}

/** A new secret; the former one is worth nothing at once. Shown this once. */
export const renewSecret = async (scope: Scope, { id }: { readonly id: string }): Promise<string> => {
  const endpoint = await take(scope, id)
  const secret = randomBytes(32)
  await changeEndpoint(scope.tx, id, { secret: scope.keyring.seal('credential', secret, placeOf(id)) })
  await note(scope, 'webhook.secret_renewed', endpoint)
  return showSecret(secret)
}

export const removeEndpoint = async (scope: Scope, { id }: { readonly id: string }): Promise<void> => {
  const endpoint = await take(scope, id)
  await deleteEndpoint(scope.tx, id)
  await note(scope, 'webhook.removed', endpoint)
}

/** Sends an event that says nothing, to see whether the program hears and knows the signature. */
export const sendTestEvent = async (scope: Scope, { id }: { readonly id: string }): Promise<void> => {
  const endpoint = await take(scope, id)
  const now = scope.clock.now()
  const body = JSON.stringify({ type: testEvent, timestamp: now.toISOString(), data: { unitId: endpoint.unitId } })
  await insertDeliveries(scope.tx, [
    { id: newId(), endpointId: id, event: testEvent, body, createdAt: now, dueAt: now },
  ])
  await note(scope, 'webhook.tested', endpoint)
}

/** Sends one again, with its own id: a program that took it before knows it. */
export const replayDelivery = async (
  scope: Scope,
  { id, deliveryId }: { readonly id: string; readonly deliveryId: string },
): Promise<void> => {
  const endpoint = await take(scope, id)
  const known = await deliveriesOf(scope.tx, id, 1_000)
  if (!known.some((one) => one.id === deliveryId)) {
    throw new AppError('NOT_FOUND', 'no such delivery', { phrase: 'errors:notFound' })
  }
  await restartDelivery(scope.tx, deliveryId, scope.clock.now())
  await note(scope, 'webhook.replayed', endpoint, { delivery: deliveryId })
}
