import { progressOfItem } from '../../conclusions/index.ts'
import { handedOnOfItem } from '../../handover/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import type { OwnOpinion, PublicOpinion, RefusalShown } from '../../questions/index.ts'
import type { TurnContext } from '../turn.ts'
import { handedOnText } from './handover-tell.ts'
import { progressText } from './progress-tell.ts'
import { excerpt } from './opinion-draft.ts'
import { shownDate } from './opinion-places.ts'

export const stateLine = (turn: TurnContext, opinion: PublicOpinion & { readonly isHeld?: boolean }): string =>
  turn.phrase(
    opinion.isHeld && opinion.state === 'received' ? 'questions:state.held' : `questions:state.${opinion.state}`,
  )

export const classLabel = (turn: TurnContext, opinion: PublicOpinion): string =>
  turn.phrase(`questions:class.${opinion.opinionClass}`)

/** The matter that an officer has made of it: its number, who else asks the same. */
const itemLines = (turn: TurnContext, { item, state }: OwnOpinion): string[] => {
  if (item === null || state !== 'received') return []
  return [
    turn.phrase('items:track.number', { number: item.number }),
    ...(item.title === null ? [] : [turn.phrase('items:track.title', { title: item.title })]),
    ...(item.opinionCount > 1 ? [turn.phrase('items:track.joined', { count: item.opinionCount - 1 })] : []),
    ...(item.supportCount > 0 ? [turn.phrase('items:track.supports', { count: item.supportCount })] : []),
  ]
}

/** One opinion as its author sees it. */
export const describeOwn = (turn: TurnContext, opinion: OwnOpinion): string => {
  const [first, ...later] = opinion.wordings
  const last = later.at(-1)
  return [
    turn.phrase('questions:track.item', {
      class: classLabel(turn, opinion),
      date: shownDate(turn, opinion.receivedAt),
      state: stateLine(turn, opinion),
    }),
    ...(opinion.code === null ? [] : [turn.phrase('questions:track.code', { code: formatCode(opinion.code) })]),
    ...(opinion.dialogueTitle === null
      ? []
      : [turn.phrase('questions:track.dialogue', { title: opinion.dialogueTitle })]),
    ...(first === undefined ? [] : [turn.phrase('questions:track.words', { words: excerpt(first, 600) })]),
    ...(last === undefined
      ? []
      : [turn.phrase('questions:track.moreWords', { count: later.length, words: excerpt(last, 600) })]),
    ...opinion.heard.map(({ text, isConfirmed }) =>
      turn.phrase(isConfirmed ? 'triage:voice.trackConfirmed' : 'triage:voice.track', { words: excerpt(text, 600) }),
    ),
    ...itemLines(turn, opinion),
    ...(opinion.files > 0 ? [turn.phrase('questions:track.files', { count: opinion.files })] : []),
  ].join('\n')
}

/** Where the matter was handed, and what came of it there. */
export const handedOnLines = async (turn: TurnContext, { item }: OwnOpinion): Promise<string[]> => {
  if (item === null) return []
  return (await handedOnOfItem(turn.scope.tx, item.id)).map((one) => handedOnText(turn.locale, one))
}

/** What came of the matter at a session, and how far that is. */
export const progressLines = async (turn: TurnContext, { item }: OwnOpinion): Promise<string[]> => {
  if (item === null) return []
  const tasks = await progressOfItem(turn.scope.tx, item.id)
  if (tasks.length === 0) return []
  return [`— ${turn.phrase('conclusions:progress.track')} —`, ...tasks.map((task) => progressText(turn.locale, task))]
}

/** What anybody may know who has the code: the state, never the words. */
export const describePublic = (turn: TurnContext, opinion: PublicOpinion, code: string): string =>
  turn.phrase('questions:track.public', {
    code: formatCode(code),
    date: shownDate(turn, opinion.receivedAt),
    state: opinion.state === 'withdrawn' ? turn.phrase('questions:statePublic.withdrawn') : stateLine(turn, opinion),
  })

/** Why it was not taken in, in the officer's words, and what became of a contest. */
export const refusalLines = (turn: TurnContext, refusal: RefusalShown | undefined): string[] => {
  if (!refusal) return []
  const why = turn.phrase(`triage:why.${refusal.why}`)
  const state = { open: 'refused', contested: 'contested', upheld: 'upheld' } as const
  return [
    turn.phrase(`triage:track.${state[refusal.state]}`, { why }),
    ...(refusal.words === null ? [] : [turn.phrase('triage:told.words', { words: refusal.words })]),
  ]
}
