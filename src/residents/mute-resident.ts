import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { unitWithAncestors } from '../units/index.ts'
import { ownResident } from './own-resident.ts'
import type { MuteReason } from './resident.ts'
import { lockResident, updateResident, type ResidentRow } from './resident-store.ts'

const daysMax = 30

/** The resident whom an officer of their unit acts upon. */
export const residentUnder = async (scope: Scope, residentId: string): Promise<ResidentRow> => {
  const row = await lockResident(scope.tx, residentId)
  const path = row?.unitId ? (await unitWithAncestors(scope.tx, row.unitId)).map((unit) => unit.id) : []
  requireRole(scope.actor, ['front_officer'], path)
  if (row) return row
  throw new AppError('NOT_FOUND', 'no such resident', { phrase: 'errors:notFound' })
}

const noteAct = async (
  scope: Scope,
  row: ResidentRow,
  action: string,
  details: Readonly<Record<string, string>>,
): Promise<void> =>
  await recordAudit(scope, {
    action,
    subject: { kind: 'resident', id: row.id },
    ...(row.unitId === null ? {} : { unitId: row.unitId }),
    details,
  })

/** Holds a sender's messages back until a stated time, by an explained rule. They are told by whoever calls this. */
export const muteResident = async (
  scope: Scope,
  input: { readonly residentId: string; readonly why: MuteReason; readonly until: Date },
): Promise<void> => {
  const row = await residentUnder(scope, input.residentId)
  const now = scope.clock.now()
  const latest = new Date(now.getTime() + daysMax * 86_400_000)
  if (input.until <= now || input.until > latest) {
    throw new AppError('INVALID', 'a mute ends within 30 days', { phrase: 'residents:muteTooLong', field: 'until' })
  }
  const mutedBy = scope.actor.kind === 'officer' ? scope.actor.officerId : null
  const mute = { mutedUntil: input.until, mutedWhy: input.why, mutedBy, muteContestedAt: null }
  await updateResident(scope.tx, row.id, mute, now)
  await noteAct(scope, row, 'resident.muted', { why: input.why, until: input.until.toISOString() })
}

/** An officer ends a mute, because it was contested or is not needed any more. */
export const endMute = async (scope: Scope, input: { readonly residentId: string }): Promise<void> => {
  const row = await residentUnder(scope, input.residentId)
  const none = { mutedUntil: null, mutedWhy: null, mutedBy: null, muteContestedAt: null }
  await updateResident(scope.tx, row.id, none, scope.clock.now())
  await noteAct(scope, row, 'resident.unmuted', {})
}

/** The resident does not agree; an officer of the unit looks at it. False when they are not muted now. */
export const contestMute = async (scope: Scope): Promise<boolean> => {
  const own = await ownResident(scope)
  const now = scope.clock.now()
  if (own.mutedUntil === null || own.mutedUntil <= now) return false
  if (own.muteContestedAt === null) await updateResident(scope.tx, own.id, { muteContestedAt: now }, now)
  return true
}
