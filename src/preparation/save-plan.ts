import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { lockPreparation, updatePreparation } from './preparation-store.ts'
import {
  eachMax,
  eachMin,
  fixedPartMax,
  selectionRules,
  sessionMinutes,
  type Preparation,
  type SelectionRule,
} from './preparation.ts'
import { readWhole } from './read-line.ts'
import { takeSession } from './take-session.ts'
import { changedMeanwhile, wrongField } from './wrong-field.ts'

type Parts = Pick<Preparation, 'openingMinutes' | 'reportMinutes' | 'closingMinutes'>
type Rule = Pick<Preparation, 'floorMinutes' | 'minutesEach'> & { readonly rule: string }
type Input = Parts & Rule & { readonly dialogueId: string; readonly version: number; readonly invitesLacking: boolean }

const isRule = (rule: string): rule is SelectionRule => selectionRules.some((one) => one === rule)

const fixedPart = (input: Parts & Rule, field: keyof Parts | 'floorMinutes'): number =>
  readWhole(input[field], { field, min: 0, max: fixedPartMax })

const checkRule = (input: Parts & Rule) => {
  if (!isRule(input.rule)) throw wrongField('rule', 'choose')
  const minutesEach = readWhole(input.minutesEach, { field: 'minutesEach', min: eachMin, max: eachMax })
  return { rule: input.rule, minutesEach, floorMinutes: fixedPart(input, 'floorMinutes') }
}

/**
 * Sets the fixed parts of a session and the rule by which matters come into the hall. The rule, and the time for
 * questions from the floor, are fixed once the collection has closed: by then people know them.
 */
export const savePlan = async (scope: Scope, input: Input): Promise<void> => {
  requireOfficer(scope.actor)
  const { dialogue, unit, officerId } = await takeSession(scope, input.dialogueId)
  const now = scope.clock.now()
  const plan = await lockPreparation(scope.tx, dialogue, now)
  if (plan.version !== input.version) throw changedMeanwhile('a plan')
  const rule = checkRule(input)
  const isSame =
    rule.rule === plan.rule && rule.minutesEach === plan.minutesEach && rule.floorMinutes === plan.floorMinutes
  if (plan.isFrozen && !isSame) {
    throw new AppError('PRECONDITION', 'the rule is fixed', { phrase: 'preparation:wrong.frozen', field: 'rule' })
  }
  const parts = {
    openingMinutes: fixedPart(input, 'openingMinutes'),
    reportMinutes: fixedPart(input, 'reportMinutes'),
    closingMinutes: fixedPart(input, 'closingMinutes'),
  }
  const fixed = parts.openingMinutes + parts.reportMinutes + parts.closingMinutes + rule.floorMinutes
  const total = sessionMinutes(dialogue)
  if (fixed > total) throw wrongField('openingMinutes', 'noTime', { fixed, total })
  const changes = { ...parts, ...rule, invitesLacking: input.invitesLacking }
  await updatePreparation(scope.tx, dialogue.id, changes, { officerId, now })
  await recordAudit(scope, {
    action: 'preparation.saved',
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: { ...changes },
  })
}
