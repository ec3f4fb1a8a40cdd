import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { lengths } from './plan.ts'
import { changePlan, countLines } from './plan-store.ts'
import { takePlan, type TakenPlan } from './take-plan.ts'
import { notNow, readRequired } from './wrong-field.ts'

type Seen = { readonly id: string; readonly version: number }

const note = async (scope: Scope, { plan, unit }: TakenPlan, action: string, details = {}): Promise<void> =>
  await recordAudit(scope, { action, subject: { kind: 'plan', id: plan.id }, unitId: unit.id, details })

/** Lays the plan before a second person; one without a session is none. */
export const askPlanApproval = async (scope: Scope, input: Seen): Promise<void> => {
  const taken = await takePlan(scope, input, { states: ['draft'] })
  if ((await countLines(scope.tx, taken.plan.id)) === 0) throw notNow('empty')
  await changePlan(scope.tx, taken.plan.id, { state: 'asked', sentBackWhy: null }, scope.clock.now())
  await note(scope, taken, 'plan.approval_asked')
}

export const approvePlan = async (scope: Scope, input: Seen & { readonly aloneBecause?: string }): Promise<void> => {
  const taken = await takePlan(scope, input, { states: ['asked'], roles: ['approver'] })
  const { plan, unit, officerId } = taken
  const { writtenBy } = plan
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const now = scope.clock.now()
  await changePlan(scope.tx, plan.id, { state: 'approved', approvedBy: officerId, approvedAt: now, approvalNote }, now)
  await note(scope, taken, approvalNote === null ? 'plan.approved' : 'plan.approved_alone', { year: plan.year })
}

/** The second person wants it otherwise, and says what. */
export const sendBackPlan = async (scope: Scope, input: Seen & { readonly why: string }): Promise<void> => {
  const taken = await takePlan(scope, input, { states: ['asked'], roles: ['approver'] })
  const sentBackWhy = readRequired('why', input.why, lengths.why)
  await changePlan(scope.tx, taken.plan.id, { state: 'draft', sentBackWhy }, scope.clock.now())
  await note(scope, taken, 'plan.sent_back')
}
