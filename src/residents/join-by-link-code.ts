import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { ConsentGiven } from './consent.ts'
import { linkCodeHash, readLinkCode } from './link-code.ts'
import { countGuesses, forgetGuesses, noteGuess, useLinkCode } from './link-code-store.ts'
import { mergeResidents } from './merge-residents.ts'
import type { Mover } from './personal-data.ts'
import { findContact, insertConsents, insertContact } from './resident-store.ts'

export type JoinOutcome =
  /** `merged`: this contact was another person to us before. */
  | { readonly kind: 'joined'; readonly residentId: string; readonly merged: boolean }
  /** The code was made by this very person. */
  | { readonly kind: 'same' }
  /** Nobody's, used or too late; it counts as a guess. */
  | { readonly kind: 'wrong' }
  /** Too many wrong ones within an hour. */
  | { readonly kind: 'too-many' }

type Join = {
  readonly chatId: number
  readonly accountId: string
  readonly code: string
  /** What a new contact agreed to on its own platform, just now. */
  readonly consents?: readonly ConsentGiven[]
}

const guessesMax = 5
const hourMs = 3_600_000

/**
 * Joins this contact to the person who made the code elsewhere. When both were residents they become the one who made
 * the code: what rooms know of the other is moved by their movers. What is wrong is a value, because a guess has to be
 * remembered.
 */
export const joinByLinkCode = async (scope: Scope, input: Join, movers: readonly Mover[]): Promise<JoinOutcome> => {
  const { tx, actor, clock, keyring } = scope
  if (actor.kind !== 'system') requireResident(actor)
  const now = clock.now()
  const since = new Date(now.getTime() - hourMs)
  if ((await countGuesses(tx, input.chatId, since)) >= guessesMax) return { kind: 'too-many' }
  const digits = readLinkCode(input.code)
  const target = digits === null ? null : await useLinkCode(tx, linkCodeHash(keyring, digits), now)
  if (target === null) {
    await noteGuess(tx, input.chatId, now, since)
    return { kind: 'wrong' }
  }
  await forgetGuesses(tx, input.chatId)
  const contact = await findContact(tx, input.chatId)
  if (contact?.residentId === target) return { kind: 'same' }
  if (contact) {
    if (actor.kind === 'resident' && actor.residentId !== contact.residentId) {
      throw new AppError('FORBIDDEN', `chat ${input.chatId} is not the actor's`)
    }
    await mergeResidents(scope, contact.residentId, target, movers)
    return { kind: 'joined', residentId: target, merged: true }
  }
  await insertContact(tx, { chatId: input.chatId, residentId: target, accountId: input.accountId, linkedAt: now })
  await insertConsents(
    tx,
    (input.consents ?? []).map((consent) => ({ ...consent, id: newId(), residentId: target, state: 'given', at: now })),
  )
  return { kind: 'joined', residentId: target, merged: false }
}
