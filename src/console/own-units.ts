import type { House } from '../database/index.ts'
import type { Role } from '../kernel/actor.ts'
import type { SignedIn } from '../officers/index.ts'
import { countryId, findUnit, type Unit } from '../units/index.ts'
import { unitsOf } from './navigation.ts'

/** The units on which somebody holds one of the roles by name; an administrator's whole country is not one of them. */
export const ownUnits = async (house: House, signedIn: SignedIn, roles: readonly Role[]): Promise<Unit[]> => {
  const ids = signedIn.grants.filter(({ role }) => roles.includes(role)).map(({ unitId }) => unitId)
  const units = await Promise.all([...new Set(ids)].map(async (id) => await findUnit(house.database, id)))
  return units.filter((unit) => unit !== undefined && unit.id !== countryId) as Unit[]
}

/** The units that a list shows: where a role is held, and all below. */
export const readableUnits = (signedIn: SignedIn, roles: readonly Role[]): string[] => unitsOf(signedIn, roles)
