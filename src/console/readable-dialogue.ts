import type { FastifyRequest } from 'fastify'
import { findDialogue, type Dialogue } from '../dialogues/index.ts'
import { holdsRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { actorOf } from './actor-of.ts'
import type { Door } from './door.ts'
import { readers } from './navigation.ts'

/** A session and its unit, for those who may read of that unit. */
export const readableDialogue = async (
  door: Door,
  request: FastifyRequest,
  id: string,
): Promise<{ readonly dialogue: Dialogue; readonly unit: Unit }> => {
  const dialogue = await findDialogue(door.house.database, id)
  const unit = dialogue && (await findUnit(door.house.database, dialogue.unitId))
  if (!dialogue || !unit) throw new AppError('NOT_FOUND', 'no such session')
  if (!holdsRole(actorOf(request), readers, unit.path)) throw new AppError('FORBIDDEN', 'a session of another unit')
  return { dialogue, unit }
}
