import type { Queryable } from '../../database/index.ts'
import { yearlyCount } from '../../dialogues/index.ts'
import { vietnamDate, yearOf } from '../../kernel/calendar/plain-date.ts'
import { findRule } from '../../rules/index.ts'
import type { Unit } from '../../units/index.ts'
import type { UnitClock } from './clock-part.ts'

/** Voters of a commune: its own figure, else the sum of its villages and ward groups when every one of them is known. */
const votersOf = (unit: Unit, groups: readonly Unit[]): { voters: number | null; isSum: boolean } => {
  if (unit.voters !== null) return { voters: unit.voters, isSum: false }
  const known = groups.flatMap(({ voters }) => voters ?? [])
  if (groups.length === 0 || known.length < groups.length) return { voters: null, isSum: false }
  return { voters: known.reduce((sum, voters) => sum + voters, 0), isSum: true }
}

/** How a commune stands to the rules of communal dialogues this year; null for units of other levels, which have none. */
export const unitClock = async (
  db: Queryable,
  unit: Unit,
  given: { readonly groups: readonly Unit[]; readonly now: Date },
): Promise<UnitClock | null> => {
  if (unit.level !== 'commune' || unit.validUntil !== null) return null
  const today = vietnamDate(given.now)
  const year = yearOf(today)
  const least = await findRule(db, 'dialogue.yearly', today)
  const share = await findRule(db, 'dialogue.on_request', today)
  const count = await yearlyCount(db, { unitId: unit.id, year, legalBasis: 'communal_dialogue', now: given.now })
  const { voters, isSum } = votersOf(unit, given.groups)
  return {
    year,
    yearly:
      least?.measure.kind === 'times-a-year' ? { ...count, least: least.measure.times, source: least.source } : null,
    onRequest:
      share?.measure.kind === 'percent'
        ? {
            percent: share.measure.percent,
            voters,
            isSum,
            // "10 % or more": a part of a voter needs a whole one.
            needed: voters === null ? null : Math.ceil((voters * share.measure.percent) / 100),
            source: share.source,
          }
        : null,
  }
}
