import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { findUnit, unitWithAncestors } from '../units/index.ts'
import { registerRequest, type DataRequest } from './data-requests.ts'
import { consentWays } from './entered-number.ts'
import { changeEntry, entriesOfPerson, lockEntry } from './number-store.ts'
import { forgetOrganisations } from './organisation-store.ts'
import { consentActs, insertConsents, lockResident, updateResident, type ResidentRow } from './resident-store.ts'

/** Another unit's entry goes on: its place becomes the person's. */
const passOn = async (scope: Scope, person: ResidentRow, entryId: string, unitId: string): Promise<void> => {
  const unit = await findUnit(scope.tx, unitId)
  const parent = unit?.level === 'group' ? unit.path.at(-2) : undefined
  const home = parent === undefined ? { unitId, groupUnitId: null } : { unitId: parent, groupUnitId: unitId }
  await updateResident(scope.tx, person.id, { ...home, followedUnitId: null }, scope.clock.now())
  await changeEntry(scope.tx, entryId, { effect: 'met' })
}

const leavePlace = async (scope: Scope, person: ResidentRow, place: string): Promise<void> => {
  const change = person.followedUnitId === place ? { followedUnitId: null } : { unitId: null, groupUnitId: null }
  const isTheirs = [person.followedUnitId, person.groupUnitId, person.unitId].includes(place)
  if (isTheirs) await updateResident(scope.tx, person.id, change, scope.clock.now())
}

/** What an officer's paper gave is taken back; what the person said in their own chat is not an officer's to change. */
const takeBack = async (scope: Scope, residentId: string, version: string): Promise<void> => {
  const acts = await consentActs(scope.tx, residentId)
  const at = scope.clock.now()
  const rows = (['notices', 'relay'] as const).flatMap((purpose) => {
    const said = acts.findLast((act) => act.purpose === purpose)
    const isByPaper = said?.state === 'given' && consentWays.some((way) => way === said.act)
    return isByPaper
      ? [{ id: newId(), residentId, purpose, version, act: 'desk', state: 'withdrawn' as const, at }]
      : []
  })
  await insertConsents(scope.tx, rows)
  if (rows.some(({ purpose }) => purpose === 'notices')) await forgetOrganisations(scope.tx, residentId)
}

/**
 * An officer of the unit records that somebody takes their consent back. It ends what this entry brought, with this
 * turn, and stands in the register of requests with its clock.
 */
export const withdrawNumber = async (scope: Scope, input: { readonly entryId: string }): Promise<DataRequest> => {
  const { officerId } = requireOfficer(scope.actor)
  const { tx, clock } = scope
  const entry = isId(input.entryId) ? await lockEntry(tx, input.entryId) : undefined
  const path = entry ? (await unitWithAncestors(tx, entry.unitId)).map(({ id }) => id) : []
  requireRole(scope.actor, ['front_officer', 'group_head'], path)
  const person = entry && (await lockResident(tx, entry.residentId))
  if (!entry || !person) throw new AppError('NOT_FOUND', 'no such entry', { phrase: 'errors:notFound' })
  const entries = await entriesOfPerson(tx, person.id)
  if (entries.find(({ id }) => id === entry.id)?.endedAt) {
    throw new AppError('CONFLICT', `entry ${entry.id} ended before`, { phrase: 'residents:register.endedBefore' })
  }
  const other = entries.find((one) => one.id !== entry.id && one.endedAt === null && one.effect !== 'none')
  if (entry.effect === 'met' && other) await passOn(scope, person, other.id, other.unitId)
  else if (entry.effect === 'place') await leavePlace(scope, person, entry.unitId)
  if (entry.effect !== 'none' && !other) await takeBack(scope, person.id, entry.version)
  await changeEntry(tx, entry.id, { withdrawnAt: clock.now(), withdrawnBy: officerId })
  await recordAudit(scope, {
    action: 'number.withdrawn',
    subject: { kind: 'number-entry', id: entry.id },
    unitId: entry.unitId,
  })
  return await registerRequest(scope, {
    residentId: person.id,
    unitId: path.at(-1) ?? null,
    kind: 'withdraw',
    outcome: 'stopped',
  })
}
