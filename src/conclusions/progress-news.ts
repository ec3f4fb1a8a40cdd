import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { forgetTellingsBefore, forgetTellingsOf, markTold, moveTellings } from './conclusion-store.ts'
import { progressByTask, untoldFollowers, type Follower, type Progress } from './progress-views.ts'

const day = 86_400_000
/** What nobody could be told for so long is no news any more; the code of the matter still shows it. */
const staleDays = 180

/** How far a task is, for somebody who asked the matter it came of and has not heard of it yet. */
export type ProgressNews = Follower & Progress

/**
 * What people who asked may hear now of what was concluded. Whoever tells them says so with `noteProgressTold` in the
 * same transaction; of several steps that nobody told them they hear the last.
 */
export const progressNews = async (
  scope: Scope,
  page: { readonly after: Follower | null; readonly residentId?: string; readonly limit: number },
): Promise<ProgressNews[]> => {
  requireSystem(scope.actor)
  const since = new Date(scope.clock.now().getTime() - staleDays * day)
  const untold = await untoldFollowers(scope.tx, { ...page, since })
  const facts = await progressByTask(scope.tx, [...new Set(untold.map(({ taskId }) => taskId))])
  return untold.flatMap((one) => {
    const about = facts.get(one.taskId)
    return about ? [{ ...about, ...one }] : []
  })
}

export const noteProgressTold = async (scope: Scope, news: readonly Follower[]): Promise<void> => {
  requireSystem(scope.actor)
  await markTold(scope.tx, news, scope.clock.now())
}

/** For an erasure: nothing here leads to the person any more. */
export const eraseTellingsOf = async (scope: Scope, residentId: string): Promise<void> => {
  const { actor } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== residentId)) {
    throw new AppError('FORBIDDEN', 'only the person or a job erases who was told', { phrase: 'errors:forbidden' })
  }
  await forgetTellingsOf(scope.tx, residentId)
}

/** Two contacts turned out to be one person. */
export const moveTellingsOf = async (scope: Scope, from: string, to: string): Promise<void> =>
  await moveTellings(scope.tx, from, to)

/** A nightly job: so many days afterwards nobody can be found who was told. */
export const retainTellings = async (scope: Scope, days: number): Promise<void> => {
  requireSystem(scope.actor)
  await forgetTellingsBefore(scope.tx, new Date(scope.clock.now().getTime() - days * day))
}
