import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { saveLook } from './triage-store.ts'

/** An officer has it open: for a minute nobody else is given it needlessly. */
export const noteLook = async (scope: Scope, input: { readonly opinionId: string }): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  await saveLook(scope.tx, { opinionId: input.opinionId, officerId, at: scope.clock.now() })
}
