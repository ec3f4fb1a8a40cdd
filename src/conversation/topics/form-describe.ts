import { describeTime } from '../../dialogues/index.ts'
import { isQuestion, questionsOf, walk, wordsIn, type FormQuestion, type Value } from '../../forms/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import type { TurnContext } from '../turn.ts'
import type { Answering } from './form-state.ts'

const shownMax = { question: 90, answer: 160 } as const

const cut = (text: string, max: number): string => {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length > max ? `${line.slice(0, max - 1).trimEnd()}…` : line
}

/** What a form is, for whom, and until when: told before its first question. */
export const describeForm = (turn: TurnContext, { form, content }: Answering): string => {
  const { locale } = turn
  const lines = [
    turn.phrase(`form-chat:naming.${form.naming}`),
    turn.phrase(`form-web:counts.${form.counts}`),
    ...(form.audience === 'codes' ? [turn.phrase('form-chat:needsSlip')] : []),
    turn.phrase('form-chat:length', { count: questionsOf(content).length }),
    turn.phrase('form-web:until', { until: describeTime(locale, form.closesAt) }),
    ...(content.isNoDecision ? [turn.phrase('form-web:noDecision')] : []),
    turn.phrase('form-chat:ways', { code: formatCode(form.code) }),
  ]
  return [wordsIn(locale, content.title), wordsIn(locale, content.intro), lines.join('\n')].join('\n\n')
}

/** An answer as its own person reads it once more. */
export const describeValue = (turn: TurnContext, item: FormQuestion, value: Value): string => {
  if (value === null) return turn.phrase('form-chat:passedOver')
  if ('files' in value) return turn.phrase(`form-chat:files.${item.kind === 'voice' ? 'voice' : 'photo'}`)
  if ('text' in value) return cut(value.text, shownMax.answer)
  if ('number' in value) return String(value.number)
  const ids = 'choice' in value ? [value.choice] : value.choices
  const choices = 'choices' in item ? item.choices : []
  const said = ids.map((id) => choices.find((one) => one.id === id)).flatMap((one) => (one ? [one.text] : []))
  return said.map((words) => wordsIn(turn.locale, words)).join(item.kind === 'ranking' ? ' > ' : '; ')
}

/** The questions that were put, each with its place in the form. */
export const askedOf = ({ content, values }: Answering): readonly { place: number; item: FormQuestion }[] => {
  const questions = questionsOf(content)
  return walk(content, values)
    .passed.filter(isQuestion)
    .map((item) => ({ item, place: questions.findIndex(({ id }) => id === item.id) + 1 }))
}

/** All answers, to be looked over before they are sent. */
export const describeAnswers = (turn: TurnContext, answering: Answering): string =>
  askedOf(answering)
    .map(({ item, place }) =>
      turn.phrase('form-chat:review.line', {
        place,
        text: cut(wordsIn(turn.locale, item.text), shownMax.question),
        answer: describeValue(turn, item, answering.values[item.id] ?? null),
      }),
    )
    .join('\n')
