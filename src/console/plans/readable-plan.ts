import type { FastifyRequest } from 'fastify'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { findPlan, type Plan } from '../../plans/index.ts'
import { findUnit, type Unit } from '../../units/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { readers } from '../navigation.ts'

/** A plan for those who may read of its unit. */
export const readablePlan = async (
  door: Door,
  request: FastifyRequest,
  id: string,
): Promise<{ readonly plan: Plan; readonly unit: Unit }> => {
  const plan = await findPlan(door.house.database, id)
  const unit = plan && (await findUnit(door.house.database, plan.unitId))
  if (!plan || !unit) throw new AppError('NOT_FOUND', 'no such plan')
  if (!holdsRole(actorOf(request), readers, unit.path)) throw new AppError('FORBIDDEN', 'a plan of another unit')
  return { plan, unit }
}
