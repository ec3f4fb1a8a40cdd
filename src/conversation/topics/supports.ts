import { answerLines, answerOfItem } from '../../answers/index.ts'
import { mySupports, readSupported, withdrawSupport, type OwnItem } from '../../questions/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import { excerpt } from './opinion-draft.ts'

type State =
  | { readonly step: 'list'; readonly ids: readonly string[]; readonly nextOffset: number | null }
  | { readonly step: 'item'; readonly id: string }

const pageSize = 6

const nameOf = (turn: TurnContext, item: OwnItem): string =>
  item.title === null
    ? turn.phrase('items:track.number', { number: item.number })
    : turn.phrase('items:supports.line', { number: item.number, title: excerpt(item.title, 80) })

const showList = async (turn: TurnContext, offset = 0): Promise<void> => {
  const { resident, scope } = turn
  if (!resident) return
  const { items, total } = await mySupports(scope.tx, { residentId: resident.id, limit: pageSize, offset })
  if (items.length === 0) {
    turn.close()
    return turn.tell(turn.phrase('items:supports.none'))
  }
  const nextOffset = offset + pageSize < total ? offset + pageSize : null
  const labels = [
    ...items.map((item) => nameOf(turn, item)),
    ...(nextOffset === null ? [] : [turn.phrase('questions:track.more')]),
  ]
  turn.ask(
    {
      text: turn.phrase('items:supports.list', { count: total }),
      choices: labels.map((label) => ({ label })),
      state: { step: 'list', ids: items.map((item) => item.id), nextOffset } satisfies State,
    },
    'supports',
  )
}

const showItem = async (turn: TurnContext, itemId: string): Promise<void> => {
  const { resident, scope } = turn
  const item = resident ? await readSupported(scope.tx, { residentId: resident.id, itemId }) : undefined
  if (!item) return await showList(turn)
  const answer = await answerOfItem(scope.tx, scope.keyring, itemId)
  turn.ask(
    {
      text: [
        nameOf(turn, item),
        turn.phrase('items:supports.asked', { count: item.opinionCount }),
        turn.phrase('items:track.supports', { count: item.supportCount }),
        ...(answer ? answerLines(turn.locale, answer) : [turn.phrase('items:supports.answer')]),
      ].join('\n'),
      choices: [{ label: turn.phrase('items:supports.withdraw') }, { label: turn.phrase('questions:track.back') }],
      state: { step: 'item', id: itemId } satisfies State,
    },
    'supports',
  )
}

/** "Việc tôi ủng hộ": matters of others that a person asks too, and the way out of each. */
export const supportsTopic: Topic = {
  name: 'supports',
  async begin(turn) {
    await showList(turn)
  },
  async answer(turn, raw, input) {
    if (input.kind !== 'choice') return false
    const state = raw as State
    if (state.step === 'list') {
      const id = state.ids[input.number - 1]
      if (id === undefined) await showList(turn, state.nextOffset ?? 0)
      else await showItem(turn, id)
    } else if (input.number === 1) {
      await withdrawSupport(turn.scope, { itemId: state.id })
      turn.close()
      turn.tell(turn.phrase('items:supports.withdrawn'))
    } else await showList(turn)
    return true
  },
}
