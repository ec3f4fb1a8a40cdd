import { randomUUID } from 'node:crypto'
import { keepAttachments } from '../attachments/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { receiptCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { newSalt } from '../receipts/index.ts'
import { findUnit } from '../units/index.ts'
import { insertArrival } from './answer-store.ts'
import { questionsOf, type FormContent } from './content.ts'
import { onTheWay, walk, type Values } from './flow.ts'
import { takesAnswers, type AnswerSource, type Form } from './form.ts'
import { lockForm, readKey, slipPlace, spend } from './form-store.ts'
import { findForm, readContent } from './form-views.ts'
import { sameHousehold } from './household.ts'
import { firstFault, type AnswerFault } from './read-answer.ts'
import { liesIn, respondentOf } from './respondent-views.ts'
import { openFormKey, sealFormWords, spentKey } from './sealed-columns.ts'
import { measuresOf, partAnswer } from './tally.ts'

export type Submission = {
  readonly formId: string
  /** The version that the person was shown. */
  readonly version: number
  readonly values: Values
  readonly source: AnswerSource
  /** Village or ward group; of a resident their home without it. */
  readonly placeId?: string | null
  /** The dwelling as somebody wrote it, where households count. Only a keyed hash is kept, until the closing. */
  readonly household?: string
  /** A browser's own number, of pages that know nobody. */
  readonly device?: string
  /** A printed code. */
  readonly slip?: string
  /** What stands on the paper. */
  readonly paperNumber?: string
}

export type Submitted = {
  /** Twelve digits; finds the answer among the receipts. */
  readonly code: string
  /** Somebody of the household has answered before: this one is kept and shown, and not counted. */
  readonly isAside: boolean
}

/** The sentence for an answer that does not fit its question. */
export const faultError = (fault: AnswerFault, field?: string): AppError => {
  const { why, ...values } = fault
  return new AppError('INVALID', `answer to a form: ${why}`, {
    phrase: `forms:answer.${why}`,
    values,
    ...(field === undefined ? {} : { field }),
  })
}

const cannot = (
  why: 'closed' | 'notYet' | 'answered' | 'notHere' | 'notRegistered' | 'slip' | 'household' | 'paperTwice',
) =>
  new AppError(why === 'answered' || why === 'paperTwice' ? 'CONFLICT' : 'PRECONDITION', `answer to a form: ${why}`, {
    phrase: `forms:cannot.${why}`,
  })

const openFormFor = async (scope: Scope, id: string): Promise<Form> => {
  // Shared: others answer at the same moment, but nobody closes the form meanwhile.
  const form = (await lockForm(scope.tx, id, 'share')) ? await findForm(scope.tx, id) : undefined
  if (!form) throw new AppError('NOT_FOUND', 'no such form', { phrase: 'errors:notFound' })
  const now = scope.clock.now()
  if (form.state === 'open' && now < form.opensAt) throw cannot('notYet')
  if (!takesAnswers(form, now)) throw cannot('closed')
  return form
}

const wholeAnswer = async (scope: Scope, form: Form, input: Submission): Promise<[FormContent, Values]> => {
  const isApproved = input.version >= 1 && input.version <= (form.openVersion ?? 0)
  const content = isApproved ? await readContent(scope.tx, form.id, input.version) : undefined
  if (!content) throw new AppError('INVALID', `version ${input.version} of a form`, { phrase: 'errors:conflict' })
  const { open, passed } = walk(content, input.values)
  const values = onTheWay(content, input.values)
  const asked = questionsOf({ ...content, sections: [{ id: '', title: { vi: '' }, items: passed }] })
  // Voices and photos come by the chat alone; elsewhere they are passed over, even where they are wanted.
  const isByChat = input.source === 'chat'
  const wrong = firstFault(
    asked.filter((item) => isByChat || values[item.id] !== null || (item.kind !== 'voice' && item.kind !== 'photo')),
    values,
  )
  if (wrong) throw faultError(wrong.fault, wrong.item.id)
  if (open) throw faultError({ why: 'needed' }, open.id)
  return [content, values]
}

type Who = { readonly placeId: string | null; readonly residentId: string | null; readonly enteredBy: string | null }

