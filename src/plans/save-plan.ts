import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { families, signatureFault } from '../documents/index.ts'
import { newId } from '../kernel/ids.ts'
import { AppError } from '../kernel/errors.ts'
import { lengths, lineTypes, planLevels, type LineFields, type PlanFields } from './plan.ts'
import { changeLine, changePlan, countLines, deleteLine, insertLine } from './plan-store.ts'
import { takePlan, type TakenPlan } from './take-plan.ts'
import { readRequired, readText, wrongField } from './wrong-field.ts'

type Seen = { readonly id: string; readonly version: number }
const open = ['draft', 'asked', 'approved'] as const

/** An approved plan that is changed waits for its approval anew, as a revision. */
const touch = async (scope: Scope, { plan, unit, officerId }: TakenPlan, what: string, change = {}): Promise<void> => {
  const wasApproved = plan.state === 'approved'
  await changePlan(
    scope.tx,
    plan.id,
    {
      ...change,
      state: 'draft',
      approvedBy: null,
      approvedAt: null,
      approvalNote: null,
      writtenBy: officerId,
      revision: plan.revision + (wasApproved ? 1 : 0),
    },
    scope.clock.now(),
  )
  await recordAudit(scope, {
    action: 'plan.changed',
    subject: { kind: 'plan', id: plan.id },
    unitId: unit.id,
    details: { what, wasApproved },
  })
}

export const savePlanHead = async (scope: Scope, input: Seen & { readonly fields: PlanFields }): Promise<void> => {
  const taken = await takePlan(scope, input, { states: open })
  const { fields } = input
  if (!families.includes(fields.family)) throw wrongField('family', 'choice')
  const authority = readText('authority', fields.authority, lengths.post)
  const fault = signatureFault(fields.family, authority)
  if (fault) throw wrongField('authority', fault)
  await touch(scope, taken, 'head', {
    family: fields.family,
    superior: readText('superior', fields.superior, lengths.body),
    issuer: readRequired('issuer', fields.issuer, lengths.body),
    number: readText('number', fields.number, lengths.number),
    dated: fields.dated,
    draftedWith: readText('draftedWith', fields.draftedWith, lengths.body),
    purpose: readText('purpose', fields.purpose, lengths.words),
    lessons: readText('lessons', fields.lessons, lengths.words),
    recipients: readText('recipients', fields.recipients, lengths.recipients),
    authority,
    post: readText('post', fields.post, lengths.post),
    signer: readText('signer', fields.signer, lengths.post),
  })
}

const readLine = (fields: LineFields): LineFields => {
  const { month, level, type, cost } = fields
  if (!Number.isInteger(month) || month < 1 || month > 12) throw wrongField('month', 'month')
  if (!planLevels.includes(level)) throw wrongField('level', 'choice')
  if (!lineTypes.includes(type)) throw wrongField('type', 'choice')
  if (cost !== null && (!Number.isSafeInteger(cost) || cost < 0 || cost > lengths.cost))
    throw wrongField('cost', 'cost')
  return {
    month,
    level,
    type,
    cost,
    topic: readRequired('topic', fields.topic, lengths.topic),
    host: readRequired('host', fields.host, lengths.post),
    place: readText('place', fields.place, lengths.body),
  }
}

const gone = (): AppError => new AppError('NOT_FOUND', 'no such line of a plan', { phrase: 'plans:lineGone' })

/** Adds a session to the plan, or changes one that stands in it. */
export const savePlanLine = async (
  scope: Scope,
  input: Seen & { readonly lineId?: string; readonly fields: LineFields },
): Promise<void> => {
  const taken = await takePlan(scope, input, { states: open })
  const fields = readLine(input.fields)
  const planId = taken.plan.id
  if (input.lineId === undefined) {
    if ((await countLines(scope.tx, planId)) >= lengths.lines)
      throw wrongField('topic', 'tooMany', { max: lengths.lines })
    await insertLine(scope.tx, { id: newId(), planId, ...fields })
  } else if (!(await changeLine(scope.tx, { planId, id: input.lineId }, fields))) throw gone()
  await touch(scope, taken, 'line')
}

export const removePlanLine = async (scope: Scope, input: Seen & { readonly lineId: string }): Promise<void> => {
  const taken = await takePlan(scope, input, { states: open })
  if (!(await deleteLine(scope.tx, { planId: taken.plan.id, id: input.lineId }))) throw gone()
  await touch(scope, taken, 'line')
}
