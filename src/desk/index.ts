// The person behind the bot: what residents write to an officer, the officers' replies (ours, and those typed in the
// platform's own console), the hours in which somebody is there, and the number to call otherwise.
import type { Scope, Transaction } from '../database/index.ts'
import { deleteThreadsOf, moveThreads } from './desk-store.ts'

export { answerThread, closeThread } from './answer-thread.ts'
export { askForPerson } from './ask-for-person.ts'
export { answeringRoles, deskRoles, longestReply } from './desk.ts'
export {
  countThreadsOf,
  countWaitingThreads,
  hoursFor,
  isInTalk,
  listThreads,
  readThread,
  type DeskHours,
  type DeskMessage,
  type DeskThread,
  type ReadThread,
} from './desk-views.ts'
export { isOnDuty, type DutyHours } from './duty-hours.ts'
export { recordConsoleReply } from './record-console-reply.ts'
export { setDutyHours } from './set-hours.ts'

/** For an erasure: every word of the person's chats with officers. */
export const eraseDeskOf = async (scope: Scope, person: { readonly chatIds: readonly number[] }): Promise<void> =>
  await deleteThreadsOf(scope.tx, person.chatIds)

/** Two contacts turned out to be one person. */
export const moveDeskThreads = async (tx: Transaction, from: string, to: string): Promise<void> =>
  await moveThreads(tx, from, to)
