import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { openUnit } from './open-unit.ts'
import { ownName } from './own-name.ts'
import { readGroupsFile, type GroupLine, type GroupsFileFault } from './read-groups-file.ts'
import { upsertNames } from './unit-name-store.ts'
import { openGroupsOf, upsertUnits, type NewUnit } from './unit-store.ts'
import type { Written } from './batch-store.ts'
import { findUnit, type Unit } from './unit-views.ts'

export type GroupsOutcome =
  | ({ readonly kind: 'imported'; readonly unchanged: number } & Written)
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly faults: readonly GroupsFileFault[] }

/** Two groups of one commune are the same when kind and name are, in any case. */
export const groupKey = ({ type, fullName }: { type: string; fullName: string }): string =>
  `${type} ${fullName.toLocaleLowerCase('vi')}`

const rowOf = (commune: Unit, line: GroupLine, known: Unit | undefined, validFrom: string): NewUnit => {
  const id = known?.id ?? newId()
  return {
    id,
    parentId: commune.id,
    path: [...commune.path, id],
    level: 'group',
    type: line.type,
    name: line.name,
    fullName: known?.fullName ?? line.fullName,
    folded: line.folded,
    population: line.population ?? null,
    voters: line.voters ?? null,
    validFrom: known?.validFrom ?? validFrom,
  }
}

/** Writes villages and ward groups of a commune; those that it has already get the new figures. */
export const writeGroups = async (
  scope: Scope,
  commune: Unit,
  lines: readonly GroupLine[],
): Promise<Written & { readonly ids: readonly string[] }> => {
  const { tx, clock } = scope
  const present = await openGroupsOf(tx, [commune.id])
  const known = new Map(present.map((group) => [groupKey(group), group]))
  const today = vietnamDate(clock.now())
  const rows = lines.map((line) => rowOf(commune, line, known.get(groupKey(line)), today))
  const written = await upsertUnits(tx, rows)
  const province = (await findUnit(tx, commune.path[1] ?? ''))?.fullName ?? ''
  const fresh = rows.filter(({ id }) => !present.some((group) => group.id === id))
  await upsertNames(
    tx,
    fresh.map((row) => ownName(row, province, 'entered')),
  )
  return { ...written, ids: rows.map(({ id }) => id) }
}

/** A commune, locked, into which the actor may enter villages and ward groups. */
export const communeFor = async (scope: Scope, communeId: string): Promise<Unit> => {
  const commune = await openUnit(scope, communeId)
  requireRole(scope.actor, ['front_officer', 'approver'], commune.path)
  if (commune.level === 'commune') return commune
  throw new AppError('PRECONDITION', `villages and ward groups lie below a commune, not ${commune.level}`, {
    phrase: 'units:not_a_commune',
  })
}

/** Enters the villages and ward groups of a commune from CSV: all of them, or none and every fault of every line. */
export const importGroups = async (
  scope: Scope,
  input: { readonly communeId: string; readonly csv: string },
): Promise<GroupsOutcome> => {
  const commune = await communeFor(scope, input.communeId)
  const { groups, faults } = readGroupsFile(input.csv)
  if (faults.length > 0) return { kind: 'refused', faults }
  const { added, updated } = await writeGroups(scope, commune, groups)
  return { kind: 'imported', added, updated, unchanged: groups.length - added - updated }
}
