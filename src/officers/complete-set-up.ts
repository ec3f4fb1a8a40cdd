import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { countryId } from '../units/index.ts'
import { addOfficer } from './add-officer.ts'
import type { PasswordHash } from './hash-password.ts'
import { countOfficers, lockAdministration, updateOfficer } from './officer-store.ts'
import { spendLink } from './one-time-link.ts'

export type SetUpInput = {
  readonly token: string
  readonly name: string
  readonly login: string
  readonly title?: string
  readonly passwordHash: PasswordHash
  /** The unit whose sessions this officer will run. */
  readonly unitId: string
}

/** Makes the first officer, who administers the installation and runs the sessions of one unit. */
export const completeSetUp = async (scope: Scope, input: SetUpInput): Promise<{ readonly officerId: string }> => {
  requireSystem(scope.actor)
  await lockAdministration(scope.tx)
  await spendLink(scope, input.token, ['first_set_up'])
  if ((await countOfficers(scope.tx)) > 0) {
    throw new AppError('PRECONDITION', 'the installation has officers', { phrase: 'officers:linkGone' })
  }
  const { officerId } = await addOfficer(scope, {
    name: input.name,
    login: input.login,
    ...(input.title === undefined ? {} : { title: input.title }),
    grants: [
      { role: 'admin', unitId: countryId },
      { role: 'front_officer', unitId: input.unitId },
      { role: 'approver', unitId: input.unitId },
    ],
  })
  await updateOfficer(scope.tx, officerId, { passwordHash: input.passwordHash }, scope.clock.now())
  return { officerId }
}
