import { judgeNotice, looksLikeNotice, type Judgement } from '../../broadcasts/index.ts'
import { describeSession, isCollecting } from '../../dialogues/index.ts'
import { findFormByCode, readContent, wordsIn } from '../../forms/index.ts'
import { findCodes, formatCode, parseCode } from '../../kernel/codes.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'

const textOf = (input: Input | undefined): string | null => {
  if (input?.kind === 'text') return input.text
  return input?.kind === 'media' ? (input.caption ?? null) : null
}

const differences = (turn: TurnContext, { differs }: Judgement): string =>
  differs.map((name) => turn.phrase(`broadcasts:differs.${name}`)).join(', ')

const verdictLine = (turn: TurnContext, judgement: Judgement, text: string): string => {
  if (judgement.isMistyped) return turn.phrase('broadcasts:check.mistyped')
  switch (judgement.verdict) {
    case 'genuine':
      return turn.phrase(judgement.isPart ? 'broadcasts:check.part' : 'broadcasts:check.genuine')
    case 'altered':
      return turn.phrase('broadcasts:check.altered', { differs: differences(turn, judgement) })
    case 'outdated':
      return turn.phrase(`broadcasts:check.outdated.${judgement.outdatedBy ?? 'change'}`)
    case 'cancelled':
      return turn.phrase('broadcasts:check.cancelled')
    case 'not-ours': {
      const hasCode = /^[\d\s.-]+$/.test(text) || findCodes(text).some((code) => code.kind === 'notice')
      return turn.phrase(hasCode ? 'broadcasts:check.notOurs' : 'broadcasts:check.noCode')
    }
  }
}

type State = { readonly kind: 'waiting' } | { readonly kind: 'judged'; readonly id: string }

/** Six digits that no notice bears may be the code of a form. False when they are none of ours. */
const takeForm = async (turn: TurnContext, given: string): Promise<boolean> => {
  const code = parseCode(given)
  const form = code?.kind === 'notice' ? await findFormByCode(turn.scope.tx, code.digits) : undefined
  if (!form || (form.state !== 'open' && form.state !== 'closed')) return false
  if (turn.resident) await turn.goTo('form', { argument: form.code })
  else {
    const content = await readContent(turn.scope.tx, form.id, form.openVersion ?? 1)
    const title = content ? wordsIn(turn.locale, content.title) : ''
    turn.tell(turn.phrase('form-chat:genuine', { title, code: formatCode(form.code) }))
  }
  return true
}

const judge = async (turn: TurnContext, given: string): Promise<void> => {
  // The code of a receipt is no notice: what they mean is how their own matter stands.
  if (parseCode(given)?.kind === 'receipt') return await turn.goTo('word:TRACUU', { word: 'TRACUU', argument: given })
  const now = turn.scope.clock.now()
  const judgement = await judgeNotice(turn.scope.tx, given, now)
  const { session, verdict } = judgement
  if (verdict === 'not-ours' && (await takeForm(turn, given))) return
  const facts = session ? ['', describeSession(turn.locale, session, now)] : []
  const text = [verdictLine(turn, judgement, given), ...facts].join('\n')
  if (!session || verdict !== 'genuine' || turn.resident === null || !isCollecting(session, now)) {
    return turn.tell(text)
  }
  turn.ask({
    text,
    choices: [{ label: turn.phrase('dialogues:schedule.ask') }],
    state: { kind: 'judged', id: session.id } satisfies State,
  })
}

const ask = (turn: TurnContext): void =>
  turn.ask({ text: turn.phrase('broadcasts:check.ask'), state: { kind: 'waiting' } satisfies State })

/**
 * KIEMTRA, a notice code alone, or a pasted notice: the verdict in the first line, then the true facts. Needs no
 * consent, because it stores nothing.
 */
export const checkNoticeTopic: Topic = {
  name: 'check-notice',
  words: ['KIEMTRA'],
  async begin(turn, opening) {
    const text = opening.argument ?? (opening.word === 'KIEMTRA' ? null : textOf(opening.input))
    if (text === null) return ask(turn)
    await judge(turn, text)
  },
  async answer(turn, raw, input) {
    const state = raw as State
    if (state.kind === 'judged') {
      if (input.kind !== 'choice') return false
      await turn.goTo('word:HOI', { word: 'HOI', argument: `dialogue:${state.id}` })
      return true
    }
    if (input.kind === 'choice') return false
    const text = textOf(input)
    if (text === null) {
      turn.tell(turn.phrase('broadcasts:check.notText'))
      return true
    }
    turn.close()
    await judge(turn, text)
    return true
  },
  async claims(_turn, input) {
    const text = textOf(input)
    return text !== null && looksLikeNotice(text)
  },
}
