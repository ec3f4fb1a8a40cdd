import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'
import { answeringRoles } from './desk.ts'
import { saveHours } from './desk-store.ts'
import { checkHours, isPhone, type DutyHours } from './duty-hours.ts'

/** When somebody of the unit answers, and the number to call otherwise; holds for what lies below unless set there. */
export const setDutyHours = async (
  scope: Scope,
  input: { readonly unitId: string; readonly hours: DutyHours; readonly phone: string },
): Promise<void> => {
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw new AppError('NOT_FOUND', `no unit ${input.unitId}`, { phrase: 'units:not_found' })
  requireRole(scope.actor, answeringRoles, unit.path)
  checkHours(input.hours)
  const phone = input.phone.trim()
  if (!isPhone(phone)) throw new AppError('INVALID', 'no phone number', { phrase: 'desk:phoneInvalid', field: 'phone' })
  await saveHours(scope.tx, { unitId: unit.id, hours: input.hours, phone }, scope.clock.now())
  await recordAudit(scope, { action: 'desk.hours_set', subject: { kind: 'unit', id: unit.id }, unitId: unit.id })
}
