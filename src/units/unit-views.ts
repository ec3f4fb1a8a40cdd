import { and, arrayContains, asc, eq, gt, inArray, isNull, lte, ne, or, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { unitChanges, units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Share, UnitLevel } from './unit.ts'

/** A place as it stands in the register. */
export type Unit = typeof units.$inferSelect

/** The unit holds on that day: from `validFrom`, up to but without `validUntil`. */
export const holdsOn = (day: PlainDate): SQL | undefined =>
  and(lte(units.validFrom, day), or(isNull(units.validUntil), gt(units.validUntil, day)))

/** The unit itself and everything below it, by an index; for the audience of a session or a notice. */
export const withinUnit = (unitId: string): SQL => arrayContains(units.path, [unitId])

export const findUnit = async (db: Queryable, id: string): Promise<Unit | undefined> => {
  const [unit] = await db.select().from(units).where(eq(units.id, id))
  return unit
}

/** From the country down to the unit itself; empty when there is no such unit. */
export const unitWithAncestors = async (db: Queryable, id: string): Promise<Unit[]> => {
  const unit = await findUnit(db, id)
  if (!unit) return []
  const found = await db.select().from(units).where(inArray(units.id, unit.path))
  return found.toSorted((one, other) => one.path.length - other.path.length)
}

const byName = new Intl.Collator('vi', { numeric: true })

/** What lies below a unit on a day, in the order of names ("Tổ 2" before "Tổ 10"); one level or all of them. */
export const unitsBelow = async (
  db: Queryable,
  id: string,
  options: { readonly on: PlainDate; readonly level?: UnitLevel },
): Promise<Unit[]> => {
  const level = options.level === undefined ? undefined : eq(units.level, options.level)
  const found = await db
    .select()
    .from(units)
    .where(and(withinUnit(id), ne(units.id, id), holdsOn(options.on), level))
  return found.toSorted((one, other) => byName.compare(one.fullName, other.fullName))
}

/** A unit that was merged or divided, and the units that its residents may now belong to. */
export type ConcernedUnit = {
  readonly unitId: string
  readonly effectiveOn: string
  readonly source: string
  readonly heirs: readonly { readonly unitId: string; readonly fullName: string; readonly share: Share }[]
}

/**
 * The units whose residents must be asked, once, where they belong: every merger or split that is in force on a day.
 * A resident is concerned who chose one of these units before `effectiveOn`; nobody is moved without an answer.
 */
export const concernedUnits = async (
  db: Queryable,
  options: { readonly on: PlainDate; readonly since?: PlainDate },
): Promise<ConcernedUnit[]> => {
  const rows = await db
    .select({
      fromId: unitChanges.fromId,
      effectiveOn: unitChanges.effectiveOn,
      source: unitChanges.source,
      share: unitChanges.share,
      unitId: units.id,
      fullName: units.fullName,
    })
    .from(unitChanges)
    .innerJoin(units, eq(units.id, unitChanges.toId))
    .where(
      and(
        lte(unitChanges.effectiveOn, options.on),
        options.since === undefined ? undefined : gt(unitChanges.effectiveOn, options.since),
      ),
    )
    .orderBy(asc(unitChanges.effectiveOn), asc(unitChanges.fromId), asc(units.fullName), asc(units.id))
  const changes = Map.groupBy(rows, (row) => `${row.effectiveOn} ${row.fromId}`)
  return [...changes.values()].flatMap((heirs) => {
    const [first] = heirs
    if (!first) return []
    const { fromId, effectiveOn, source } = first
    return [
      {
        unitId: fromId,
        effectiveOn,
        source,
        heirs: heirs.map(({ unitId, fullName, share }) => ({ unitId, fullName, share })),
      },
    ]
  })
}
