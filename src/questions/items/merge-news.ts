import type { Scope } from '../../database/index.ts'
import { requireSystem } from '../../kernel/actor.ts'
import { markTold, untoldMerges, type MergeNews } from './merge-news-store.ts'

/** So long an officer may undo a merging before anybody hears of it. */
export const untoldMinutes = 10
/** What nobody could be told for so long is no news any more. */
const staleDays = 30

const minute = 60_000
const day = 24 * 60 * minute

/**
 * A page of authors who may hear now that theirs was joined with others. Whoever tells them says so with `noteTold` in the
 * same transaction; the others wait for another time.
 */
export const mergeNews = async (
  scope: Scope,
  page: { readonly after: MergeNews | null; readonly residentId?: string; readonly limit: number },
): Promise<readonly MergeNews[]> => {
  requireSystem(scope.actor)
  const now = scope.clock.now().getTime()
  return await untoldMerges(scope.tx, scope.keyring, {
    ...page,
    since: new Date(now - staleDays * day),
    until: new Date(now - untoldMinutes * minute),
  })
}

/** These authors were told. */
export const noteTold = async (scope: Scope, news: readonly MergeNews[]): Promise<void> => {
  requireSystem(scope.actor)
  await markTold(
    scope.tx,
    news.map((one) => one.opinionId),
    scope.clock.now(),
  )
}
