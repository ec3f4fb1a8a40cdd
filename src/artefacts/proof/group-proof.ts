import type { Queryable } from '../../database/index.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { findUnit, networksOf, unitsBelow, type Unit } from '../../units/index.ts'
import type { GroupCounts, ProvenGroup } from './proof.ts'

const groupsOf = async (db: Queryable, unitIds: readonly string[], day: PlainDate): Promise<Unit[]> => {
  const found = new Map<string, Unit>()
  for (const id of unitIds) {
    const unit = await findUnit(db, id)
    const groups = unit?.level === 'group' ? [unit] : await unitsBelow(db, id, { on: day, level: 'group' })
    for (const one of groups) found.set(one.id, one)
  }
  return [...found.values()]
}

const nobody: GroupCounts = { persons: 0, counted: 0, onlyExtra: 0, unreached: 0 }

/**
 * Each village and ward group of an audience: what its community had agreed to on a day, and how many of its people were
 * reached by a way that counts. At the end those of whom no group is known, where there are any.
 */
export const groupProof = async (
  db: Queryable,
  audienceUnits: readonly string[],
  told: { readonly day: PlainDate; readonly byGroup: ReadonlyMap<string, GroupCounts> },
): Promise<ProvenGroup[]> => {
  const groups = await groupsOf(db, audienceUnits, told.day)
  const agreed = await networksOf(
    db,
    groups.map(({ id }) => id),
    told.day,
  )
  const rest = told.byGroup.get('')
  return [
    ...groups.map(({ id, fullName }): ProvenGroup => ({
      unitId: id,
      unit: fullName,
      networks: agreed
        .filter(({ unitId }) => unitId === id)
        .map(({ kind, name, since, minutesNumber, minutesDate, isLawful }) => ({
          kind,
          name,
          since,
          minutesNumber,
          minutesDate,
          isLawful,
        })),
      ...(told.byGroup.get(id) ?? nobody),
    })),
    ...(rest ? [{ unitId: null, unit: null, networks: [], ...rest }] : []),
  ]
}
