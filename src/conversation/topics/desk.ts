import { askForPerson, hoursFor, isInTalk, isOnDuty } from '../../desk/index.ts'
import { countryId, findUnit } from '../../units/index.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'

const talkHours = 12
const countryPath = [countryId]

const pathOf = async (turn: TurnContext): Promise<readonly string[]> => {
  const unitId = turn.resident?.unitId ?? null
  const unit = unitId === null ? null : await findUnit(turn.scope.tx, unitId)
  return unit?.path ?? countryPath
}

/** Who can be reached now and how: the first thing that somebody in need has to know. */
const duty = async (turn: TurnContext): Promise<string> => {
  const desk = await hoursFor(turn.scope.tx, await pathOf(turn))
  if (!desk) return turn.phrase('desk:noHours')
  const key = isOnDuty(desk.hours, turn.scope.clock.now()) ? 'desk:onDuty' : 'desk:offDuty'
  return turn.phrase(key, { phone: desk.phone })
}

const words = (turn: TurnContext, input: Input): string | null => {
  if (input.kind === 'text') return input.text
  if (input.kind === 'media') return input.caption ?? turn.phrase('desk:sentFile')
  return null
}

const pass = async (turn: TurnContext, input: Input, isFirst: boolean): Promise<boolean> => {
  const unitId = turn.resident?.unitId
  const text = words(turn, input)
  if (!turn.resident || !unitId || text === null) return false
  const { isNew } = await askForPerson(turn.scope, {
    chatId: turn.chat.id,
    residentId: turn.resident.id,
    unitId,
    text,
  })
  if (isNew || isFirst) turn.tell(`${turn.phrase('desk:passedOn')}\n${await duty(turn)}`)
  else turn.tell(turn.phrase('desk:added'))
  return true
}

/** A person: the last entry of the menu, always there. What is written while this is open goes to the officers. */
export const deskTopic: Topic = {
  name: 'desk',
  words: ['CANBO'],
  async begin(turn, opening) {
    // A text that continues a talk with an officer.
    if (opening.word === undefined && opening.input && (await pass(turn, opening.input, false))) return
    if (!turn.resident?.unitId) {
      turn.tell(`${await duty(turn)}\n${turn.phrase('desk:needsPlace')}`)
      return await turn.goTo(turn.resident ? 'place' : 'welcome')
    }
    turn.ask({ text: `${turn.phrase('desk:write')}\n${await duty(turn)}`, state: { first: true } })
  },
  async answer(turn, state, input) {
    const isFirst = (state as { first?: boolean }).first === true
    if (!(await pass(turn, input, isFirst))) return false
    return true
  },
  async claims(turn, input) {
    if (input.kind !== 'text' || !turn.resident?.unitId) return false
    return await isInTalk(turn.scope.tx, turn.chat.id, turn.scope.clock.now(), talkHours)
  },
}
