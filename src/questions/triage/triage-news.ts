import type { Scope } from '../../database/index.ts'
import { requireSystem } from '../../kernel/actor.ts'
import { markNewsTold, untoldOutcomes, untoldPhotos, untoldRefusals, type TriageNews } from './news-store.ts'
import { refusalUntoldMinutes } from './refusal.ts'

const minute = 60_000
/** What nobody could be told for so long is no news any more; it stands in the look-up of the code. */
const staleMs = 30 * 24 * 60 * minute

/**
 * What authors may hear now of triage, oldest first: refusals after the minutes for undoing, what was decided about a
 * contest, and pictures that were deleted. Whoever tells them says so with `noteTriageTold` in the same transaction.
 */
export const triageNews = async (
  scope: Scope,
  page: { readonly residentId?: string; readonly limit: number },
): Promise<readonly TriageNews[]> => {
  requireSystem(scope.actor)
  const { tx, keyring } = scope
  const now = scope.clock.now().getTime()
  const query = { ...page, since: new Date(now - staleMs), until: new Date(now - refusalUntoldMinutes * minute) }
  const all = [
    ...(await untoldRefusals(tx, keyring, query)),
    ...(await untoldOutcomes(tx, keyring, query)),
    ...(await untoldPhotos(tx, keyring, query)),
  ]
  return all.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

export const noteTriageTold = async (scope: Scope, news: readonly TriageNews[]): Promise<void> => {
  requireSystem(scope.actor)
  await markNewsTold(scope.tx, news, scope.clock.now())
}
