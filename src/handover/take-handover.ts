import type { Scope } from '../database/index.ts'
import { recordAudit } from '../audit/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'
import { tellPrograms, type WebhookEvent } from '../webhooks/index.ts'
import type { Handover, HandoverParty, HandoverState } from './handover.ts'
import { lockHandover } from './handover-store.ts'
import { findHandover } from './handover-views.ts'
import { changedMeanwhile, notNow } from './wrong-field.ts'

export type Seen = { readonly id: string; readonly version: number }
/** A party that somebody acts for; without an officer it was the holder of its link. */
export type TakenParty = {
  readonly handover: Handover
  readonly party: HandoverParty
  readonly officerId: string | null
}
export type TakenHandover = { readonly handover: Handover; readonly officerId: string }

const gone = (): AppError => new AppError('NOT_FOUND', 'no such handover', { phrase: 'handover:gone' })

const locked = async (scope: Scope, { id }: Seen): Promise<Handover> => {
  const handover = (await lockHandover(scope.tx, id)) && (await findHandover(scope.tx, id))
  if (!handover) throw gone()
  return handover
}

const checkStands = (handover: Handover, { version }: Seen, states: readonly HandoverState[]): void => {
  if (handover.version !== version) throw changedMeanwhile()
  if (!states.includes(handover.state)) throw notNow(handover.state)
}

/** The handover that an officer of the sending unit acts upon, locked, in the version that they saw. */
export const takeOwnHandover = async (
  scope: Scope,
  seen: Seen,
  options: { readonly states: readonly HandoverState[]; readonly roles?: readonly Role[] },
): Promise<TakenHandover> => {
  const { officerId } = requireOfficer(scope.actor)
  const handover = await locked(scope, seen)
  requireRole(scope.actor, options.roles ?? ['front_officer'], handover.unitPath)
  checkStands(handover, seen, options.states)
  return { handover, officerId }
}

/**
 * The party of a handover for which an officer acts: their own unit; for a body without an account the officer of the
 * sender, who notes what the body has said.
 */
export const takeParty = async (
  scope: Scope,
  input: Seen & { readonly seq: number },
  states: readonly HandoverState[],
): Promise<TakenHandover & { readonly party: HandoverParty }> => {
  const { officerId } = requireOfficer(scope.actor)
  const handover = await locked(scope, input)
  const party = handover.parties.find(({ seq }) => seq === input.seq)
  if (!party || handover.sentAt === null) throw gone()
  const unit = party.unitId === null ? undefined : await findUnit(scope.tx, party.unitId)
  requireRole(scope.actor, ['front_officer'], unit ? unit.path : handover.unitPath)
  checkStands(handover, input, states)
  return { handover, officerId, party }
}

/** Programs hear that something has become of it. */
export const tellOfHandover = async (
  scope: Scope,
  event: WebhookEvent,
  { id, unitPath, items }: Pick<Handover, 'id' | 'unitPath' | 'items'>,
  data: Readonly<Record<string, string | number | null>> = {},
): Promise<void> =>
  await tellPrograms(scope, { event, unitPath, data: { handoverId: id, items: items.length, ...data } })

export const noteAct = async (
  scope: Scope,
  action: string,
  { id, unitId }: Pick<Handover, 'id' | 'unitId'>,
  details = {},
): Promise<void> => await recordAudit(scope, { action, subject: { kind: 'handover', id }, unitId, details })
