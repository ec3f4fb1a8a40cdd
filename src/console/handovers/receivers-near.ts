import type { Queryable } from '../../database/index.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { countryId, unitsBelow, unitWithAncestors, type Unit } from '../../units/index.ts'

/** To whom a unit may hand over: those above it, beside it and below it, villages and groups apart. */
export const receiversNear = async (database: Queryable, unit: Unit, on: PlainDate): Promise<Unit[]> => {
  const above = await unitWithAncestors(database, unit.id)
  const near =
    unit.parentId === null || unit.parentId === countryId ? [] : await unitsBelow(database, unit.parentId, { on })
  const below = await unitsBelow(database, unit.id, { on })
  const receivers = new Map([...above, ...near, ...below].map((one) => [one.id, one]))
  return [...receivers.values()].filter(({ id, level }) => id !== unit.id && id !== countryId && level !== 'group')
}
