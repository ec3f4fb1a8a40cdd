import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { mostCompanions, newTicketCode, type Attendance, type AttendAnswer } from './attendance.ts'
import { countSeated, findOwn, isTicketTaken, listWaiting, lockSeats, saveAnswer } from './attendance-store.ts'
import { openSession } from './open-session.ts'
import { seatWaiting } from './seat-waiting.ts'

type Answer = {
  readonly dialogueId: string
  readonly answer: AttendAnswer
  /** 0 to `mostCompanions`; what was said before unless told. */
  readonly companions?: number
  readonly groupUnitId: string | null
  /** Platform of the chat. */
  readonly channel: string
}

export type Answered = {
  readonly attendance: Attendance
  /** 1 for the next one to move up; null for who does not wait. */
  readonly waitingPosition: number | null
}

const freeCode = async (scope: Scope, dialogueId: string): Promise<string> => {
  for (;;) {
    const code = newTicketCode('resident')
    if (!(await isTicketTaken(scope.tx, dialogueId, code))) return code
  }
}

type Placing = {
  readonly capacity: number | null
  readonly dialogueId: string
  readonly persons: number
  readonly before: Attendance | undefined
}

/** A seat, or the end of the waiting list; who waits already keeps the place in it. */
const placeFor = async (scope: Scope, { capacity, dialogueId, persons, before }: Placing) => {
  const { tx, clock } = scope
  const free = (capacity ?? Number.POSITIVE_INFINITY) - (await countSeated(tx, dialogueId, before?.id ?? null))
  if (before?.place === 'seat') {
    if (persons <= free || persons <= 1 + before.companions) return { place: 'seat', waitsSince: null } as const
    throw new AppError('PRECONDITION', `session ${dialogueId} has no room for ${persons}`, {
      phrase: free > 1 ? 'attendance:cannot.room' : 'attendance:cannot.noRoom',
      values: { count: Math.max(free - 1, 0) },
    })
  }
  if (before?.place === 'waiting') return { place: 'waiting', waitsSince: before.waitsSince } as const
  const isFree = persons <= free && (await listWaiting(tx, dialogueId)).length === 0
  return isFree
    ? ({ place: 'seat', waitsSince: null } as const)
    : ({ place: 'waiting', waitsSince: clock.now() } as const)
}

/**
 * A resident says whether they come, and with how many; may be changed as often as they like. Where seats are counted
 * and taken, a yes waits in line, and a seat that becomes free goes to who waits longest.
 */
export const answerAttendance = async (scope: Scope, input: Answer): Promise<Answered> => {
  const { residentId } = requireResident(scope.actor)
  const session = await openSession(scope, input.dialogueId)
  await lockSeats(scope.tx, session.id)
  const before = await findOwn(scope.tx, session.id, residentId)
  const companions = input.answer === 'no' ? 0 : (input.companions ?? before?.companions ?? 0)
  if (!Number.isInteger(companions) || companions < 0 || companions > mostCompanions) {
    throw new AppError('INVALID', 'companions out of bounds', {
      phrase: 'attendance:cannot.companions',
      values: { count: mostCompanions },
    })
  }
  const { capacity, id: dialogueId } = session
  const placing =
    input.answer === 'yes'
      ? await placeFor(scope, { capacity, dialogueId, persons: 1 + companions, before })
      : { place: null, waitsSince: null }
  const { answer, groupUnitId, channel } = input
  await saveAnswer(scope.tx, {
    ...placing,
    id: before?.id ?? newId(),
    dialogueId,
    residentId,
    answer,
    companions,
    groupUnitId,
    channel,
    code: before?.code ?? (await freeCode(scope, dialogueId)),
    answeredAt: scope.clock.now(),
  })
  const own = await findOwn(scope.tx, dialogueId, residentId)
  if (own) await seatWaiting(scope, session, own.id)
  const attendance = await findOwn(scope.tx, dialogueId, residentId)
  if (!attendance) throw new AppError('INTERNAL', 'an answer that was just written is not there')
  const waiting = attendance.place === 'waiting' ? await listWaiting(scope.tx, dialogueId) : []
  const at = waiting.findIndex((one) => one.id === attendance.id)
  return { attendance, waitingPosition: at === -1 ? null : at + 1 }
}
