import { holdsRole, type OfficerActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'
import type { Door } from './door.ts'
import { readers } from './roles.ts'

/** The units whose records a list shows: those that the officer reads of, or one of them that was asked for. */
export const listedUnits = async (door: Door, actor: OfficerActor, asked: string | undefined): Promise<string[]> => {
  if (asked === undefined) {
    const held = actor.grants.filter(({ role }) => role === 'admin' || readers.some((reader) => reader === role))
    return [...new Set(held.map(({ unitId }) => unitId))]
  }
  const unit = await findUnit(door.house.database, asked)
  if (unit && holdsRole(actor, readers, unit.path)) return [unit.id]
  throw new AppError('NOT_FOUND', 'no such unit for this officer', { phrase: 'errors:notFound', field: 'unit' })
}
