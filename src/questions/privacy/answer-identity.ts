import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireSystem, systemActor } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { lockOwnOpinion } from '../own-opinion.ts'
import { endBefore, lockLiveDisclosure, setDisclosure } from './disclosure-store.ts'
import type { DisclosureRow } from './disclosure-views.ts'
import { sealPrivate } from './sealed-privacy.ts'

const identityMax = 200

type Own = { readonly opinionId: string; readonly disclosureId?: string }

const lockOwn = async (scope: Scope, input: Own, state: 'asked' | 'granted'): Promise<DisclosureRow> => {
  const row = await lockOwnOpinion(scope, { opinionId: input.opinionId })
  const one = await lockLiveDisclosure(scope.tx, row.id)
  const isIt = one?.state === state && (input.disclosureId === undefined || input.disclosureId === one.id)
  if (isIt && one.until >= vietnamDate(scope.clock.now())) return one
  throw new AppError('PRECONDITION', 'not asked now', { phrase: 'privacy:identity.over' })
}

/** The person's id stands nowhere in the log: an entry that names them would be what is to be protected. */
const note = async (scope: Scope, one: DisclosureRow, action: string): Promise<void> =>
  await recordAudit(
    { ...scope, actor: systemActor(scope.actor.kind === 'system' ? scope.actor.job : 'author') },
    { action, subject: { kind: 'disclosure', id: one.id }, details: { opinion: one.opinionId } },
  )

/** The author agrees, and says what they want to be known by. */
export const grantIdentity = async (scope: Scope, input: Own & { readonly identity: string }): Promise<void> => {
  const one = await lockOwn(scope, input, 'asked')
  const identity = normaliseText(input.identity).trim()
  if (identity === '' || identity.length > identityMax) {
    throw new AppError('INVALID', 'no usable identity', {
      phrase: 'privacy:identity.unusable',
      values: { max: identityMax },
    })
  }
  await setDisclosure(scope.tx, one.id, {
    state: 'granted',
    answeredAt: scope.clock.now(),
    identity: sealPrivate(scope.keyring, 'disclosures.identity', one.id, identity),
  })
  await note(scope, one, 'identity.granted')
}

export const declineIdentity = async (scope: Scope, input: Own): Promise<void> => {
  const one = await lockOwn(scope, input, 'asked')
  const now = scope.clock.now()
  await setDisclosure(scope.tx, one.id, { state: 'declined', answeredAt: now, endedAt: now })
  await note(scope, one, 'identity.declined')
}

/** At any time, with one tap: what was given is wiped at once. */
export const revokeIdentity = async (scope: Scope, input: Own): Promise<void> => {
  const one = await lockOwn(scope, input, 'granted')
  await setDisclosure(scope.tx, one.id, { state: 'revoked', identity: null, endedAt: scope.clock.now() })
  await note(scope, one, 'identity.revoked')
}

/** A job: wipes who somebody is the day after the last day. Returns how many ended. */
export const endDisclosures = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  const ended = await endBefore(scope.tx, vietnamDate(now), now)
  for (const { id, opinionId } of ended) {
    await recordAudit(scope, {
      action: 'identity.ended',
      subject: { kind: 'disclosure', id },
      details: { opinion: opinionId },
    })
  }
  return ended.length
}
