import type { TemplateQuota } from './templates-left-views.ts'
import { ways, type Choice, type Way } from './way.ts'

/** What a notice will do, before anybody approves it. Amounts are VND. */
export type Plan = {
  /** When it was made, as ISO text: windows close as time goes by. */
  readonly at: string
  /** People of the audience who want notices. */
  readonly persons: number
  readonly byWay: Readonly<Record<Way, { readonly persons: number; readonly cost: number }>>
  readonly cost: number
  /** People whom nothing reaches, not even when they write next. */
  readonly unreachable: number
  /** Seconds from the first message to the last at the allowed rates; 0 when nobody gets one. */
  readonly lastAfterSeconds: number
  /** Templates by phone beyond what Zalo takes today; absent where all fit, or where Zalo told no quota. */
  readonly beyondQuota?: {
    readonly today: number
    readonly later: number
    /** Days until the last one, if no other way is taken; null where the quota is none at all. */
    readonly days: number | null
  }
}

/** What an account may send of bulk, messages a second, and the lane it shares. */
export type AccountRate = { readonly perSecond: number; readonly lane: string; readonly lanePerSecond: number }

const beyondQuota = (templates: number, quota: TemplateQuota | null): Plan['beyondQuota'] => {
  if (quota === null || templates <= quota.left) return undefined
  const later = templates - quota.left
  return { today: quota.left, later, days: quota.daily === 0 ? null : Math.ceil(later / quota.daily) }
}

/** Adds up choices page by page; holds a few numbers however many people there are. */
export const createPlan = () => {
  let persons = 0
  let unreachable = 0
  const byWay = Object.fromEntries(ways.map((way) => [way, { persons: 0, cost: 0 }])) as Record<
    Way,
    { persons: number; cost: number }
  >
  const byAccount = new Map<string, number>()
  return {
    add(choice: Choice | null): void {
      persons += 1
      if (choice === null) {
        unreachable += 1
        return
      }
      const sum = byWay[choice.way]
      sum.persons += 1
      sum.cost += choice.cost
      if (choice.way !== 'held') byAccount.set(choice.accountId, (byAccount.get(choice.accountId) ?? 0) + 1)
    },
    finish(rates: ReadonlyMap<string, AccountRate>, at: Date, quota: TemplateQuota | null = null): Plan {
      const lanes = new Map<string, { count: number; perSecond: number }>()
      let last = 0
      for (const [accountId, count] of byAccount) {
        const rate = rates.get(accountId)
        if (!rate) continue
        last = Math.max(last, count / rate.perSecond)
        const lane = lanes.get(rate.lane)
        lanes.set(rate.lane, { count: (lane?.count ?? 0) + count, perSecond: rate.lanePerSecond })
      }
      for (const { count, perSecond } of lanes.values()) last = Math.max(last, count / perSecond)
      const cost = ways.reduce((sum, way) => sum + byWay[way].cost, 0)
      const beyond = beyondQuota(byWay.zns.persons, quota)
      return {
        at: at.toISOString(),
        persons,
        byWay,
        cost,
        unreachable,
        lastAfterSeconds: Math.ceil(last),
        ...(beyond ? { beyondQuota: beyond } : {}),
      }
    },
  }
}