/** Who may answer, and from where; refuses everybody else in one clear sentence. */
const whoAnswers = async (scope: Scope, form: Form, input: Submission): Promise<Who> => {
  const { actor, tx } = scope
  const given = input.placeId ?? null
  const placeId = given !== null && (await liesIn(tx, given, form.unitId)) ? given : null
  if (actor.kind === 'officer') {
    const unit = await findUnit(tx, placeId ?? form.unitId)
    requireRole(actor, ['front_officer', 'group_head'], unit?.path ?? [])
    if (input.source !== 'paper') throw new AppError('FORBIDDEN', 'an officer enters paper only')
    return { placeId, residentId: null, enteredBy: actor.officerId }
  }
  if (actor.kind === 'system') return { placeId, residentId: null, enteredBy: null }
  const { belongs, isRegistered, placeId: home } = await respondentOf(tx, actor.residentId, form)
  if (form.audience === 'registered' && !isRegistered) throw cannot('notRegistered')
  if (form.audience === 'unit' && !belongs) throw cannot('notHere')
  const own = home !== null && (await liesIn(tx, home, form.unitId)) ? home : null
  return { placeId: placeId ?? own, residentId: actor.residentId, enteredBy: null }
}

/** Each key that this answer uses up, in one order for all, so that two at the same moment wait instead of blocking. */
const spendKeys = async (
  scope: Scope,
  form: Form,
  input: Submission,
  who: Who,
): Promise<{ readonly isNewHousehold: boolean; readonly placeId: string | null }> => {
  const { tx, keyring } = scope
  const sealed = await readKey(tx, form.id)
  if (!sealed) throw new AppError('INTERNAL', `form ${form.id} takes answers without its key`)
  const formKey = openFormKey(keyring, form.id, sealed)
  const once = async (kind: 'person' | 'household' | 'device' | 'slip', what: string): Promise<boolean> =>
    await spend(tx, { formId: form.id, kind, key: spentKey(formKey, kind, what) })
  let { placeId } = who
  if (who.residentId !== null && !(await once('person', who.residentId))) throw cannot('answered')
  if (input.device !== undefined && !(await once('device', input.device))) throw cannot('answered')
  if (input.paperNumber !== undefined && !(await once('slip', `paper ${input.paperNumber}`))) throw cannot('paperTwice')
  if (form.audience === 'codes') {
    const slip = (input.slip ?? '').replaceAll(/\D/g, '')
    const found = slip === '' ? undefined : await slipPlace(tx, form.id, spentKey(formKey, 'printed', slip))
    if (!found) throw cannot('slip')
    if (!(await once('slip', slip))) throw cannot('answered')
    placeId = found.placeId ?? placeId
    return { isNewHousehold: form.counts !== 'persons', placeId }
  }
  if (form.counts === 'persons') return { isNewHousehold: false, placeId }
  const household = sameHousehold(input.household ?? '')
  if (household === '') throw cannot('household')
  return { isNewHousehold: await once('household', `${placeId ?? ''} ${household}`), placeId }
}

/**
 * Takes a finished answer: once a person, and of households the first one counts. Of two at the same moment one comes
 * second. Nothing in the row says who answered, unless the form is by name.
 */
export const submitAnswer = async (scope: Scope, input: Submission): Promise<Submitted> => {
  const form = await openFormFor(scope, input.formId)
  const [content, values] = await wholeAnswer(scope, form, input)
  const who = await whoAnswers(scope, form, input)
  const { isNewHousehold, placeId } = await spendKeys(scope, form, input, who)
  const { counted, words } = partAnswer(content, values)
  const isNamed = form.naming === 'named'
  const id = randomUUID()
  const files = Object.values(words).flatMap((one) => one.files ?? [])
  await keepAttachments(scope, { attachmentIds: files, holder: `form:${form.id}`, anonymous: !isNamed })
  const code = receiptCode()
  await insertArrival(scope.tx, {
    id,
    formId: form.id,
    version: input.version,
    residentId: isNamed ? who.residentId : null,
    code,
    source: input.source,
    placeId,
    ...measuresOf(content, values),
    countsPerson: form.counts !== 'households',
    countsHousehold: isNewHousehold,
    answers: counted,
    salt: newSalt(),
    enteredBy: who.enteredBy,
    paperNumber: input.paperNumber ?? null,
    words:
      Object.keys(words).length === 0
        ? null
        : sealFormWords(scope.keyring, 'form_arrivals.words', id, JSON.stringify(words)),
  })
  return { code, isAside: form.counts !== 'persons' && !isNewHousehold }
}
