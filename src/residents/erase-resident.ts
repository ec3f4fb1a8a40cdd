import { recordAudit } from '../audit/index.ts'
import { markForErasure } from '../channels/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { keepProof, settleRequestsOf } from './data-request-store.ts'
import { registerRequest, subjectOf, type DataRequest } from './data-requests.ts'
import { erasedPlaces } from './erasure-map.ts'
import { forgetGuesses } from './link-code-store.ts'
import type { ErasedPerson, Eraser } from './personal-data.ts'
import { chatsOf, consentActs, deleteResident, lockResident } from './resident-store.ts'

/** A place without an eraser would keep what the person was told is gone; so the house does not start without it. */
export const requireEveryEraser = (erasers: readonly Eraser[]): void => {
  const missing = erasedPlaces.filter((place) => erasers.filter((eraser) => eraser.place === place).length !== 1)
  if (missing.length > 0) throw new Error(`exactly one eraser is needed for each of: ${missing.join(', ')}`)
}

/** Over all acts of consent, in order: whoever has the acts on paper can show that they are the ones. */
const consentProof = async (scope: Scope, residentId: string): Promise<string> => {
  const acts = await consentActs(scope.tx, residentId)
  const lines = acts.map((act) => [act.purpose, act.version, act.state, act.act, act.at.toISOString()].join(' '))
  return scope.keyring.blindIndex('resident', ['consents', residentId, ...lines].join('\n'))
}

type Erasure = {
  /** The chat that asks; it goes too when nobody is known behind it. */
  readonly chatId: number
  readonly residentId: string | null
  /** The platform's time of the request. */
  readonly at: Date
}

/**
 * Erases a person everywhere: each room's eraser, then what this room keeps, then the chats themselves as soon as no
 * reply waits for them. The register keeps a line with hashes; null for a chat of somebody who was never met.
 */
export const eraseResident = async (
  scope: Scope,
  input: Erasure,
  erasers: readonly Eraser[],
): Promise<DataRequest | null> => {
  const { tx, clock, actor, keyring } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== input.residentId)) {
    throw new AppError('FORBIDDEN', 'only a person themselves, or their platform, may ask for their erasure')
  }
  const now = clock.now()
  const resident = input.residentId === null ? undefined : await lockResident(tx, input.residentId)
  const known = resident ? await chatsOf(tx, resident.id) : []
  const chatIds = [...new Set([...known, input.chatId])].sort((a, b) => a - b)
  const person: ErasedPerson = { residentId: resident?.id ?? null, chatIds, at: input.at }

  let request: DataRequest | null = null
  if (resident) {
    await settleRequestsOf(tx, subjectOf(keyring, resident.id), { outcome: 'erased', at: now })
    request = await registerRequest(scope, {
      residentId: resident.id,
      unitId: resident.unitId,
      kind: 'erase',
      outcome: 'erased',
    })
    await keepProof(tx, request.number, await consentProof(scope, resident.id))
  }
  for (const eraser of erasers) await eraser.erase(scope, person)
  if (resident && request) {
    await deleteResident(tx, resident.id)
    // The register's number, not the person: the act is provable, and leads to nobody.
    const details = { request: request.number, chats: chatIds.length }
    await recordAudit(scope, { action: 'resident.erased', subject: { kind: 'resident', id: resident.id }, details })
  }
  for (const chatId of chatIds) {
    await forgetGuesses(tx, chatId)
    await markForErasure(tx, chatId, now)
  }
  return request
}
