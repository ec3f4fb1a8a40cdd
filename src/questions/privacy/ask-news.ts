import type { Scope } from '../../database/index.ts'
import { requireSystem } from '../../kernel/actor.ts'
import { markAsksTold, untoldAsks, type AskNews } from './ask-store.ts'
import { markDisclosuresTold, untoldDisclosures, type DisclosureNews } from './disclosure-store.ts'

const staleMs = 30 * 86_400_000

export type PrivacyPage = { readonly residentId?: string; readonly after?: Date; readonly limit: number }

/** A page of questions that their authors do not have yet. Who tells them says so with `noteAsksTold` in the same transaction. */
export const askNews = async (scope: Scope, page: PrivacyPage): Promise<readonly AskNews[]> => {
  requireSystem(scope.actor)
  return await untoldAsks(scope.tx, scope.keyring, { ...page, since: new Date(scope.clock.now().getTime() - staleMs) })
}

export const noteAsksTold = async (scope: Scope, news: readonly AskNews[]): Promise<void> => {
  requireSystem(scope.actor)
  await markAsksTold(
    scope.tx,
    news.map((one) => one.askId),
    scope.clock.now(),
  )
}

/** The same for those who are asked whether some may know who they are. */
export const disclosureNews = async (scope: Scope, page: PrivacyPage): Promise<readonly DisclosureNews[]> => {
  requireSystem(scope.actor)
  const since = new Date(scope.clock.now().getTime() - staleMs)
  return await untoldDisclosures(scope.tx, scope.keyring, { ...page, since })
}

export const noteDisclosuresTold = async (scope: Scope, news: readonly DisclosureNews[]): Promise<void> => {
  requireSystem(scope.actor)
  await markDisclosuresTold(
    scope.tx,
    news.map((one) => one.disclosureId),
    scope.clock.now(),
  )
}
