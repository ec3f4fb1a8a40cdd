import { soleEligibleApprover, type SignedIn } from '../../officers/index.ts'
import { findUnit } from '../../units/index.ts'
import type { Door } from '../door.ts'
import { unitsOf } from '../navigation.ts'
import type { View } from '../view.ts'

/** Whose words an officer cannot approve: their own, unless nobody else could on one of their units. */
export const exceptOwn = async (door: Door, view: View, signedIn: SignedIn): Promise<string | null> => {
  const { database } = door.house
  const { officerId } = signedIn.actor
  const sole = await Promise.all(
    unitsOf(signedIn, ['approver']).map(async (id) => {
      const unit = await findUnit(database, id)
      return unit && (await soleEligibleApprover(database, { unitPath: unit.path, now: view.now })) === officerId
    }),
  )
  return sole.some(Boolean) ? null : officerId
}
