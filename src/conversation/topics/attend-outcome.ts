import type { Answered } from '../../attendance/index.ts'
import { formatTicket } from '../../attendance/index.ts'
import { describePlace, describeTime, type Dialogue } from '../../dialogues/index.ts'
import type { TurnContext } from '../turn.ts'

/** A promise that is kept only to those who want to hear from us. */
const willBeReminded = ({ resident }: TurnContext): boolean =>
  resident !== null && !resident.noticesStopped && resident.consents.includes('notices')

const standing = (turn: TurnContext, session: Dialogue, { attendance, waitingPosition }: Answered): string => {
  const values = {
    count: 1 + attendance.companions,
    time: describeTime(turn.locale, session.startsAt),
    place: describePlace(turn.locale, session),
  }
  if (attendance.answer === 'no') return turn.phrase('attendance:topic.said.no')
  if (waitingPosition !== null) {
    return turn.phrase('attendance:topic.said.waiting', {
      ...values,
      seats: session.capacity ?? 0,
      position: waitingPosition,
    })
  }
  return turn.phrase(`attendance:topic.said.${attendance.answer}`, values)
}

/** What was noted, in plain words; nothing is promised that is not certain. */
export const describeAnswer = (turn: TurnContext, session: Dialogue, answered: Answered): string => {
  const { answer, place, code } = answered.attendance
  if (answer === 'no') return standing(turn, session, answered)
  return [
    standing(turn, session, answered),
    ...(answer === 'perhaps' && session.capacity !== null ? [turn.phrase('attendance:topic.noSeatYet')] : []),
    ...(place === 'seat' && session.mode !== 'online'
      ? [turn.phrase('attendance:topic.code', { code: formatTicket(code) })]
      : []),
    turn.phrase(willBeReminded(turn) ? 'attendance:topic.willRemind' : 'attendance:topic.mayChange'),
  ].join('\n')
}
