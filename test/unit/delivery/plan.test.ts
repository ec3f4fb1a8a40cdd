import { expect, test } from 'vitest'
import { effectiveRatesOf } from '../../../src/channels/index.ts'
import { createPlan, type AccountRate, type Choice } from '../../../src/delivery/index.ts'

const at = new Date('2026-11-21T02:00:00Z')
const choice = (way: Choice['way'], accountId: string, cost = 0): Choice => ({ way, chatId: 1, accountId, cost })
const rates = new Map<string, AccountRate>([
  ['zalo:1', { perSecond: 2, lane: 'app', lanePerSecond: 3 }],
  ['zalo:2', { perSecond: 2, lane: 'app', lanePerSecond: 3 }],
  ['telegram:1', { perSecond: 30, lane: 'bot', lanePerSecond: 30 }],
])

test('adds up people and money by way, and everybody is somewhere', () => {
  const plan = createPlan()
  for (const one of [
    choice('zalo-free', 'zalo:1'),
    choice('zalo-paid', 'zalo:1', 55),
    choice('zalo-paid', 'zalo:2', 55),
    choice('held', 'zalo:2'),
    null,
  ])
    plan.add(one)
  const made = plan.finish(rates, at)
  expect(made).toMatchObject({ persons: 5, unreachable: 1, cost: 110, at: '2026-11-21T02:00:00.000Z' })
  expect(made.byWay['zalo-paid']).toEqual({ persons: 2, cost: 110 })
  expect(Object.values(made.byWay).reduce((sum, one) => sum + one.persons, 0) + made.unreachable).toBe(5)
})

test('the last message arrives when the slowest account is through, or the app that accounts share', () => {
  const plan = createPlan()
  for (let n = 0; n < 120; n += 1) plan.add(choice('zalo-free', 'zalo:1'))
  expect(plan.finish(rates, at).lastAfterSeconds).toBe(60)
  for (let n = 0; n < 120; n += 1) plan.add(choice('zalo-free', 'zalo:2'))
  expect(plan.finish(rates, at).lastAfterSeconds).toBe(80)
  for (let n = 0; n < 30; n += 1) plan.add(choice('telegram', 'telegram:1'))
  expect(plan.finish(rates, at).lastAfterSeconds).toBe(80)
})

test('who is held costs no time, and an audience of nobody takes none', () => {
  const plan = createPlan()
  plan.add(choice('held', 'zalo:1'))
  expect(plan.finish(rates, at).lastAfterSeconds).toBe(0)
})

test('the last message is foreseen at the pace at which messages leave, not at the limit', () => {
  const plan = createPlan()
  for (let n = 0; n < 1000; n += 1) plan.add(choice('zalo-free', 'zalo:1'))
  const seconds = (capabilities: Record<string, number>): number =>
    plan.finish(new Map([['zalo:1', { lane: 'app', ...effectiveRatesOf('zalo', capabilities) }]]), at).lastAfterSeconds
  // 100 a minute, of which 0.995 is used; 1,000 messages would take 600 seconds at the limit itself.
  expect(seconds({})).toBe(Math.ceil(600 / 0.995))
  expect(seconds({ perSecond: 100 / 3 })).toBe(Math.ceil(30 / 0.985))
  expect(seconds({ toldPerMinute: 50 })).toBe(Math.ceil(1200 / 0.995))
  expect(seconds({ perSecond: 100, toldPerMinute: 9000 })).toBe(Math.ceil(10 / 0.985))
})

test('templates beyond the quota of the day are foreseen for the days that follow; what fits, or is not told, is no matter', () => {
  const plan = createPlan()
  for (let n = 0; n < 1200; n += 1) plan.add(choice('zns', 'phone:default', 300))
  expect(plan.finish(rates, at, { daily: 500, left: 200 }).beyondQuota).toEqual({ today: 200, later: 1000, days: 2 })
  expect(plan.finish(rates, at, { daily: 0, left: 0 }).beyondQuota).toEqual({ today: 0, later: 1200, days: null })
  expect(plan.finish(rates, at, { daily: 2000, left: 1200 })).not.toHaveProperty('beyondQuota')
  expect(plan.finish(rates, at)).not.toHaveProperty('beyondQuota')
})
