import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Unit } from '../units/index.ts'

export { findUnit, searchUnits, type Unit, type UnitLevel, type UnitMatch } from '../units/index.ts'

/** From its first day up to but without its last. */
export const holdsOnDay = (unit: Unit, day: PlainDate): boolean =>
  unit.validFrom <= day && (unit.validUntil === null || unit.validUntil > day)
