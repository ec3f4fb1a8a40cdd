import { readAttachmentSummary } from '../../attachments/index.ts'
import {
  isQuestion,
  keepDraft,
  questionText,
  walk,
  wordsIn,
  type FormQuestion,
  type Values,
} from '../../forms/index.ts'
import type { TurnContext } from '../turn.ts'
import { describeAnswers } from './form-describe.ts'
import type { Answering, FormState } from './form-state.ts'

/** Puts one question, behind what is to be said before it. */
const askQuestion = (
  turn: TurnContext,
  { form, content }: Answering,
  item: FormQuestion,
  before: readonly string[],
) => {
  const { text, choices } = questionText(turn.locale, content, item)
  turn.ask({
    text: [...before, text].join('\n\n'),
    ...(choices.length === 0 ? {} : { choices }),
    state: {
      kind: 'ask',
      formId: form.id,
      item: item.id,
      inWords: item.kind === 'short_text' || item.kind === 'long_text',
    } satisfies FormState,
    ...(item.kind === 'number' || (item.kind === 'scale' && item.from === 0) ? { takesNumbers: true } : {}),
  })
}

export const reviewChoices = ['send', 'mend', 'pause', 'giveUp'] as const

const askReview = (turn: TurnContext, answering: Answering, before: readonly string[]): void =>
  turn.ask({
    text: [
      ...before,
      turn.phrase('form-chat:review.title'),
      describeAnswers(turn, answering),
      turn.phrase('form-chat:review.consent'),
    ].join('\n\n'),
    choices: reviewChoices.map((key) => ({ label: turn.phrase(`form-chat:review.${key}`) })),
    state: { kind: 'review', formId: answering.form.id } satisfies FormState,
  })

/** Notes that stand between the last question that was answered and what comes now. */
const notesBefore = (turn: TurnContext, { content, values }: Answering): readonly string[] => {
  const { passed } = walk(content, values)
  const last = passed.findLastIndex(isQuestion)
  return passed.slice(last + 1).map((note) => wordsIn(turn.locale, note.text))
}

/** Files that waited too long are not kept; their question is asked once more. */
const withoutLostFiles = async (turn: TurnContext, values: Values): Promise<Values> => {
  const reader = { database: turn.scope.tx, keyring: turn.scope.keyring }
  const lost: string[] = []
  for (const [id, value] of Object.entries(values)) {
    if (value === null || !('files' in value)) continue
    for (const file of value.files) {
      const found = await readAttachmentSummary(reader, file)
      if (found?.state !== 'stored' && found?.state !== 'pending') lost.push(id)
    }
  }
  if (lost.length === 0) return values
  turn.tell(turn.phrase('form-chat:lostFiles'))
  return Object.fromEntries(Object.entries(values).filter(([id]) => !lost.includes(id)))
}

/** Keeps what was answered, and asks what comes next: a question, or to look all over and send. */
export const goOn = async (turn: TurnContext, given: Answering, before: readonly string[] = []): Promise<void> => {
  const answering = { ...given, values: await withoutLostFiles(turn, given.values) }
  const { form, version, content, values } = answering
  await keepDraft(turn.scope, { formId: form.id, chatId: turn.chat.id, version, values })
  const { open } = walk(content, values)
  const said = [...before, ...notesBefore(turn, answering)]
  if (open) askQuestion(turn, answering, open, said)
  else askReview(turn, answering, said)
}

/** The same without one answer: its question is put again. */
export const withoutAnswer = (answering: Answering, item: string): Answering => ({
  ...answering,
  values: Object.fromEntries(Object.entries(answering.values).filter(([id]) => id !== item)),
})
