import {
  answerAttendance,
  findAttendance,
  mostCompanions,
  ticketPath,
  type Attendance,
  type AttendAnswer,
} from '../../attendance/index.ts'
import {
  asTold,
  comingDialogues,
  describeSession,
  findByNoticeCode,
  findDialogue,
  isOver,
  summariseSession,
  type Dialogue,
} from '../../dialogues/index.ts'
import type { Input, Prompt, Topic, TurnContext } from '../turn.ts'
import { readNumber } from '../words/read-choice.ts'
import { takeNoForm } from './attend-no-form.ts'
import { describeAnswer } from './attend-outcome.ts'
import { askedFor, type AttendState } from './attend-state.ts'
import { readAttendAnswer, readCompanions } from './attend-words.ts'
import { placesOf } from './places-of.ts'

const isOpen = (turn: TurnContext, session: Dialogue): boolean =>
  session.state === 'announced' && !isOver(session, turn.scope.clock.now())

const sessionOf = async (turn: TurnContext, id: string): Promise<Dialogue | null> => {
  const found = await findDialogue(turn.scope.tx, id)
  return found ? asTold(found) : null
}

/** `dialogue:<id>` from another topic, six digits from a link or QR code. */
const named = async (turn: TurnContext, argument: string | undefined): Promise<Dialogue | null> => {
  const [, id] = /^dialogue:(.+)$/.exec(argument ?? '') ?? []
  if (id !== undefined) return await sessionOf(turn, id)
  const found = argument === undefined ? undefined : await findByNoticeCode(turn.scope.tx, argument)
  return found ? asTold(found) : null
}

const askAbout = async (turn: TurnContext, session: Dialogue, hasOthers: boolean): Promise<void> => {
  const text = describeSession(turn.locale, session, turn.scope.clock.now())
  if (!isOpen(turn, session)) {
    const over = session.state === 'cancelled' ? '' : `${turn.phrase('attendance:cannot.over')}\n\n`
    return turn.tell(`${over}${text}`)
  }
  const { choices, state } = askedFor(session.id, hasOthers)
  const before = turn.resident && (await findAttendance(turn.scope.tx, session.id, turn.resident.id))
  const lines = [
    text,
    '',
    ...(before ? [turn.phrase(`attendance:topic.before.${before.answer}`, { count: 1 + before.companions })] : []),
    turn.phrase(session.capacity === null ? 'attendance:topic.question' : 'attendance:topic.questionSeats', {
      count: session.capacity ?? 0,
    }),
  ]
  turn.ask({ text: lines.join('\n'), choices: choices.map((key) => ({ label: turn.phrase(key) })), state })
}

const askWhich = async (turn: TurnContext): Promise<void> => {
  const { paths } = await placesOf(turn)
  if (paths.length === 0) {
    turn.tell(turn.phrase('dialogues:schedule.noPlace'))
    return await turn.goTo('word:NOIO', { word: 'NOIO' })
  }
  const coming = await comingDialogues(turn.scope.tx, { unitPaths: paths, now: turn.scope.clock.now(), limit: 6 })
  const sessions = coming.filter((session) => isOpen(turn, session))
  const [first, ...others] = sessions
  if (!first) {
    // Who looks for one that was called off must learn of it here.
    const [gone] = coming
    return gone ? await askAbout(turn, gone, false) : turn.tell(turn.phrase('dialogues:attend.none'))
  }
  if (others.length === 0) return await askAbout(turn, first, false)
  turn.ask({
    text: turn.phrase('dialogues:attend.list'),
    choices: sessions.map((session) => ({ label: summariseSession(turn.locale, session) })),
    state: { kind: 'sessions', ids: sessions.map((session) => session.id) } satisfies AttendState,
  })
}

