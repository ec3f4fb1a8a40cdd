import type { FastifyRequest } from 'fastify'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { countryId, findUnit, type Unit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'

/** The unit that was asked for, or the first of those that somebody may read; refuses what lies elsewhere. */
export const readableUnit = async (door: Door, request: FastifyRequest): Promise<Unit> => {
  const asked = queryOf(request, 'unit')
  const id = asked === '' ? (readableUnits(signedInOf(request), readers)[0] ?? countryId) : asked
  const unit = await findUnit(door.house.database, id)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit')
  if (!holdsRole(actorOf(request), readers, unit.path)) throw new AppError('FORBIDDEN', 'another unit')
  return unit
}
