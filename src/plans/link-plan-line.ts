import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { changeLine, changePlan } from './plan-store.ts'
import { linesOf, linkableSessions } from './plan-views.ts'
import { takePlan } from './take-plan.ts'
import { wrongField } from './wrong-field.ts'

/** Says which session a line of the plan became, or that it was another one. What was planned stays as it was approved. */
export const linkPlanLine = async (
  scope: Scope,
  input: {
    readonly id: string
    readonly version: number
    readonly lineId: string
    readonly dialogueId: string | null
  },
): Promise<void> => {
  const { plan, unit } = await takePlan(scope, input, { states: ['draft', 'asked', 'approved'] })
  const { lineId, dialogueId } = input
  const line = (await linesOf(scope.tx, plan.id)).find((one) => one.id === lineId)
  if (!line) throw new AppError('NOT_FOUND', 'no such line of a plan', { phrase: 'plans:lineGone' })
  if (dialogueId !== null && dialogueId !== line.dialogueId) {
    const sessions = await linkableSessions(scope.tx, { unitId: unit.id, year: plan.year })
    if (!sessions.some(({ id }) => id === dialogueId)) throw wrongField('dialogueId', 'session')
  }
  await changeLine(scope.tx, { planId: plan.id, id: lineId }, { dialogueId })
  await changePlan(scope.tx, plan.id, {}, scope.clock.now())
  await recordAudit(scope, {
    action: 'plan.linked',
    subject: { kind: 'plan', id: plan.id },
    unitId: unit.id,
    details: { lineId, dialogueId },
  })
}
