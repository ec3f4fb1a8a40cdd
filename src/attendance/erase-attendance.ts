import type { Scope } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { lockSeats } from './attendance-store.ts'
import { comingOf, eraseAnswers, moveAnswers } from './personal-store.ts'
import { seatWaiting } from './seat-waiting.ts'

/** Seats that somebody left without saying so go to those who wait. */
const giveSeatsAway = async (scope: Scope, dialogueIds: readonly string[]): Promise<void> => {
  for (const id of dialogueIds) {
    const session = await findDialogue(scope.tx, id)
    if (session) await seatWaiting(scope, session)
  }
}

/** For an erasure: their answers to sessions to come go, and of earlier ones stays a number. */
export const eraseAttendanceOf = async (scope: Scope, residentId: string): Promise<void> => {
  const coming = await comingOf(scope.tx, residentId, scope.clock.now())
  for (const id of coming) await lockSeats(scope.tx, id)
  await eraseAnswers(scope.tx, residentId, coming)
  await giveSeatsAway(scope, coming)
}

/** Two contacts turned out to be one person: two seats become one. */
export const moveAttendance = async (scope: Scope, fromResidentId: string, toResidentId: string): Promise<void> => {
  const coming = await comingOf(scope.tx, fromResidentId, scope.clock.now())
  for (const id of coming) await lockSeats(scope.tx, id)
  await moveAnswers(scope.tx, fromResidentId, toResidentId)
  await giveSeatsAway(scope, coming)
}
