import type { Queryable } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { findUnit, type Unit } from '../units/index.ts'
import type { DialogueFields } from './dialogue.ts'
import { wrongField } from './wrong-field.ts'

/** The host's unit; refuses one that is not in the register. */
export const hostUnit = async (db: Queryable, unitId: string): Promise<Unit> => {
  const unit = await findUnit(db, unitId)
  if (unit) return unit
  throw new AppError('INVALID', 'the host is no unit of the register', {
    phrase: 'dialogues:wrong.noUnit',
    field: 'unitId',
  })
}

type Places = Pick<DialogueFields, 'audienceUnits' | 'placeUnitId' | 'startsAt'>

const unitBelow = async (db: Queryable, field: string, id: string, host: Unit, startsAt: Date): Promise<Unit> => {
  const unit = await findUnit(db, id)
  if (!unit) throw wrongField(field, 'noUnit')
  if (!unit.path.includes(host.id)) throw wrongField(field, 'notBelow', { unit: unit.fullName, host: host.fullName })
  if (unit.validUntil !== null && unit.validUntil <= vietnamDate(startsAt)) {
    throw wrongField(field, 'closedUnit', { unit: unit.fullName })
  }
  return unit
}

/**
 * Audience and place lie in the host's unit or below it ("huyện về xã, xã về thôn"). Gives the audience without units
 * that lie below another one of it.
 */
export const checkPlaces = async (db: Queryable, fields: Places, host: Unit): Promise<string[]> => {
  if (fields.placeUnitId !== null) await unitBelow(db, 'placeUnitId', fields.placeUnitId, host, fields.startsAt)
  const audience: Unit[] = []
  for (const id of fields.audienceUnits) {
    audience.push(await unitBelow(db, 'audienceUnits', id, host, fields.startsAt))
  }
  return audience
    .filter((unit) => !audience.some((other) => other.id !== unit.id && unit.path.includes(other.id)))
    .map((unit) => unit.id)
}
