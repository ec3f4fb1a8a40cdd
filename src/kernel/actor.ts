import { AppError } from './errors.ts'

export const roles = ['admin', 'front_officer', 'approver', 'leader', 'responder', 'group_head', 'supervisor'] as const
export type Role = (typeof roles)[number]

/** A role holds on a unit and on all that lies below it. `unitPath` is the unit's path from the country down. */
export type Grant = { readonly role: Role; readonly unitId: string; readonly unitPath: readonly string[] }

export type ResidentActor = { readonly kind: 'resident'; readonly residentId: string; readonly chatId: string }
export type OfficerActor = { readonly kind: 'officer'; readonly officerId: string; readonly grants: readonly Grant[] }
export type SystemActor = { readonly kind: 'system'; readonly job: string }

/** Who acts. Every verb checks it on its first line. */
export type Actor = ResidentActor | OfficerActor | SystemActor

export const systemActor = (job: string): SystemActor => ({ kind: 'system', job })

const covers = (grant: Grant, unitPath: readonly string[]): boolean =>
  grant.role === 'admin' || unitPath.includes(grant.unitId)

/** Whether an officer holds one of the roles for a unit, given by its path (country first, the unit last). */
export const holdsRole = (actor: OfficerActor, wanted: readonly Role[], unitPath: readonly string[]): boolean =>
  actor.grants.some((grant) => (grant.role === 'admin' || wanted.includes(grant.role)) && covers(grant, unitPath))

/** Refuses unless the actor is an officer with one of the roles for the unit. System jobs pass. */
export const requireRole = (actor: Actor, wanted: readonly Role[], unitPath: readonly string[]): void => {
  if (actor.kind === 'system') return
  if (actor.kind === 'officer' && holdsRole(actor, wanted, unitPath)) return
  throw new AppError('FORBIDDEN', `needs ${wanted.join(' or ')} on unit ${unitPath.at(-1) ?? '?'}`, {
    phrase: 'errors:forbidden',
  })
}

/** Refuses unless the actor is a resident; returns it narrowed. */
export const requireResident = (actor: Actor): ResidentActor => {
  if (actor.kind === 'resident') return actor
  throw new AppError('FORBIDDEN', `only a resident may do this, not ${actor.kind}`)
}

/** Refuses unless the actor is an officer; returns it narrowed. */
export const requireOfficer = (actor: Actor): OfficerActor => {
  if (actor.kind === 'officer') return actor
  throw new AppError('FORBIDDEN', `only an officer may do this, not ${actor.kind}`)
}

/** Refuses unless a job of our own acts. */
export const requireSystem = (actor: Actor): void => {
  if (actor.kind !== 'system') throw new AppError('FORBIDDEN', `only a job may do this, not ${actor.kind}`)
}
