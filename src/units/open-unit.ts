import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { lockUnits } from './unit-store.ts'
import type { Unit } from './unit-views.ts'

/** The unit, locked, if it holds today; refused otherwise. */
export const openUnit = async ({ tx, clock }: Scope, id: string): Promise<Unit> => {
  const today = vietnamDate(clock.now())
  const [unit] = await lockUnits(tx, [id])
  if (!unit) throw new AppError('NOT_FOUND', `no unit ${id}`, { phrase: 'units:not_found' })
  if (unit.validFrom > today || (unit.validUntil !== null && unit.validUntil <= today)) {
    throw new AppError('PRECONDITION', `unit ${id} does not hold on ${today}`, { phrase: 'units:not_in_force' })
  }
  return unit
}
