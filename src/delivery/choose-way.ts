import { ways, type Choice, type Means, type Reach, type WayRules } from './way.ts'

const hour = 3_600_000
const day = 24 * hour

export type Situation = {
  readonly rules: WayRules
  readonly means: Means
  /** False: only ways that cost nothing; who has none is held. */
  readonly mayCost: boolean
  readonly now: Date
}

const since = (at: Date | null, now: Date): number => (at === null ? Infinity : now.getTime() - at.getTime())

const zaloWays = (reach: Reach, { rules, means, now }: Situation): Pick<Choice, 'way' | 'cost'>[] => {
  const open = since(reach.windowOpenedAt, now)
  if (open < rules.freeHours * hour) return [{ way: 'zalo-free', cost: 0 }]
  return [
    ...(open < rules.paidHours * hour && !means.paidClosed?.has(reach.accountId)
      ? [{ way: 'zalo-paid', cost: rules.paidPrice } as const]
      : []),
    ...(means.templateAccounts.has(reach.accountId)
      ? [{ way: 'zalo-template', cost: rules.templatePrice } as const]
      : []),
  ]
}

const phoneWays = ({ rules, means }: Situation): Pick<Choice, 'way' | 'cost'>[] => [
  ...(means.znsAccount === null ? [] : [{ way: 'zns', cost: rules.znsPrice } as const]),
  ...(means.smsParts === null ? [] : [{ way: 'sms', cost: means.smsParts * rules.smsPartPrice } as const]),
]

const waysOf = (reach: Reach, situation: Situation): Pick<Choice, 'way' | 'cost'>[] => {
  switch (reach.platform) {
    case 'zalo':
      return zaloWays(reach, situation)
    case 'phone':
      return phoneWays(situation)
    case 'telegram':
    case 'web':
      return [{ way: reach.platform, cost: 0 }]
  }
}

const rank = (choice: Choice): number => ways.indexOf(choice.way)

/**
 * The cheapest lawful way to one person, `held` where only a closed Zalo window is left, null when nothing reaches them.
 * A web chat that was not opened for long comes after what costs money: a message there is not noticed. Prices, windows
 * and hours are rules with sources; nothing here knows a figure.
 */
export const chooseWay = (reaches: readonly Reach[], situation: Situation): Choice | null => {
  const { rules, mayCost, now } = situation
  const isSleepy = (reach: Reach): boolean =>
    reach.platform === 'web' && since(reach.lastInboundAt, now) >= rules.webDays * day
  const all = reaches.flatMap((reach) =>
    waysOf(reach, situation)
      .filter(({ cost }) => mayCost || cost === 0)
      .map((way) => ({
        ...way,
        chatId: reach.chatId,
        accountId: reach.accountId,
        isSleepy: isSleepy(reach),
        lastAt: reach.lastInboundAt?.getTime() ?? 0,
      })),
  )
  const [best] = all.toSorted(
    (a, b) =>
      Number(a.isSleepy) - Number(b.isSleepy) ||
      a.cost - b.cost ||
      rank(a) - rank(b) ||
      b.lastAt - a.lastAt ||
      a.chatId - b.chatId,
  )
  if (best) return { way: best.way, chatId: best.chatId, accountId: best.accountId, cost: best.cost }
  const waiting = reaches.find((reach) => reach.platform === 'zalo')
  return waiting ? { way: 'held', chatId: waiting.chatId, accountId: waiting.accountId, cost: 0 } : null
}

/** Whether somebody is held only because a quota is spent or a template taken back, so that it is worth trying again. */
export const isHeldByClosed = (reaches: readonly Reach[], situation: Situation): boolean => {
  const { paidClosed, templatesClosed, ...means } = situation.means
  if (!paidClosed?.size && !templatesClosed?.size) return false
  const templateAccounts = means.templateAccounts.union(templatesClosed ?? new Set<string>())
  const choice = chooseWay(reaches, { ...situation, means: { ...means, templateAccounts } })
  return choice !== null && choice.way !== 'held'
}
