import type { Opening, Topic, TurnContext } from '../turn.ts'
import { hasFormsFor } from './form-open.ts'
import { sealedWindowsFor } from './sealed.ts'

const entries = [
  { topic: 'opinion', word: 'HOI', label: 'conversation:menu.ask' },
  { topic: 'opinion', word: 'GOPY', label: 'conversation:menu.opinion' },
  { topic: 'schedule', word: 'LICH', label: 'conversation:menu.schedule' },
  { topic: 'attend', word: 'THAMGIA', label: 'conversation:word.THAMGIA' },
  // Only while there is one to answer.
  { topic: 'form', label: 'form-chat:menu' },
  { topic: 'requests', label: 'requests:menu' },
  // Only while a window is open where they live.
  { topic: 'sealed', label: 'sealed:menu' },
  { topic: 'track', word: 'TRACUU', label: 'conversation:menu.track' },
  { topic: 'place', word: 'NOIO', label: 'conversation:menu.place' },
  { topic: 'my-data', word: 'XEM', label: 'conversation:menu.myData' },
  // The last entry is always a person.
  { topic: 'desk', word: 'CANBO', label: 'conversation:menu.person' },
] as const

type Entry = (typeof entries)[number]
/** Names of the topics in the order in which they were shown. */
type State = { readonly shown?: readonly string[] }

const show = async (turn: TurnContext): Promise<void> => {
  const hasSealed = (await sealedWindowsFor(turn)).length > 0
  const hasForms = await hasFormsFor(turn)
  const shown: readonly Entry[] = entries.filter(
    ({ topic }) => (topic !== 'sealed' || hasSealed) && (topic !== 'form' || hasForms),
  )
  turn.ask({
    text: turn.phrase('conversation:menu.title'),
    choices: shown.map((entry) => ({ label: turn.phrase(entry.label) })),
    state: { shown: shown.map((entry) => entry.label) } satisfies State,
  })
}

export const menuTopic: Topic = {
  name: 'menu',
  words: ['MENU', 'START'],
  async begin(turn, opening: Opening) {
    if (opening.payload !== undefined) return await turn.goTo('link', { payload: opening.payload })
    if (opening.word === 'START' && opening.argument !== undefined) {
      return await turn.goTo('link', { payload: opening.argument })
    }
    await show(turn)
  },
  async answer(turn, raw, input) {
    if (input.kind !== 'choice') return false
    const { shown } = raw as State
    const listed = shown ? shown.map((label) => entries.find((one) => one.label === label)) : entries
    const entry = listed[input.number - 1]
    if (!entry) return false
    await turn.goTo(entry.topic, 'word' in entry ? { word: entry.word } : {})
    return true
  },
}
