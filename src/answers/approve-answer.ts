import { listAttachmentsOf } from '../attachments/index.ts'
import { indexEntry } from '../search/index.ts'
import { tellPrograms } from '../webhooks/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Queryable, Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { holderOf, sendBackMax, type Answer } from './answer.ts'
import { changeAnswer, dropUntoldBefore, enlist } from './answer-store.ts'
import { answersOfItem } from './answer-views.ts'
import { askersOf } from './asker-views.ts'
import { judgeAnswer, passesGate, type Finding } from './judge-answer.ts'
import { approverRoles, takeAnswer, writerRoles } from './take-matter.ts'
import { notNow, readText } from './wrong-field.ts'

type Known = { readonly answerId: string; readonly version: number }

/** What the gate says of an answer as it stands. */
export const findingsOf = async (
  database: Queryable,
  keyring: Keyring,
  answer: Answer,
): Promise<readonly Finding[]> => {
  const files = await listAttachmentsOf({ database, keyring }, holderOf(answer.id))
  const all = answer.seq === 1 ? [] : await answersOfItem(database, keyring, answer.itemId)
  const before = all.find((one) => one.seq === answer.seq - 1)?.words ?? null
  return judgeAnswer({ ...answer, files: files.length, before })
}

const requireGate = async (scope: Scope, answer: Answer): Promise<void> => {
  const findings = await findingsOf(scope.tx, scope.keyring, answer)
  if (passesGate(findings)) return
  throw new AppError('PRECONDITION', 'the gate refuses this answer', {
    phrase: 'answers:gateRefuses',
    values: { count: findings.filter((one) => !one.isHint).length },
    field: 'words',
  })
}

/** The answer goes to the second person. The gate lets no vague one through, and nobody can lift it. */
export const askAnswerApproval = async (scope: Scope, input: Known): Promise<void> => {
  const { answer, item } = await takeAnswer(scope, input, { roles: writerRoles, states: ['draft', 'sent_back'] })
  await requireGate(scope, answer)
  await changeAnswer(scope.tx, answer.id, {
    state: 'asked',
    askedAt: scope.clock.now(),
    sentBackBy: null,
    sentBackWhy: null,
  })
  await recordAudit(scope, {
    action: 'answer.asked',
    subject: { kind: 'item', id: item.id },
    unitId: item.unitId,
    details: { answerId: answer.id },
  })
}

/** A second person has read it: it stands, and everybody who asked is told. */
export const approveAnswer = async (scope: Scope, input: Known & { readonly aloneBecause?: string }): Promise<void> => {
  const { answer, item, officerId } = await takeAnswer(scope, input, { roles: approverRoles, states: ['asked'] })
  if (item.state !== 'open') throw notNow(item.state)
  await requireGate(scope, answer)
  const aloneBecause = await requireSecondPerson(scope, {
    officerId,
    writtenBy: answer.writtenBy,
    unitPath: item.unitPath,
    aloneBecause: input.aloneBecause,
  })
  const approvedAt = scope.clock.now()
  await changeAnswer(scope.tx, answer.id, { state: 'approved', approvedBy: officerId, approvedAt, aloneBecause })
  await dropUntoldBefore(scope.tx, item.id, answer.id)
  const askers = await askersOf(scope.tx, { itemId: item.id, answerId: answer.id })
  await enlist(scope.tx, askers)
  await recordAudit(scope, {
    action: 'answer.approved',
    subject: { kind: 'item', id: item.id },
    unitId: item.unitId,
    details: { answerId: answer.id, askers: askers.length, alone: aloneBecause !== null },
  })
  await indexEntry(scope.tx, scope.keyring, {
    id: answer.id,
    kind: 'answer',
    at: approvedAt,
    unitPath: item.unitPath,
    dialogueId: item.dialogueId,
    texts: [item.title ?? '', answer.words, answer.basis, answer.answeringBody],
  })
  await tellPrograms(scope, {
    event: 'answer.published',
    unitPath: item.unitPath,
    data: { itemId: item.id, number: item.number, decision: answer.decision, answeredOn: answer.answeredOn },
  })
}

/** The second person wants it better, and says how. */
export const sendAnswerBack = async (scope: Scope, input: Known & { readonly why: string }): Promise<void> => {
  const { answer, item, officerId } = await takeAnswer(scope, input, { roles: approverRoles, states: ['asked'] })
  const why = readText(input.why, { field: 'why', max: sendBackMax })
  await changeAnswer(scope.tx, answer.id, { state: 'sent_back', sentBackBy: officerId, sentBackWhy: why })
  await recordAudit(scope, {
    action: 'answer.sent_back',
    subject: { kind: 'item', id: item.id },
    unitId: item.unitId,
    details: { answerId: answer.id },
  })
}
