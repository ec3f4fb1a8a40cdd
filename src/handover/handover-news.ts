import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { forgetTellingsBefore, forgetTellingsOf, markTold, moveTellings } from './handover-store.ts'
import { handedOnTo, untoldFollowers, type Follower, type HandedOn } from './news-views.ts'

const day = 86_400_000
/** What nobody could be told for so long is no news any more; the code of the matter still shows it. */
const staleDays = 90

/** Where their matters are now, for somebody who asked them and has not heard of it yet. */
export type HandoverNews = Follower & { readonly matters: readonly HandedOn[] }

/** What people who asked may hear now. Whoever tells them says so with `noteHandoversTold` in the same transaction. */
export const handoverNews = async (
  scope: Scope,
  page: { readonly after: Follower | null; readonly residentId?: string; readonly limit: number },
): Promise<HandoverNews[]> => {
  requireSystem(scope.actor)
  const since = new Date(scope.clock.now().getTime() - staleDays * day)
  const untold = await untoldFollowers(scope.tx, { ...page, since })
  const matters = await handedOnTo(scope.tx, untold)
  return untold.map((one) => ({ ...one, matters: matters.get(`${one.handoverId}:${one.residentId}`) ?? [] }))
}

export const noteHandoversTold = async (scope: Scope, news: readonly Follower[]): Promise<void> => {
  requireSystem(scope.actor)
  await markTold(scope.tx, news, scope.clock.now())
}

/** For an erasure: nothing here leads to the person any more. */
export const eraseHandoverTellings = async (scope: Scope, residentId: string): Promise<void> => {
  const { actor } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== residentId)) {
    throw new AppError('FORBIDDEN', 'only the person or a job erases who was told', { phrase: 'errors:forbidden' })
  }
  await forgetTellingsOf(scope.tx, residentId)
}

/** Two contacts turned out to be one person. */
export const moveHandoverTellings = async (scope: Scope, from: string, to: string): Promise<void> =>
  await moveTellings(scope.tx, from, to)

/** A nightly job: so many days afterwards nobody can be found who was told. */
export const retainHandoverTellings = async (scope: Scope, days: number): Promise<void> => {
  requireSystem(scope.actor)
  await forgetTellingsBefore(scope.tx, new Date(scope.clock.now().getTime() - days * day))
}
