import { refusalPhrases, registerAttachment } from '../../attachments/index.ts'
import { isQuestion, limits, readTyped, walk, wordsIn, type FormQuestion, type Value } from '../../forms/index.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import type { Input, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'
import { goOn, withoutAnswer } from './form-ask.ts'
import { describeValue } from './form-describe.ts'
import type { Answering } from './form-state.ts'
import type { FormWord } from './form-words.ts'

type Media = Extract<Input, { kind: 'media' }>

const keep = async (
  turn: TurnContext,
  answering: Answering,
  item: FormQuestion,
  value: Value,
  before: readonly string[] = [],
): Promise<void> => {
  await goOn(turn, { ...answering, values: { ...answering.values, [item.id]: value } }, before)
}

/** Back to the question before: its answer is asked anew, what comes after it stays. */
export const goBack = async (turn: TurnContext, answering: Answering): Promise<void> => {
  const last = walk(answering.content, answering.values).passed.findLast(isQuestion)
  if (last) await goOn(turn, withoutAnswer(answering, last.id))
  else turn.tell(turn.phrase('form-chat:first'))
}

/** Skip and why, of the question that is open. */
export const takeWord = async (
  turn: TurnContext,
  answering: Answering,
  item: FormQuestion,
  word: Exclude<FormWord, 'back' | 'pause'>,
): Promise<void> => {
  if (word === 'why') {
    return turn.tell(item.why ? wordsIn(turn.locale, item.why) : turn.phrase('form-chat:noWhy'))
  }
  if (item.required) turn.tell(turn.phrase('form-chat:cannotSkip'))
  else await keep(turn, answering, item, null)
}

/** Voices and photos; what does not fit the question, or cannot be taken, is told, and the question stays open. */
export const takeFiles = async (
  turn: TurnContext,
  answering: Answering,
  item: FormQuestion,
  input: Media,
): Promise<void> => {
  const wanted = item.kind === 'voice' ? 'voice' : item.kind === 'photo' ? 'image' : null
  const fitting = input.items.filter(({ media }) => media === wanted)
  if (wanted === null) return turn.tell(turn.phrase('form-chat:noMedia'))
  if (fitting.length === 0) return turn.tell(turn.phrase(`form-builder:ask.${item.kind}`))
  const files: string[] = []
  for (const media of fitting.slice(0, limits.files)) {
    const taken = await registerAttachment(turn.scope, {
      accountId: turn.chat.accountId,
      chatId: turn.chat.id,
      media,
    })
    if (taken.ok) files.push(taken.attachmentId)
    else turn.tell(turn.phrase(refusalPhrases[taken.why]))
  }
  if (files.length === 0) return
  // What is answered in words has a question of its own.
  const before = input.caption === undefined ? [] : [turn.phrase('form-chat:noCaption')]
  await keep(turn, answering, item, { files }, before)
}

/** What was typed or tapped. False when it is rather a command that also reads as something else. */
export const takeTyped = async (
  turn: TurnContext,
  answering: Answering,
  item: FormQuestion,
  typed: string,
): Promise<boolean> => {
  const read = readTyped(item, typed, { fold: foldVietnamese, locale: turn.locale })
  if (!read.ok) {
    if (readWord(typed)?.kind === 'command') return false
    const { why, ...values } = read.fault
    turn.tell([turn.phrase(`forms:answer.${why}`, values), turn.phrase('form-chat:stillOpen')].join('\n'))
    return true
  }
  const { value } = read
  // Where several may be chosen, a button gives one only.
  const isOneOfSeveral =
    item.kind === 'multiple' &&
    (item.most ?? item.choices.length) > 1 &&
    value &&
    'choices' in value &&
    value.choices.length === 1
  const before = isOneOfSeveral ? [turn.phrase('form-chat:oneTaken', { answer: describeValue(turn, item, value) })] : []
  await keep(turn, answering, item, value, before)
  return true
}
