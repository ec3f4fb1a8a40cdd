import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { findUnit } from '../units/index.ts'
import { doorSession } from './door-session.ts'
import { insertCount, undoCountRow } from './door-store.ts'

/** People of one line at the door. */
export const mostByHand = 2000

type Input = {
  readonly dialogueId: string
  /** Made by the form: sending it twice counts once. */
  readonly key: string
  /** Village or ward group; null when nobody knows. */
  readonly groupUnitId: string | null
  readonly persons: number
  readonly households: number | null
}

const invalid = (field: string, values: Record<string, number> = {}): AppError =>
  new AppError('INVALID', `a count by hand: ${field}`, { phrase: `attendance:cannot.${field}`, field, values })

/** Counts people who have no phone, or none with them. False when this form was counted already. */
export const countByHand = async (scope: Scope, input: Input): Promise<boolean> => {
  const { session, unit, officer } = await doorSession(scope, input.dialogueId)
  const { key, persons, households, groupUnitId } = input
  if (!isId(key)) throw new AppError('INVALID', 'a count without its key')
  if (!Number.isInteger(persons) || persons < 1 || persons > mostByHand) throw invalid('persons', { max: mostByHand })
  if (households !== null && (!Number.isInteger(households) || households < 0 || households > persons)) {
    throw invalid('households')
  }
  const group = groupUnitId === null ? null : await findUnit(scope.tx, groupUnitId)
  if (group === undefined || (group && !group.path.includes(unit.id))) throw invalid('group')
  const isNew = await insertCount(scope.tx, {
    key,
    dialogueId: session.id,
    groupUnitId,
    persons,
    households,
    at: scope.clock.now(),
    countedBy: officer.officerId,
  })
  if (isNew) {
    await recordAudit(scope, {
      action: 'attendance.counted',
      subject: { kind: 'dialogue', id: session.id },
      unitId: unit.id,
      details: { persons, households, group: groupUnitId },
    })
  }
  return isNew
}

/** Takes back one line of the count; the line stays, marked. */
export const undoCount = async (
  scope: Scope,
  input: { readonly dialogueId: string; readonly key: string },
): Promise<void> => {
  const { session, unit } = await doorSession(scope, input.dialogueId)
  if (!isId(input.key) || !(await undoCountRow(scope.tx, session.id, input.key, scope.clock.now()))) return
  await recordAudit(scope, {
    action: 'attendance.undone',
    subject: { kind: 'dialogue', id: session.id },
    unitId: unit.id,
  })
}
