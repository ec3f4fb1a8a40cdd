import type { FastifyRequest } from 'fastify'
import { findBroadcast, type Broadcast } from '../broadcasts/index.ts'
import { findDialogue, type Dialogue } from '../dialogues/index.ts'
import { findForm, type Form } from '../forms/index.ts'
import { holdsRole, type OfficerActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { readers } from './roles.ts'

const mayRead = async (door: Door, actor: OfficerActor, unitId: string): Promise<boolean> => {
  const unit = await findUnit(door.house.database, unitId)
  return unit !== undefined && holdsRole(actor, readers, unit.path)
}

const missing = (): AppError =>
  new AppError('NOT_FOUND', 'not there, or not for this officer', { phrase: 'errors:notFound' })

/** A session of a unit that the officer reads. One of another unit is as absent as one that never was. */
export const readableDialogue = async (door: Door, request: FastifyRequest, id: string): Promise<Dialogue> => {
  const dialogue = await findDialogue(door.house.database, id)
  if (dialogue && (await mayRead(door, programOf(request).actor, dialogue.unitId))) return dialogue
  throw missing()
}

/** The same for a notice. */
export const readableBroadcast = async (door: Door, request: FastifyRequest, id: string): Promise<Broadcast> => {
  const broadcast = await findBroadcast(door.house.database, id)
  if (broadcast && (await mayRead(door, programOf(request).actor, broadcast.unitId))) return broadcast
  throw missing()
}

/** The same for an opinion form. */
export const readableForm = async (door: Door, request: FastifyRequest, id: string): Promise<Form> => {
  const form = await findForm(door.house.database, id)
  if (form && (await mayRead(door, programOf(request).actor, form.unitId))) return form
  throw missing()
}
