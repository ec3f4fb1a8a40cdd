import { dropDraft, findForm, questionsOf } from '../../forms/index.ts'
import { parseCode } from '../../kernel/codes.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'
import { readNumber } from '../words/read-choice.ts'
import { goOn, reviewChoices, withoutAnswer } from './form-ask.ts'
import { askedOf } from './form-describe.ts'
import { askWhichForm, openByCode, openForm, tellNotOpen } from './form-open.ts'
import { askBeforeSending, sendForm } from './form-send.ts'
import { readAnswering, type Answering, type FormState } from './form-state.ts'
import { goBack, takeFiles, takeTyped, takeWord } from './form-take.ts'
import { readFormWord } from './form-words.ts'

const dayMs = 86_400_000

/** What was answered so far lies in the draft. The page of a web chat forgets what was said of an anonymous form. */
const putAside = async (turn: TurnContext, formId: string): Promise<void> => {
  turn.close()
  const form = await findForm(turn.scope.tx, formId)
  turn.tell(turn.phrase('form-chat:kept'))
  if (form?.naming === 'anonymous') turn.scrub(new Date(turn.at.getTime() - dayMs))
}

const mend = async (turn: TurnContext, answering: Answering, number: number | null): Promise<void> => {
  const found = askedOf(answering).find(({ place }) => place === number)
  if (found) await goOn(turn, withoutAnswer(answering, found.item.id))
  else turn.tell(turn.phrase('form-chat:review.noSuch'))
}

const askGiveUp = (turn: TurnContext, formId: string): void =>
  turn.ask({
    text: turn.phrase('form-chat:giveUp.question'),
    choices: (['yes', 'no'] as const).map((key) => ({ label: turn.phrase(`form-chat:giveUp.${key}`) })),
    state: { kind: 'give-up', formId } satisfies FormState,
  })

const takeReview = async (turn: TurnContext, answering: Answering, input: Input): Promise<void> => {
  const { id } = answering.form
  if (input.kind === 'choice') {
    const chosen = reviewChoices[input.number - 1]
    if (chosen === 'pause') return await putAside(turn, id)
    if (chosen === 'giveUp') return askGiveUp(turn, id)
    if (chosen === 'send') {
      if (!askBeforeSending(turn, answering)) await sendForm(turn, answering)
      return
    }
    return turn.ask({
      text: turn.phrase('form-chat:review.which'),
      state: { kind: 'which', formId: id } satisfies FormState,
      takesNumbers: true,
    })
  }
  const [, digits] = input.kind === 'text' ? (/^sua (?:cau )?(\d{1,2})$/.exec(foldVietnamese(input.text)) ?? []) : []
  if (digits !== undefined) await mend(turn, answering, Number(digits))
  else turn.tell(turn.phrase('form-chat:review.hint'))
}

const takeGiveUp = async (turn: TurnContext, answering: Answering, input: Input): Promise<boolean> => {
  if (input.kind !== 'choice') return false
  if (input.number === 1) {
    await dropDraft(turn.scope, { formId: answering.form.id, chatId: turn.chat.id })
    turn.close()
    turn.tell(turn.phrase('form-chat:giveUp.done'))
    if (answering.form.naming === 'anonymous') turn.scrub(new Date(turn.at.getTime() - dayMs))
  } else await goOn(turn, answering)
  return true
}

const takeAnswer = async (turn: TurnContext, answering: Answering, itemId: string, input: Input): Promise<boolean> => {
  const item = questionsOf(answering.content).find((one) => one.id === itemId)
  if (!item) throw new Error(`form ${answering.form.id} asked ${itemId}, which it does not have`)
  if (input.kind === 'choice') return await takeTyped(turn, answering, item, String(input.number))
  if (input.kind === 'media') await takeFiles(turn, answering, item, input)
  else if (input.kind === 'text') {
    const word = readFormWord(input.text)
    if (word !== 'why' && word !== 'skip') return await takeTyped(turn, answering, item, input.text)
    await takeWord(turn, answering, item, word)
  } else turn.tell(turn.phrase('form-chat:stillOpen'))
  return true
}

/** What is asked after all questions: a printed code or a dwelling, which goes with the answer and is kept nowhere. */
const takeLast = async (
  turn: TurnContext,
  answering: Answering,
  kind: 'slip' | 'household',
  input: Input,
): Promise<void> => {
  if (input.kind !== 'text') return turn.tell(turn.phrase('form-chat:inWords'))
  if (readFormWord(input.text) === 'why') return turn.tell(turn.phrase(`form-chat:${kind}Why`))
  await sendForm(turn, answering, { [kind]: input.text })
}

/** PHIEU and the code of a form: one question a message, kept after each answer, looked over and sent. */
export const formTopic: Topic = {
  name: 'form',
  words: ['PHIEU'],
  async begin(turn, { argument }) {
    const code = argument === undefined ? null : parseCode(argument)
    if (code === null) return await askWhichForm(turn)
    if (code.kind === 'receipt') return await turn.goTo('word:TRACUU', { word: 'TRACUU', argument: code.digits })
    const isFound = code.kind !== 'mistyped' && (await openByCode(turn, code.digits))
    if (!isFound) turn.tell(turn.phrase('form-chat:noSuchCode'))
  },
  async answer(turn, raw, input) {
    const state = raw as FormState
    if (state.kind === 'list') {
      const id = input.kind === 'choice' ? state.ids[input.number - 1] : undefined
      const form = id === undefined ? undefined : await findForm(turn.scope.tx, id)
      if (!form) return false
      turn.close()
      await openForm(turn, form)
      return true
    }
    const answering = await readAnswering(turn, state.formId)
    if (!answering) {
      await tellNotOpen(turn, state.formId)
      return true
    }
    const word = input.kind === 'text' ? readFormWord(input.text) : null
    if (word === 'pause') await putAside(turn, state.formId)
    else if (word === 'back' && state.kind !== 'ask' && state.kind !== 'review') await goOn(turn, answering)
    else if (word === 'back') await goBack(turn, answering)
    else if (state.kind === 'ask') return await takeAnswer(turn, answering, state.item, input)
    else if (state.kind === 'review') await takeReview(turn, answering, input)
    else if (state.kind === 'give-up') return await takeGiveUp(turn, answering, input)
    else if (state.kind === 'which') {
      await mend(turn, answering, input.kind === 'text' ? readNumber(input.text) : null)
    } else await takeLast(turn, answering, state.kind, input)
    return true
  },
  takesSentences(raw) {
    const state = raw as FormState
    return state.kind === 'household' || (state.kind === 'ask' && state.inWords)
  },
  async leave(turn, raw) {
    const state = raw as FormState
    if (state.kind !== 'list') await putAside(turn, state.formId)
  },
}
