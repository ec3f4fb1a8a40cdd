import { asTold, comingDialogues, describeSession, findDialogue, summariseSession } from '../../dialogues/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import { placesOf } from './places-of.ts'

type State = { readonly kind: 'sessions'; readonly ids: readonly string[] } | { readonly kind: 'no-form' }

const tellSession = (turn: TurnContext, session: Dialogue): void => {
  const text = describeSession(turn.locale, session, turn.scope.clock.now())
  if (session.state === 'cancelled') return turn.tell(text)
  turn.tell(
    turn.phrase(session.mode === 'online' ? 'dialogues:attend.online' : 'dialogues:attend.coming', { session: text }),
  )
}

const tellSessions = async (turn: TurnContext): Promise<void> => {
  const { paths } = await placesOf(turn)
  if (paths.length === 0) {
    turn.tell(turn.phrase('dialogues:schedule.noPlace'))
    return await turn.goTo('word:NOIO', { word: 'NOIO' })
  }
  const sessions = await comingDialogues(turn.scope.tx, { unitPaths: paths, now: turn.scope.clock.now(), limit: 6 })
  const [first, ...others] = sessions
  if (!first) return turn.tell(turn.phrase('dialogues:attend.none'))
  if (others.length === 0) return tellSession(turn, first)
  turn.ask({
    text: turn.phrase('dialogues:attend.list'),
    choices: sessions.map((session) => ({ label: summariseSession(turn.locale, session) })),
    state: { kind: 'sessions', ids: sessions.map((session) => session.id) } satisfies State,
  })
}

const afterNoForm = [
  { word: 'HOI', label: 'dialogues:attend.noFormAsk' },
  { word: 'GOPY', label: 'dialogues:attend.noFormOpinion' },
  { word: 'LICH', label: 'dialogues:attend.noFormSchedule' },
] as const

/** THAMGIA: when and where, as nobody has to register. PHIEU: no form is open, and what one can do instead. */
export const attendTopic: Topic = {
  name: 'attend',
  words: ['THAMGIA', 'PHIEU'],
  async begin(turn, opening) {
    if (opening.word !== 'PHIEU') return await tellSessions(turn)
    turn.ask({
      text: turn.phrase('dialogues:attend.noForm'),
      choices: afterNoForm.map((entry) => ({ label: turn.phrase(entry.label) })),
      state: { kind: 'no-form' } satisfies State,
    })
  },
  async answer(turn, raw, input) {
    if (input.kind !== 'choice') return false
    const state = raw as State
    if (state.kind === 'no-form') {
      const entry = afterNoForm[input.number - 1]
      if (!entry) return false
      await turn.goTo(`word:${entry.word}`, { word: entry.word })
      return true
    }
    const id = state.ids[input.number - 1]
    if (id === undefined) return false
    const found = await findDialogue(turn.scope.tx, id)
    const session = found ? asTold(found) : null
    turn.close()
    if (session) tellSession(turn, session)
    else turn.tell(turn.phrase('dialogues:schedule.gone'))
    return true
  },
}
