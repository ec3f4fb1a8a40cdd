import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { followingGroups, type Heirloom } from './following-groups.ts'
import { inheritedNames } from './inherited-names.ts'
import { openedRow } from './opened-unit.ts'
import { ownName } from './own-name.ts'
import { faultOfChange, type UnitChange } from './unit-change.ts'
import { upsertNames } from './unit-name-store.ts'
import {
  closeUnits,
  holdersOfCodes,
  insertChanges,
  insertUnits,
  lockUnits,
  openGroupsOf,
  provinceNames,
  type NewUnit,
} from './unit-store.ts'
import type { Unit } from './unit-views.ts'
import { countryId } from './unit.ts'

const invalid = (message: string, phrase: string): AppError => new AppError('INVALID', message, { phrase })

const goesOn = (unit: Unit | undefined, day: PlainDate): unit is Unit =>
  unit !== undefined && unit.validUntil === null && unit.validFrom <= day

/**
 * Records a merger, a split or a shifted boundary: opens the new units and ends the old ones on its day, keeps every
 * old name leading on, and notes what went where, so that the residents concerned are asked (`concernedUnits`). Nobody
 * is moved. Gives the ids of the opened units by their keys.
 */
export const changeUnits = async (scope: Scope, change: UnitChange): Promise<Readonly<Record<string, string>>> => {
  requireRole(scope.actor, ['admin'], [countryId])
  const fault = faultOfChange(change)
  if (fault) throw invalid(`the change contradicts itself: ${fault}`, `units:change_${fault}`)
  const { tx, clock } = scope
  const { effectiveOn: day, source, opens } = change

  const keys = new Set(opens.map(({ key }) => key))
  const fromIds = new Set(change.moves.map(({ fromId }) => fromId))
  const named = change.moves.map(({ to }) => to).filter((to) => !keys.has(to))
  const register = new Map(
    (await lockUnits(tx, [...fromIds, ...named, ...opens.map(({ parentId }) => parentId)])).map((unit) => [
      unit.id,
      unit,
    ]),
  )
  for (const id of [...fromIds, ...named]) {
    const unit = register.get(id)
    if (!unit) throw new AppError('NOT_FOUND', `no unit ${id}`, { phrase: 'units:not_found' })
    if (unit.level !== 'commune' && unit.level !== 'group') {
      throw invalid(`only communes and groups change, not ${unit.level}`, 'units:change_wrong_level')
    }
    if (goesOn(unit, day) && (unit.validFrom < day || !fromIds.has(id))) continue
    throw new AppError('CONFLICT', `unit ${id} does not hold on ${day}`, { phrase: 'units:not_in_force' })
  }

  const codes = opens.flatMap(({ code }) => (code === undefined ? [] : [code]))
  const holders = await holdersOfCodes(tx, codes)
  const ends = new Set([...fromIds].filter((id) => !change.moves.some(({ to }) => to === id)))
  const taken = holders.find(({ id, validUntil }) => validUntil === null && !ends.has(id))
  if (taken) throw new AppError('CONFLICT', `code ${taken.code ?? ''} is in use`, { phrase: 'units:code_in_use' })
  const takenIds = new Set(holders.map(({ id }) => id))

  const opened = new Map<string, NewUnit>()
  for (const one of opens) {
    const parent = register.get(one.parentId)
    if (!goesOn(parent, day)) throw new AppError('NOT_FOUND', `no unit ${one.parentId}`, { phrase: 'units:not_found' })
    opened.set(one.key, openedRow(one, parent, takenIds, day))
  }
  const idOfTarget = (to: string): string => opened.get(to)?.id ?? to
  const moves = change.moves.map(({ fromId, to, share }): Heirloom => ({ fromId, toId: idOfTarget(to), share }))
  const heirs = new Map<string, NewUnit | Unit>([
    ...register,
    ...[...opened.values()].map((row) => [row.id, row] as const),
  ])

  const groups = (await openGroupsOf(tx, [...ends])).filter(({ id }) => !fromIds.has(id))
  const present = await openGroupsOf(tx, named)
  const following = followingGroups(groups, moves, { ended: register, heirs, present }, day)

  await closeUnits(tx, [...ends, ...groups.map(({ id }) => id)], day)
  const rows = [...opened.values(), ...following.rows]
  await insertUnits(tx, rows)
  const allMoves = [...moves, ...following.moves]
  const recordedAt = clock.now()
  await insertChanges(
    tx,
    allMoves.map((move) => ({ id: newId(), ...move, effectiveOn: day, source, recordedAt })),
  )
  const provinces = await provinceNames(tx)
  const own = rows.map((row) => ownName(row, provinces.get(row.path[1] ?? '') ?? '', source))
  await upsertNames(tx, [...own, ...(await inheritedNames(tx, allMoves, change))])
  return Object.fromEntries([...opened].map(([key, { id }]) => [key, id]))
}
