import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { requireAnotherAdmin } from './grant-role.ts'
import { readPersonName, readTitle } from './officer.ts'
import { deleteOpenLinks, lockOfficer, rolesNow, updateOfficer } from './officer-store.ts'
import { requireOver } from './require-over.ts'
import { deleteSessions, endTokens } from './session-store.ts'

/** Name, title and language; officers change their own, others whoever administers them. */
export const changeProfile = async (
  scope: Scope,
  input: { readonly officerId: string; readonly name: string; readonly title: string; readonly language: 'vi' | 'en' },
): Promise<void> => {
  const isOwn = scope.actor.kind === 'officer' && scope.actor.officerId === input.officerId
  if (!isOwn) await requireOver(scope, input.officerId)
  const change = { name: readPersonName(input.name), title: readTitle(input.title), language: input.language }
  if (!(await lockOfficer(scope.tx, input.officerId))) throw new AppError('NOT_FOUND', 'no such officer')
  await updateOfficer(scope.tx, input.officerId, change, scope.clock.now())
  await recordAudit(scope, {
    action: 'officer.profile_changed',
    subject: { kind: 'officer', id: input.officerId },
    details: {},
  })
}

/** Ends an officer's access at once: signed out, tokens and links dead, sign-in refused. What they did stays theirs. */
export const disableOfficer = async (scope: Scope, input: { readonly officerId: string }): Promise<void> => {
  await requireOver(scope, input.officerId)
  if (scope.actor.kind === 'officer' && scope.actor.officerId === input.officerId) {
    throw new AppError('PRECONDITION', 'officers do not disable themselves', { phrase: 'officers:notYourself' })
  }
  const officer = await lockOfficer(scope.tx, input.officerId)
  if (!officer) throw new AppError('NOT_FOUND', 'no such officer')
  if (officer.disabledAt) return
  const held = await rolesNow(scope.tx, officer.id)
  if (held.some(({ role }) => role === 'admin')) await requireAnotherAdmin(scope, officer.id)
  const now = scope.clock.now()
  await updateOfficer(scope.tx, officer.id, { disabledAt: now }, now)
  await deleteSessions(scope.tx, officer.id)
  await endTokens(scope.tx, officer.id, now)
  await deleteOpenLinks(scope.tx, officer.id)
  await recordAudit(scope, { action: 'officer.disabled', subject: { kind: 'officer', id: officer.id }, details: {} })
}

export const enableOfficer = async (scope: Scope, input: { readonly officerId: string }): Promise<void> => {
  await requireOver(scope, input.officerId)
  const officer = await lockOfficer(scope.tx, input.officerId)
  if (!officer) throw new AppError('NOT_FOUND', 'no such officer')
  if (!officer.disabledAt) return
  await updateOfficer(scope.tx, officer.id, { disabledAt: null }, scope.clock.now())
  await recordAudit(scope, { action: 'officer.enabled', subject: { kind: 'officer', id: officer.id }, details: {} })
}
