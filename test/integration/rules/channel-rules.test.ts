import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { channelRules, formerChannelRules, setChannelRule, type ChannelRuleInput } from '../../../src/rules/index.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let home: TestHouse
beforeAll(async () => {
  home = await createTestHouse()
})
afterAll(async () => await home.close())

const officer = (role: 'admin' | 'front_officer') =>
  ({ kind: 'officer', officerId: 'o1', grants: [{ role, unitId: 'vn', unitPath: ['vn'] }] }) as const
const set = async (
  input: Partial<ChannelRuleInput> & { key: string; value: number },
  role: 'admin' | 'front_officer' = 'admin',
) =>
  await act(home.house, officer(role), async (scope) => {
    const rest = { source: 'Hợp đồng số 12 với nhà mạng', sourceDate: '2026-11-01', isVerified: true } as const
    return await setChannelRule(scope, { ...rest, ...input })
  })
const valueOf = async (key: string) => (await channelRules(home.house.database)).valueOf(key)

describe('Figures of the platforms', () => {
  test('every figure has a unit that people can read and a source', async () => {
    const { all } = await channelRules(home.house.database)
    expect(all.length).toBeGreaterThan(40)
    expect(all.every(({ source }) => source.length >= 5)).toBe(true)
    expect(await valueOf('zns.daily-ladder.top')).toBe(500_000)
  })

  test('an administrator sets one; what it was before stays as history, and the act is audited', async () => {
    expect(await valueOf('sms.price-per-part')).toBe(350)
    await set({ key: 'sms.price-per-part', value: 280 })
    expect(await valueOf('sms.price-per-part')).toBe(280)
    expect(await formerChannelRules(home.house.database, 'sms.price-per-part')).toMatchObject([
      { value: 350, state: 'unverified', changedBy: null },
    ])
    const entries = await home.house.database.execute(sql`
      select details from audit_entries where action = 'channel_rule.set' and subject_id = 'sms.price-per-part'`)
    expect(entries).toMatchObject([{ details: { from: 350, to: 280, state: 'verified' } }])
  })

  test('nobody but an administrator may set one', async () => {
    await expect(set({ key: 'zns.price', value: 1 }, 'front_officer')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await valueOf('zns.price')).toBe(200)
  })

  test.each([
    ['a price below nothing', 'zns.price', -1],
    ['no number at all', 'zns.price', Number.NaN],
    ['a rate of nothing, which would stop every message', 'zalo.app.per-minute', 0],
    ['half a call a minute', 'zalo.app.per-minute', 1.5],
    ['the twenty-fifth hour', 'zalo.broadcast.until-hour', 25],
    ['an end of the day before its beginning', 'zalo.broadcast.until-hour', 5],
    ['a paid window that ends before the free one', 'zalo.cs.paid-days', 1],
  ])('%s is refused and changes nothing', async (_what, key, value) => {
    const before = await valueOf(key)
    await expect(set({ key, value })).rejects.toMatchObject({ code: 'INVALID', field: 'value' })
    expect(await valueOf(key)).toBe(before)
  })

  test('a figure without a source, or with one from tomorrow, is refused', async () => {
    await expect(set({ key: 'zns.price', value: 210, source: ' ' })).rejects.toMatchObject({ field: 'source' })
    await expect(set({ key: 'zns.price', value: 210, sourceDate: '2026-11-22' })).rejects.toMatchObject({
      field: 'sourceDate',
    })
  })

  test('there is nothing to set under a name that nobody knows', async () => {
    const setting = act(home.house, systemActor('test'), async (scope) => {
      await setChannelRule(scope, { key: 'x', value: 1, source: 'nguồn nào đó', sourceDate: null, isVerified: false })
    })
    await expect(setting).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
