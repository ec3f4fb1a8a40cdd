import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { ConsentGiven } from './consent.ts'
import { findContact, insertConsents, insertContact, insertResident } from './resident-store.ts'

export type Meeting = {
  readonly chatId: number
  readonly accountId: string
  readonly language: 'vi' | 'en'
  /** What they agreed to; `relay` at least, for without it there is nothing that we could do for them. */
  readonly consents: readonly ConsentGiven[]
}

/** The first consent of somebody who wrote: from now on they are a resident, known by an id. Returns the id. */
export const meetResident = async (scope: Scope, input: Meeting): Promise<string> => {
  requireSystem(scope.actor)
  const { tx, clock } = scope
  if (!input.consents.some((consent) => consent.purpose === 'relay')) {
    throw new AppError('PRECONDITION', 'nobody is met without a consent to relay', { phrase: 'errors:invalid' })
  }
  if (await findContact(tx, input.chatId)) {
    throw new AppError('CONFLICT', `chat ${input.chatId} belongs to a resident`, { phrase: 'errors:conflict' })
  }
  const now = clock.now()
  const id = newId()
  await insertResident(tx, { id, language: input.language }, now)
  await insertContact(tx, { chatId: input.chatId, residentId: id, accountId: input.accountId, linkedAt: now })
  await insertConsents(
    tx,
    input.consents.map((consent) => ({ ...consent, id: newId(), residentId: id, state: 'given', at: now })),
  )
  return id
}
