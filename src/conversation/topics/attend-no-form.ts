import type { TurnContext } from '../turn.ts'
import type { AttendState } from './attend-state.ts'

const ways = [
  { word: 'HOI', label: 'dialogues:attend.noFormAsk' },
  { word: 'GOPY', label: 'dialogues:attend.noFormOpinion' },
  { word: 'LICH', label: 'dialogues:attend.noFormSchedule' },
] as const

/** PHIEU while no form is open: what one can do instead. */
export const tellNoForm = (turn: TurnContext): void => {
  turn.ask(
    {
      text: turn.phrase('dialogues:attend.noForm'),
      choices: ways.map((entry) => ({ label: turn.phrase(entry.label) })),
      state: { kind: 'no-form' } satisfies AttendState,
    },
    'attend',
  )
}

export const takeNoForm = async (turn: TurnContext, number: number): Promise<boolean> => {
  const way = ways[number - 1]
  if (!way) return false
  await turn.goTo(`word:${way.word}`, { word: way.word })
  return true
}
