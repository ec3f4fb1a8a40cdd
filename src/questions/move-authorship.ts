import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { recountItems } from './items/item-store.ts'
import { reassignSupports } from './items/support-store.ts'
import { reassignAuthor } from './opinion-store.ts'

/**
 * Two contacts turned out to be one person: what one of them wrote belongs to the other record from now on. Only
 * that person, who has just shown the link code, or a job may do it. Returns how many opinions moved.
 */
export const moveAuthorship = async (
  scope: Scope,
  input: { readonly fromResidentId: string; readonly toResidentId: string },
): Promise<number> => {
  const { actor } = scope
  const isOneOfThem = actor.kind === 'resident' && [input.fromResidentId, input.toResidentId].includes(actor.residentId)
  if (actor.kind !== 'system' && !isOneOfThem) {
    throw new AppError('FORBIDDEN', 'authorship moves only by the person concerned', { phrase: 'errors:forbidden' })
  }
  const touched = await reassignSupports(scope.tx, input.fromResidentId, input.toResidentId)
  const moved = await reassignAuthor(scope.tx, input.fromResidentId, input.toResidentId)
  await recountItems(scope.tx, touched)
  return moved
}
