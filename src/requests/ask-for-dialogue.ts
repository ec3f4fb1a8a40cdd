import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireResident, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { guardText, type GuardMark } from '../questions/index.ts'
import { giveLeaf, yearOf } from '../receipts/index.ts'
import { findUnit } from '../units/index.ts'
import { insertJoin } from './join-store.ts'
import { requireText } from './read-line.ts'
import { waitingMax, wordsMax, type RequestChannel } from './request.ts'
import { countAsked, insertRequest } from './request-store.ts'
import { communeOfResident } from './request-views.ts'
import { sealWords } from './sealed-words.ts'
import { wrongField } from './wrong-field.ts'

const giveRequestLeaf = async (
  scope: Scope,
  { id, unitId, words }: { readonly id: string; readonly unitId: string; readonly words: string },
): Promise<void> =>
  await giveLeaf(scope, {
    place: { kind: 'requests', unitId, year: yearOf(scope.clock.now()) },
    kind: 'request',
    subject: { kind: 'request', id, wording: 0 },
    words,
  })

const requireWords = (words: string): string => requireText(words, { field: 'words', max: wordsMax })

/**
 * A resident asks for a session of their own commune. An officer checks it before anybody else sees it; the author has
 * joined it from the beginning. `guardMark` is what the guard took the words for, where the author sent them all the same.
 */
export const askForDialogue = async (
  scope: Scope,
  input: {
    readonly words: string
    readonly channel: Exclude<RequestChannel, 'desk'>
    readonly guardMark?: GuardMark
  },
): Promise<{ readonly id: string }> => {
  const { residentId } = requireResident(scope.actor)
  const words = requireWords(input.words)
  const unitId = await communeOfResident(scope.tx, residentId)
  if (unitId === null) throw new AppError('PRECONDITION', 'no commune is known', { phrase: 'requests:noUnit' })
  if ((await countAsked(scope.tx, residentId)) >= waitingMax) {
    throw new AppError('LIMIT', 'too many wait to be checked', {
      phrase: 'requests:tooMany',
      values: { count: waitingMax },
    })
  }
  const now = scope.clock.now()
  const id = newId()
  await insertRequest(scope.tx, {
    id,
    unitId,
    words: sealWords(scope.keyring, id, words),
    authorId: residentId,
    channel: input.channel,
    guardMark: input.guardMark ?? null,
    askedAt: now,
    steppedAt: now,
  })
  await giveRequestLeaf(scope, { id, unitId, words })
  await insertJoin(scope.tx, { id: newId(), requestId: id, residentId, joinedAt: now, toldStep: 0 })
  return { id }
}

/**
 * An officer enters what people asked for at the desk or on paper. What the guard stops at is refused once; `isRequest`
 * says that the officer has read it and it is a request all the same.
 */
export const enterRequest = async (
  scope: Scope,
  input: { readonly unitId: string; readonly words: string; readonly isRequest: boolean },
): Promise<{ readonly id: string }> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  if (unit.level !== 'commune') throw wrongField('unitId', 'unit')
  const words = requireWords(input.words)
  const guarded = guardText(words)
  if (guarded && !input.isRequest) throw wrongField('words', `guard.${guarded.kind}`)
  const now = scope.clock.now()
  const id = newId()
  await insertRequest(scope.tx, {
    id,
    unitId: unit.id,
    words: sealWords(scope.keyring, id, words),
    channel: 'desk',
    enteredBy: officerId,
    guardMark: guarded?.kind ?? null,
    askedAt: now,
    steppedAt: now,
  })
  await giveRequestLeaf(scope, { id, unitId: unit.id, words })
  await recordAudit(scope, {
    action: 'dialogue_request.entered',
    subject: { kind: 'dialogue_request', id },
    unitId: unit.id,
    details: { guardMark: guarded?.kind ?? null },
  })
  return { id }
}