const linkOf = (turn: TurnContext, session: Dialogue, { code, place, answer }: Attendance): Pick<Prompt, 'link'> => {
  // No SMS carries the address of a page; the code stands in the words.
  if (turn.publicUrl === undefined || turn.chat.platform === 'phone') return {}
  // No ticket for who needs none, and none for who may not get a seat.
  const isBare = session.mode === 'online' || place === 'waiting' || (answer === 'perhaps' && session.capacity !== null)
  const path = isBare ? `/verify/${session.noticeCode}` : ticketPath(session.noticeCode, code)
  return {
    link: {
      label: turn.phrase(isBare ? 'attendance:topic.calendar' : 'attendance:topic.ticket'),
      url: `${turn.publicUrl}${path}`,
    },
  }
}

const take = async (
  turn: TurnContext,
  session: Dialogue,
  answer: AttendAnswer,
  companions: number | undefined,
): Promise<void> => {
  const answered = await answerAttendance(turn.scope, {
    dialogueId: session.id,
    answer,
    ...(companions === undefined ? {} : { companions }),
    groupUnitId: turn.resident?.groupUnitId ?? null,
    channel: turn.chat.platform,
  })
  const text = describeAnswer(turn, session, answered)
  turn.close()
  if (answer === 'no') return turn.tell(text)
  const link = linkOf(turn, session, answered.attendance)
  if (session.mode === 'online' || companions !== undefined) return turn.tell(text, link)
  turn.ask({
    text: `${text}\n\n${turn.phrase('attendance:topic.companions', { count: mostCompanions })}`,
    state: { kind: 'companions', id: session.id } satisfies AttendState,
    takesNumbers: true,
    ...link,
  })
}

const takeCompanions = async (turn: TurnContext, session: Dialogue, input: Input): Promise<boolean> => {
  if (input.kind !== 'text') return false
  const count = readNumber(input.text) ?? readCompanions(input.text)
  if (count === null) return false
  if (count > mostCompanions) {
    turn.ask({
      text: turn.phrase('attendance:cannot.companions', { count: mostCompanions }),
      state: { kind: 'companions', id: session.id } satisfies AttendState,
      takesNumbers: true,
    })
    return true
  }
  const before = turn.resident && (await findAttendance(turn.scope.tx, session.id, turn.resident.id))
  await take(turn, session, before?.answer ?? 'yes', count)
  return true
}

const answerOf = (state: AttendState & { kind: 'answer' }, input: Input): AttendAnswer | null | undefined => {
  if (input.kind === 'choice') return state.answers[input.number - 1]
  return input.kind === 'text' ? (readAttendAnswer(input.text) ?? undefined) : undefined
}

/** THAMGIA: who comes, with how many, to which session. What PHIEU offers while no form is open is answered here too. */
export const attendTopic: Topic = {
  name: 'attend',
  words: ['THAMGIA'],
  async begin(turn, opening) {
    const session = await named(turn, opening.argument)
    if (session) await askAbout(turn, session, false)
    else await askWhich(turn)
  },
  async answer(turn, raw, input) {
    const state = raw as AttendState
    if (state.kind === 'no-form') return input.kind === 'choice' && (await takeNoForm(turn, input.number))
    if (state.kind === 'sessions' && input.kind !== 'choice') return false
    const id = state.kind === 'sessions' ? state.ids[(input as { number: number }).number - 1] : state.id
    if (id === undefined) return false
    const session = await sessionOf(turn, id)
    if (!session || (state.kind !== 'sessions' && !isOpen(turn, session))) {
      if (input.kind !== 'choice') return false
      turn.close()
      if (session) await askAbout(turn, session, false)
      else turn.tell(turn.phrase('dialogues:schedule.gone'))
      return true
    }
    if (state.kind === 'sessions') {
      turn.close()
      await askAbout(turn, session, true)
      return true
    }
    if (state.kind === 'companions') return await takeCompanions(turn, session, input)
    const answer = answerOf(state, input)
    if (answer === undefined) return false
    if (answer === null) await askWhich(turn)
    else await take(turn, session, answer, undefined)
    return true
  },
}
