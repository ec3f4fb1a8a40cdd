import type { Opening, Topic, TurnContext } from '../turn.ts'

const entries = [
  { topic: 'opinion', word: 'HOI', label: 'conversation:menu.ask' },
  { topic: 'opinion', word: 'GOPY', label: 'conversation:menu.opinion' },
  { topic: 'schedule', word: 'LICH', label: 'conversation:menu.schedule' },
  { topic: 'attend', word: 'THAMGIA', label: 'conversation:word.THAMGIA' },
  { topic: 'requests', label: 'requests:menu' },
  { topic: 'track', word: 'TRACUU', label: 'conversation:menu.track' },
  { topic: 'place', word: 'NOIO', label: 'conversation:menu.place' },
  { topic: 'my-data', word: 'XEM', label: 'conversation:menu.myData' },
  // The last entry is always a person.
  { topic: 'desk', word: 'CANBO', label: 'conversation:menu.person' },
] as const

const show = (turn: TurnContext): void => {
  turn.ask({
    text: turn.phrase('conversation:menu.title'),
    choices: entries.map((entry) => ({ label: turn.phrase(entry.label) })),
    state: {},
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
    show(turn)
  },
  async answer(turn, _state, input) {
    if (input.kind !== 'choice') return false
    const entry = entries[input.number - 1]
    if (!entry) return false
    await turn.goTo(entry.topic, 'word' in entry ? { word: entry.word } : {})
    return true
  },
}
