import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { ownResident } from './own-resident.ts'
import { updateResident } from './resident-store.ts'
import { answerUnitQuestions } from './unit-question-store.ts'

/** A commune, ward or special zone that holds today, and the group within it if one was meant. */
type Home = { readonly unitId: string; readonly groupUnitId: string | null }

const goesOn = (unit: Unit, day: string): boolean =>
  unit.validFrom <= day && (unit.validUntil === null || unit.validUntil > day)

const homeIn = async (scope: Scope, unitId: string): Promise<Home> => {
  const unit = await findUnit(scope.tx, unitId)
  if (!unit || !goesOn(unit, vietnamDate(scope.clock.now()))) {
    throw new AppError('INVALID', `no unit ${unitId} holds today`, { phrase: 'residents:unitGone' })
  }
  if (unit.level === 'commune') return { unitId, groupUnitId: null }
  const parent = unit.path.at(-2)
  if (unit.level === 'group' && parent !== undefined) return { unitId: parent, groupUnitId: unitId }
  throw new AppError('INVALID', `nobody lives in a ${unit.level}`, { phrase: 'residents:unitTooWide' })
}

/**
 * Where a resident lives, by the unit they picked and never by a name alone. A ward group brings its ward; another
 * ward takes the group away. Answers what was asked after a merger.
 */
export const chooseUnit = async (scope: Scope, input: { readonly unitId: string }): Promise<Home> => {
  const own = await ownResident(scope)
  const found = await homeIn(scope, input.unitId)
  const stays = found.groupUnitId === null && own.unitId === found.unitId
  const home = stays ? { ...found, groupUnitId: own.groupUnitId } : found
  const isFollowed = own.followedUnitId !== null && [home.unitId, home.groupUnitId].includes(own.followedUnitId)
  const now = scope.clock.now()
  await updateResident(
    scope.tx,
    own.id,
    { ...home, unitChosenAt: now, ...(isFollowed ? { followedUnitId: null } : {}) },
    now,
  )
  await answerUnitQuestions(scope.tx, own.id, now)
  return home
}

/** They no longer say in which ward group they live. */
export const leaveGroup = async (scope: Scope): Promise<void> => {
  const own = await ownResident(scope)
  await updateResident(scope.tx, own.id, { groupUnitId: null }, scope.clock.now())
}

/** A second place whose notices they get, such as their parents'; null ends it. */
export const followSecondUnit = async (scope: Scope, input: { readonly unitId: string | null }): Promise<void> => {
  const own = await ownResident(scope)
  const found = input.unitId === null ? null : await homeIn(scope, input.unitId)
  if (found && found.unitId === own.unitId) {
    throw new AppError('INVALID', 'the followed unit is their own', { phrase: 'residents:followOwn' })
  }
  const followedUnitId = found ? (found.groupUnitId ?? found.unitId) : null
  await updateResident(scope.tx, own.id, { followedUnitId }, scope.clock.now())
}
