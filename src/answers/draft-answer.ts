import { keepAttachments, listAttachmentsOf } from '../attachments/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { daysBetween, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import {
  answerWordsMax,
  basisMax,
  decisions,
  evidenceMax,
  holderOf,
  lineMax,
  whatIsNewMax,
  type AnswerDraft,
} from './answer.ts'
import { changeAnswer, insertAnswer } from './answer-store.ts'
import { answeredItems } from './answer-views.ts'
import { sealWords } from './sealed-words.ts'
import { takeMatter, writerRoles } from './take-matter.ts'
import { changedMeanwhile, notNow, readLine, readText, wrongField } from './wrong-field.ts'

type DraftInput = AnswerDraft & {
  readonly itemId: string
  /** The answer's own; 0 for the first words of it. */
  readonly version: number
  /** Uploaded evidence that goes with it from now on. */
  readonly attachmentIds?: readonly string[]
}

const checked = (scope: Scope, input: AnswerDraft): AnswerDraft => {
  if (!decisions.includes(input.decision)) throw wrongField('decision', 'choose')
  const today = vietnamDate(scope.clock.now())
  if (daysBetween(today, input.answeredOn) > 0) throw wrongField('answeredOn', 'future')
  if (input.doneOn !== null && daysBetween(today, input.doneOn) > 0) throw wrongField('doneOn', 'future')
  const name = readLine(input.personName ?? '', { field: 'personName', max: lineMax, isOptional: true })
  return {
    decision: input.decision,
    words: readText(input.words, { field: 'words', max: answerWordsMax }),
    basis: readText(input.basis, { field: 'basis', max: basisMax, isOptional: true }),
    responsible: readLine(input.responsible, { field: 'responsible', max: lineMax, isOptional: true }),
    dueOn: input.dueOn,
    doneOn: input.doneOn,
    whatIsNew: readText(input.whatIsNew, { field: 'whatIsNew', max: whatIsNewMax, isOptional: true }),
    answeringBody: readLine(input.answeringBody, { field: 'answeringBody', max: lineMax }),
    post: readLine(input.post, { field: 'post', max: lineMax }),
    personName: name === '' ? null : name,
    answeredOn: input.answeredOn,
  }
}

const keepEvidence = async (scope: Scope, answerId: string, attachmentIds: readonly string[]): Promise<void> => {
  if (attachmentIds.length === 0) return
  const kept = await listAttachmentsOf({ database: scope.tx, keyring: scope.keyring }, holderOf(answerId))
  if (kept.length + attachmentIds.length > evidenceMax) throw wrongField('file', 'tooMany', { max: evidenceMax })
  await keepAttachments(scope, { attachmentIds, holder: holderOf(answerId) })
}

/**
 * Writes the answer to a matter, or writes it better: until a second person has approved it. Words that were waiting for
 * approval are a draft again. A matter that was opened again gets a second answer beside the first.
 */
export const draftAnswer = async (scope: Scope, input: DraftInput): Promise<{ readonly answerId: string }> => {
  const { item, last, officerId } = await takeMatter(scope, input.itemId, writerRoles)
  if (item.state !== 'open') {
    throw new AppError('PRECONDITION', 'a matter that stands for nothing', { phrase: 'answers:notOpen' })
  }
  const { words, ...fields } = checked(scope, input)
  const now = scope.clock.now()
  const isNew = last === undefined || last.state === 'approved'
  if (isNew && input.version !== 0) throw changedMeanwhile()
  if (!isNew && last.version !== input.version) throw changedMeanwhile()
  if (last?.state === 'approved') {
    const standing = (await answeredItems(scope.tx, [item.id])).get(item.id)
    if (standing?.isReopened !== true) throw notNow('answered')
  }
  const answerId = isNew ? newId() : last.id
  const sealed = sealWords(scope.keyring, 'item_answers.words', answerId, words)
  const written = { ...fields, words: sealed, writtenBy: officerId, writtenAt: now }
  if (isNew) {
    const place = { id: answerId, itemId: item.id, unitId: item.unitId, seq: (last?.seq ?? 0) + 1 }
    await insertAnswer(scope.tx, { ...place, ...written })
  } else await changeAnswer(scope.tx, answerId, { ...written, state: 'draft', askedAt: null })
  await keepEvidence(scope, answerId, input.attachmentIds ?? [])
  await recordAudit(scope, {
    action: 'answer.written',
    subject: { kind: 'item', id: item.id },
    unitId: item.unitId,
    details: { answerId, decision: fields.decision },
  })
  return { answerId }
}
