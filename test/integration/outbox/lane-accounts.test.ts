import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveAccount } from '../../../src/channels/index.ts'
import { createLaneAccounts } from '../../../src/outbox/lane-accounts.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

const lane = 'zalo:app'
const many = 30
const spacingMs = 600

let place: TestHouse

beforeAll(async () => {
  place = await createTestHouse()
  for (let n = 0; n < many; n += 1) {
    const id = `zalo:${n}`
    const row = {
      id,
      platform: 'zalo',
      externalId: id,
      name: 'Phường',
      lane,
      credentials: null,
      capabilities: {},
    } as const
    await saveAccount(place.house.database, row, place.house.clock.now())
  }
})
afterAll(async () => await place.close())

/** When messages of each account leave in the first seconds, answered at once. */
const play = async (isHandedOver: boolean, seconds: number) => {
  const accounts = createLaneAccounts({ lane, pausedUntil: 0, isHandedOver })
  const beganMs = performance.now()
  await accounts.refresh(place.house.database)
  const left = new Map<string, number[]>()
  for (let nowMs = beganMs; nowMs < beganMs + seconds * 1000; nowMs += 2) {
    for (const { accountId } of accounts.allowances(0, nowMs, 64)) {
      if (accounts.available(nowMs) === 0) break
      const moment = nowMs + accounts.take(accountId, nowMs)
      accounts.answered(accountId, moment, moment)
      left.set(accountId, [...(left.get(accountId) ?? []), moment - beganMs])
    }
  }
  return [...left.values()]
}

test('accounts that begin together do not send together, and each uses its rate', async () => {
  const all = await play(false, 12)
  expect(all).toHaveLength(many)
  const slices = new Map<number, number>()
  for (const moment of all.flat().filter((one) => one > spacingMs && one < 2 * spacingMs)) {
    const slice = Math.floor(moment / 60)
    slices.set(slice, (slices.get(slice) ?? 0) + 1)
  }
  expect(Math.max(...slices.values())).toBeLessThanOrEqual(5)
  for (const moments of all) {
    expect(moments.length).toBeGreaterThanOrEqual(18)
    for (const [at, moment] of moments.entries()) {
      if (at > 0) expect(moment - (moments[at - 1] ?? 0)).toBeGreaterThan(spacingMs)
    }
  }
})

test('accounts of a lane that another process let go of just now begin with a pause of one message', async () => {
  const first = (await play(true, 2)).map((moments) => moments[0] ?? 0)
  expect(Math.min(...first)).toBeGreaterThanOrEqual(spacingMs)
  expect(Math.max(...first)).toBeLessThan(2.2 * spacingMs)
})
