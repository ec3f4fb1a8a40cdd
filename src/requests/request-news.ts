import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { lockUntold, markTold, type Untold } from './join-store.ts'
import { newsFacts, type NewsFacts } from './news-views.ts'

const day = 86_400_000
/** What nobody could be told for so long is no news any more; it stands in the list of their requests. */
const staleDays = 30

/** How far a request is, for somebody who joined it and has not heard of it yet. */
export type RequestNews = Untold & NewsFacts

/**
 * What people who joined may hear now. Whoever tells them says so with `noteRequestsTold` in the same transaction; of
 * several steps that nobody told them, they hear the last.
 */
export const requestNews = async (
  scope: Scope,
  page: { readonly after: string | null; readonly residentId?: string; readonly limit: number },
): Promise<RequestNews[]> => {
  requireSystem(scope.actor)
  const since = new Date(scope.clock.now().getTime() - staleDays * day)
  const untold = await lockUntold(scope.tx, { ...page, since })
  const facts = await newsFacts(scope.tx, [...new Set(untold.map(({ requestId }) => requestId))])
  return untold.flatMap((one) => {
    const about = facts.get(one.requestId)
    return about ? [{ ...one, ...about }] : []
  })
}

export const noteRequestsTold = async (scope: Scope, news: readonly RequestNews[]): Promise<void> => {
  requireSystem(scope.actor)
  for (const [step, told] of Map.groupBy(news, (one) => one.step)) {
    const joinIds = told.map(({ joinId }) => joinId)
    await markTold(scope.tx, joinIds, step)
  }
}
