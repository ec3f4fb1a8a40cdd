import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { preferredContacts, type ReachableContact } from '../residents/index.ts'
import { lockSeats } from './attendance-store.ts'
import { dueTellings, type DueTelling } from './due-tellings.ts'
import { claimMovedUp, claimReminders } from './reminder-store.ts'
import { peopleToTell, type Concerned } from './reminder-views.ts'
import { seatWaiting } from './seat-waiting.ts'

/** One message to one person, claimed for them in this transaction. */
export type Reminder = Pick<DueTelling, 'kind' | 'session' | 'moment' | 'expiresAt'> & {
  readonly person: Concerned
  readonly contact: ReachableContact
}

const claim = async (scope: Scope, due: DueTelling, people: readonly Concerned[]): Promise<Reminder[]> => {
  const { tx, clock } = scope
  const { kind, session, moment, fact, expiresAt } = due
  const ids = people.map((one) => one.residentId)
  const contacts = new Map((await preferredContacts(tx, ids)).map((one) => [one.residentId, one]))
  const note = async (residentIds: readonly string[], outcome: 'sent' | 'unreachable'): Promise<Set<string>> => {
    if (fact === null) return await claimMovedUp(tx, session.id, residentIds)
    return await claimReminders(tx, { dialogueId: session.id, fact, residentIds, outcome, at: clock.now() })
  }
  const fresh = await note(
    ids.filter((id) => contacts.has(id)),
    'sent',
  )
  await note(
    ids.filter((id) => !contacts.has(id)),
    'unreachable',
  )
  return people.flatMap((person) => {
    const contact = contacts.get(person.residentId)
    return contact && fresh.has(person.residentId) ? [{ kind, session, moment, expiresAt, person, contact }] : []
  })
}

/**
 * Takes the next reminders that are due, each for good: whoever gets one puts it in line in the same transaction. Seats
 * that became free are given away first. To be called until it gives none.
 */
export const takeReminders = async (scope: Scope, options: { readonly limit: number }): Promise<Reminder[]> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  const taken: Reminder[] = []
  for (const due of await dueTellings(scope)) {
    const { session, fact, since } = due
    if (due.kind === 'seat') {
      await lockSeats(scope.tx, session.id)
      await seatWaiting(scope, session)
    }
    const limit = options.limit - taken.length
    const people = await peopleToTell(scope.tx, {
      dialogueId: session.id,
      fact,
      // Who answered in this very moment saw what they answered to.
      since,
      now,
      limit,
      ...(due.kind === 'change' || due.kind === 'cancellation' ? { besidesBroadcast: true } : {}),
      ...(due.kind === 'seat' ? { movedUp: true } : {}),
    })
    if (people.length > 0) taken.push(...(await claim(scope, due, people)))
    if (taken.length >= options.limit) break
  }
  return taken
}
