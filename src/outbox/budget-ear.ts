import { learnCapabilities, pauseAccount, pauseLane } from '../channels/index.ts'
import type { Budget } from '../channels/port.ts'
import type { House } from '../database/index.ts'
import type { LaneAccounts } from './lane-accounts.ts'

type Context = { readonly house: House; readonly lane: string; readonly accounts: LaneAccounts }

/**
 * Obeys what a platform tells with its answers before it has to refuse. What is obeyed at once in this process is noted for
 * the next one, for estimates and for whoever looks at the account; a lower rate is said once in the log.
 */
export const createBudgetEar = ({ house, lane, accounts }: Context) => {
  const { database, clock, log } = house
  const heard = new Map<string, Budget>()
  let told: string | undefined

  const noteRate = async (accountId: string, scope: 'account' | 'lane', perMinute: number | null): Promise<void> => {
    // Zero stands for: nothing less than what was set.
    await learnCapabilities(database, accountId, { toldPerMinute: perMinute ?? 0 }, clock.now())
    const whose = scope === 'lane' ? { lane } : { accountId }
    const key = JSON.stringify({ ...whose, perMinute })
    // The accounts of a lane all hear the same of it.
    if (key === told) return
    told = key
    if (perMinute === null) log.info(whose, 'the platform allows what is set again')
    else log.warn({ ...whose, perMinute }, 'the platform allows less than is set; the lower rate is kept')
  }

  /** `underWay` counts other messages of the lane that are on their way. Whether something pauses now. */
  return async (accountId: string, budget: Budget | undefined, underWay: number): Promise<boolean> => {
    if (budget === undefined || heard.get(accountId) === budget) return false
    heard.set(accountId, budget)
    const news = accounts.heard(accountId, budget, { wallMs: clock.now().getTime(), underWay })
    if (!news) return false
    if (news.untilMs !== undefined) {
      const until = new Date(news.untilMs)
      log.info({ lane, accountId, scope: news.scope, until }, 'the platform has nothing left to give; a pause')
      if (news.scope === 'lane') await pauseLane(database, lane, until, 'budget-spent')
      else await pauseAccount(database, accountId, until, null)
    }
    if (news.perMinute !== undefined) await noteRate(accountId, news.scope, news.perMinute)
    return news.untilMs !== undefined
  }
}
