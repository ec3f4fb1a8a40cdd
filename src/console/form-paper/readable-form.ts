import type { FastifyRequest } from 'fastify'
import { findForm, type Form } from '../../forms/index.ts'
import { holdsRole, type OfficerActor } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { findUnit, unitsBelow, type Unit } from '../../units/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { staff } from '../navigation.ts'

export type PaperForm = {
  readonly form: Form
  readonly unit: Unit
  /** Villages and ward groups for which this officer may enter papers. */
  readonly places: readonly Unit[]
  /** May do all of it; a group head only enters, and only for their own group. */
  readonly isStaff: boolean
}

const isHeadOf = (actor: OfficerActor, place: Unit): boolean =>
  actor.grants.some(({ role, unitId }) => role === 'group_head' && place.path.includes(unitId))

/** A form that has gone out, for officers of its unit and for heads of groups within it. */
export const paperForm = async (door: Door, request: FastifyRequest, id: string): Promise<PaperForm> => {
  const { house } = door
  const form = isId(id) ? await findForm(house.database, id) : undefined
  const unit = form && (await findUnit(house.database, form.unitId))
  if (!form || !unit) throw new AppError('NOT_FOUND', 'no such form')
  const actor = actorOf(request)
  const isStaff = holdsRole(actor, staff, unit.path)
  const below = await unitsBelow(house.database, unit.id, { on: vietnamDate(house.clock.now()), level: 'group' })
  const isHead = holdsRole(actor, ['group_head'], unit.path)
  const places = isStaff || isHead ? below : below.filter((place) => isHeadOf(actor, place))
  if (!isStaff && !isHead && places.length === 0) throw new AppError('FORBIDDEN', 'a form of another unit')
  if (form.openVersion === null) {
    throw new AppError('PRECONDITION', `form ${form.id} has not gone out`, { phrase: 'form-paper:wrong.notOpen' })
  }
  return { form, unit, places, isStaff }
}
