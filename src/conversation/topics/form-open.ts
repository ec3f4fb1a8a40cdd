import { describeTime } from '../../dialogues/index.ts'
import {
  draftsOfChat,
  dropDraft,
  findForm,
  findFormByCode,
  openFormsOf,
  readContent,
  whyNotAnswer,
  wordsIn,
  type Form,
} from '../../forms/index.ts'
import type { TurnContext } from '../turn.ts'
import { tellNoForm } from './attend-no-form.ts'
import { goOn } from './form-ask.ts'
import { askedOf, describeForm } from './form-describe.ts'
import { readAnswering, type FormState } from './form-state.ts'
import { placesOf } from './places-of.ts'

const titleOf = async (turn: TurnContext, form: Form): Promise<string> => {
  const content = await readContent(turn.scope.tx, form.id, form.openVersion ?? 1)
  return content ? wordsIn(turn.locale, content.title) : ''
}

/** Says why a form cannot be answered, and forgets what was begun of it. */
export const tellNotOpen = async (turn: TurnContext, formId: string): Promise<void> => {
  const form = await findForm(turn.scope.tx, formId)
  const why = (form && (await whyNotAnswer(turn.scope, form))) ?? 'closed'
  await dropDraft(turn.scope, { formId, chatId: turn.chat.id })
  turn.close()
  turn.tell(turn.phrase(`forms:cannot.${why}`))
}

/** Opens a form: from its first question, or where this chat stopped. */
export const openForm = async (turn: TurnContext, form: Form): Promise<void> => {
  if (await whyNotAnswer(turn.scope, form)) return await tellNotOpen(turn, form.id)
  const begun = await readAnswering(turn, form.id)
  if (begun) {
    const title = wordsIn(turn.locale, begun.content.title)
    return await goOn(turn, begun, [turn.phrase('form-chat:resumed', { title, count: askedOf(begun).length })])
  }
  const version = form.openVersion ?? 1
  const content = await readContent(turn.scope.tx, form.id, version)
  if (!content) throw new Error(`form ${form.id} is open without its version ${version}`)
  const answering = { form, version, content, values: {} }
  turn.tell(describeForm(turn, answering))
  await goOn(turn, answering)
}

/** By its six digits; false when no form that people may know of bears them. */
export const openByCode = async (turn: TurnContext, code: string): Promise<boolean> => {
  const form = await findFormByCode(turn.scope.tx, code)
  if (!form || (form.state !== 'open' && form.state !== 'closed')) return false
  await openForm(turn, form)
  return true
}

type Listed = { readonly form: Form; readonly isBegun: boolean }

/** What this chat has begun, then what is open where the person lives and what they follow. */
const formsFor = async (turn: TurnContext): Promise<{ listed: readonly Listed[]; hasAnswered: boolean }> => {
  const { scope, chat } = turn
  const { paths } = await placesOf(turn)
  const listed: Listed[] = []
  for (const id of await draftsOfChat(scope.tx, chat.id)) {
    const form = await findForm(scope.tx, id)
    if (form) listed.push({ form, isBegun: true })
  }
  let hasAnswered = false
  for (const form of await openFormsOf(scope.tx, { unitIds: [...new Set(paths.flat())], now: scope.clock.now() })) {
    if (listed.some((one) => one.form.id === form.id)) continue
    const why = await whyNotAnswer(scope, form)
    if (why === null) listed.push({ form, isBegun: false })
    hasAnswered ||= why === 'answered'
  }
  return { listed, hasAnswered }
}

/** Whether there is a form that somebody could answer, or has begun. */
export const hasFormsFor = async (turn: TurnContext): Promise<boolean> =>
  turn.resident !== null && (await formsFor(turn)).listed.length > 0

/** PHIEU without a code. */
export const askWhichForm = async (turn: TurnContext): Promise<void> => {
  const { listed, hasAnswered } = await formsFor(turn)
  const [only, ...others] = listed
  if (!only) return hasAnswered ? turn.tell(turn.phrase('form-chat:allAnswered')) : tellNoForm(turn)
  if (others.length === 0) return await openForm(turn, only.form)
  const choices: { label: string }[] = []
  for (const { form, isBegun } of listed) {
    const values = { title: await titleOf(turn, form), until: describeTime(turn.locale, form.closesAt) }
    choices.push({ label: turn.phrase(isBegun ? 'form-chat:list.begun' : 'form-chat:list.open', values) })
  }
  turn.ask({
    text: turn.phrase('form-chat:list.title'),
    choices,
    state: { kind: 'list', ids: listed.map(({ form }) => form.id) } satisfies FormState,
  })
}
