import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { holdsRole, roles, type Actor, type Role } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { countryId, findUnit, type Unit } from '../units/index.ts'
import { countOtherAdmins, endRole, insertRole, lockAdministration, lockOfficer } from './officer-store.ts'

/**
 * Which roles the holder of a role may give and take, on their unit and below. An approver is named by an administrator
 * alone: whoever drafts a notice must not choose the second person.
 */
const mayGrant: Readonly<Record<Role, readonly Role[]>> = {
  admin: roles,
  front_officer: ['group_head', 'responder'],
  approver: [],
  leader: [],
  responder: [],
  group_head: [],
  supervisor: [],
}

/** The roles that an actor may give on a unit. */
export const grantableRoles = (actor: Actor, unitPath: readonly string[]): readonly Role[] => {
  if (actor.kind === 'system') return roles
  if (actor.kind !== 'officer') return []
  const givers = roles.filter((role) => holdsRole(actor, [role], unitPath))
  return roles.filter((role) => givers.some((giver) => mayGrant[giver].includes(role)))
}

export type RoleInput = { readonly officerId: string; readonly role: Role; readonly unitId: string }

const unitFor = async (scope: Scope, input: Omit<RoleInput, 'officerId'>): Promise<Unit> => {
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'officers:unitUnknown', field: 'unit' })
  if (grantableRoles(scope.actor, unit.path).includes(input.role)) return unit
  throw new AppError('FORBIDDEN', `may not give or take ${input.role} on ${unit.id}`, {
    phrase: 'officers:mayNotGrant',
  })
}

/** Gives a role on a unit and what lies below it. `admin` holds for the whole installation. Once more changes nothing. */
export const grantRole = async (scope: Scope, input: RoleInput): Promise<void> => {
  const unit = await unitFor(scope, input)
  if (unit.validUntil !== null && unit.validUntil <= vietnamDate(scope.clock.now())) {
    throw new AppError('PRECONDITION', 'the unit is closed', { phrase: 'officers:unitClosed', field: 'unit' })
  }
  if (input.role === 'admin' && unit.id !== countryId) {
    throw new AppError('INVALID', 'admin holds for the whole installation', {
      phrase: 'officers:adminIsWhole',
      field: 'unit',
    })
  }
  const officer = await lockOfficer(scope.tx, input.officerId)
  if (!officer) throw new AppError('NOT_FOUND', 'no such officer')
  const grantedBy = scope.actor.kind === 'officer' ? scope.actor.officerId : null
  const row = { ...input, unitId: unit.id, grantedAt: scope.clock.now(), grantedBy }
  if (!(await insertRole(scope.tx, row))) return
  await recordAudit(scope, {
    action: 'officer.role_granted',
    subject: { kind: 'officer', id: officer.id },
    unitId: unit.id,
    details: { role: input.role },
  })
}

/** Takes a role away. The last administrator keeps theirs: nobody could give it back. */
export const revokeRole = async (scope: Scope, input: RoleInput): Promise<void> => {
  const unit = await unitFor(scope, input)
  if (input.role === 'admin') await requireAnotherAdmin(scope, input.officerId)
  if (!(await lockOfficer(scope.tx, input.officerId))) throw new AppError('NOT_FOUND', 'no such officer')
  if (!(await endRole(scope.tx, input, scope.clock.now()))) return
  await recordAudit(scope, {
    action: 'officer.role_revoked',
    subject: { kind: 'officer', id: input.officerId },
    unitId: unit.id,
    details: { role: input.role },
  })
}

export const requireAnotherAdmin = async (scope: Scope, officerId: string): Promise<void> => {
  await lockAdministration(scope.tx)
  if ((await countOtherAdmins(scope.tx, officerId)) > 0) return
  throw new AppError('PRECONDITION', 'the last administrator', { phrase: 'officers:lastAdmin' })
}
