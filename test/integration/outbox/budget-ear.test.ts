import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acquireLanes, beat, saveAccount } from '../../../src/channels/index.ts'
import type { Budget } from '../../../src/channels/port.ts'
import type { House } from '../../../src/database/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { createBudgetEar } from '../../../src/outbox/budget-ear.ts'
import { createLaneSender } from '../../../src/outbox/index.ts'
import { createLaneAccounts, type LaneAccounts } from '../../../src/outbox/lane-accounts.ts'
import { fakeChannel } from '../../support/fake-channel.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

const account = 'zalo:1'
const lane = 'zalo:app'
const minuteMs = 60_000

let place: TestHouse
let house: House
let accounts: LaneAccounts
let said: { level: string; text: string; fields: object }[]

const told = (budget: Partial<Budget>): Budget => ({ perMinute: null, remaining: null, resetAfterMs: null, ...budget })
const nowMs = (): number => house.clock.now().getTime()

let hour = 0

/** How many messages may start within a minute, one after the other; each call looks at another hour. */
const inMinute = (): number => {
  let count = 0
  hour += 1
  for (let atMs = performance.now() + hour * 3_600_000, end = atMs + minuteMs; atMs < end; atMs += 5) {
    for (const { accountId } of accounts.allowances(nowMs(), atMs, 32)) {
      if (accounts.available(atMs) === 0) break
      const moment = atMs + accounts.take(accountId, atMs)
      accounts.answered(accountId, moment, moment)
      count += 1
    }
  }
  return count
}

const capabilities = async (): Promise<Record<string, unknown>> => {
  const [row] = await house.database.$client<{ capabilities: Record<string, unknown> }[]>`
    select capabilities from accounts where id = ${account}`
  return row?.capabilities ?? {}
}

const add = async (id: string): Promise<void> => {
  const capabilities = { perSecond: 10 }
  const row = { id, platform: 'zalo', externalId: id, name: 'Phường', lane, credentials: null, capabilities } as const
  await saveAccount(house.database, row, house.clock.now())
}

const afresh = async (): Promise<void> => {
  accounts = createLaneAccounts({ lane, pausedUntil: 0, isHandedOver: false })
  await accounts.refresh(house.database)
}

beforeAll(async () => {
  place = await createTestHouse()
  const note = (level: string) => (fields: object, text: string) => void said.push({ level, text, fields })
  house = { ...place.house, log: { ...place.house.log, info: note('info'), warn: note('warn') } }
})
beforeEach(async () => {
  said = []
  await house.database.$client`truncate accounts, lanes, outbox, outbox_history, chats cascade`
  await add(account)
  await afresh()
})
afterAll(async () => await place.close())

test('a lower limit than the one that was set is kept from the next message on, and said once', async () => {
  const heed = createBudgetEar({ house, lane, accounts })
  expect(inMinute()).toBeGreaterThan(580)
  for (const remaining of [29, 28, 27]) await heed(account, told({ perMinute: 30, remaining }), 0)
  const count = inMinute()
  expect(count).toBeLessThanOrEqual(30)
  expect(count).toBeGreaterThanOrEqual(29)
  expect(said).toMatchObject([{ level: 'warn', fields: { accountId: account, perMinute: 30 } }])
  expect(await capabilities()).toMatchObject({ perSecond: 10, toldPerMinute: 30 })
})

test('the next process keeps the lower limit before it has heard anything, and drops it when the platform does', async () => {
  await createBudgetEar({ house, lane, accounts })(account, told({ perMinute: 30 }), 0)
  await afresh()
  expect(inMinute()).toBeLessThanOrEqual(30)
  await createBudgetEar({ house, lane, accounts })(account, told({ perMinute: 4000 }), 0)
  await afresh()
  expect(inMinute()).toBeGreaterThan(580)
})

test('a limit above what an account may send is of the app: it narrows the lane and leaves the account alone', async () => {
  await add('zalo:2')
  await afresh()
  const heed = createBudgetEar({ house, lane, accounts })
  expect(inMinute()).toBeGreaterThan(1180)
  for (const id of [account, 'zalo:2']) await heed(id, told({ perMinute: 700 }), 0)
  const count = inMinute()
  expect(count).toBeLessThanOrEqual(700)
  expect(count).toBeGreaterThan(680)
  expect(said).toMatchObject([{ level: 'warn', fields: { lane, perMinute: 700 } }])
})

test('a higher limit than the one that was set changes nothing', async () => {
  await createBudgetEar({ house, lane, accounts })(account, told({ perMinute: 4000, remaining: 3999 }), 0)
  expect(inMinute()).toBeGreaterThan(580)
  expect(said).toEqual([])
  expect(await capabilities()).toEqual({ perSecond: 10 })
})

test('an account with nothing left pauses until its budget is counted anew, also for the next process', async () => {
  const heed = createBudgetEar({ house, lane, accounts })
  expect(await heed(account, told({ perMinute: 100, remaining: 1 }), 0)).toBe(false)
  expect(await heed(account, told({ perMinute: 100, remaining: 0 }), 0)).toBe(true)
  const later = performance.now() + minuteMs
  expect(accounts.allowances(nowMs() + minuteMs - 1, later, 1)).toEqual([])
  expect(accounts.allowances(nowMs() + minuteMs, later, 1)).toHaveLength(1)
  await afresh()
  expect(accounts.allowances(nowMs() + minuteMs - 1, later, 1)).toEqual([])
})

test('a moment that the platform names is the end of the pause, hours ahead if need be', async () => {
  const heed = createBudgetEar({ house, lane, accounts })
  await heed(account, told({ remaining: 0, resetAfterMs: 7_200_000 }), 0)
  const later = performance.now() + minuteMs
  expect(accounts.allowances(nowMs() + 7_199_999, later, 1)).toEqual([])
  expect(accounts.allowances(nowMs() + 7_200_000, later, 1)).toHaveLength(1)
})

test('a gateway that asks to wait with each message is waited for each time', async () => {
  const heed = createBudgetEar({ house, lane, accounts })
  for (let n = 0; n < 3; n += 1) {
    expect(await heed(account, told({ remaining: 0, resetAfterMs: 5_000 }), 0)).toBe(true)
    expect(accounts.allowances(nowMs() + 4_999, performance.now() + minuteMs, 1)).toEqual([])
    accounts.pauseAccount(account, 0)
  }
})

test('an app pauses with all its accounts as soon as what is on its way will use up what is left', async () => {
  const heed = createBudgetEar({ house, lane, accounts })
  expect(await heed(account, told({ perMinute: 4000, remaining: 6 }), 5)).toBe(false)
  expect(await heed(account, told({ perMinute: 4000, remaining: 5 }), 5)).toBe(true)
  expect(accounts.pausedUntil).toBe(nowMs() + minuteMs)
  const [row] = await house.database.$client`
    select extract(epoch from paused_until)::float * 1000 as until, paused_why as why from lanes where id = ${lane}`
  expect(row).toEqual({ until: nowMs() + minuteMs, why: 'budget-spent' })
})

test('a count that shows nothing left after a pause as before is none to go by', async () => {
  const heed = createBudgetEar({ house, lane, accounts })
  expect(await heed(account, told({ perMinute: 100, remaining: 0 }), 0)).toBe(true)
  accounts.pauseAccount(account, 0)
  expect(await heed(account, told({ perMinute: 100, remaining: 0 }), 0)).toBe(false)
  expect(await heed(account, told({ perMinute: 100, remaining: 9 }), 0)).toBe(false)
  expect(await heed(account, told({ perMinute: 100, remaining: 0 }), 0)).toBe(true)
})

test('a sender asks the channel after each answer, and sends nothing more of an account that has nothing left', async () => {
  const chats: number[] = []
  for (const n of [0, 1, 2]) {
    const address = house.keyring.seal('contact', `person ${n}`, `chats.address:${account}`)
    const [row] = await house.database.$client<{ id: string }[]>`
      insert into chats (lookup, account_id, address, created_at)
      values (${house.keyring.blindIndex('chat', String(n))}, ${account}, ${address}, now()) returning id`
    chats.push(Number(row?.id))
  }
  for (const chat of chats) {
    const payload = house.keyring.seal('outbox', '{"text":"Kính mời","locale":"vi"}', `outbox.payload:${chat}`)
    await house.database.$client`
      insert into outbox (lane, account_id, chat_id, priority, due_at, created_at, payload)
      values (${lane}, ${account}, ${chat}, 2, ${house.clock.now().toISOString()}::timestamptz, now(), ${payload})`
  }
  const processId = newId()
  await beat(house.database, processId, 'test')
  const [held] = await acquireLanes(house.database, processId)
  if (!held) throw new Error('the lane was not free')
  const channel = fakeChannel()
  const spent = told({ perMinute: 600, remaining: 0 })
  const sender = createLaneSender({
    house,
    processId,
    channelOf: () => ({ ...channel, budgetOf: () => spent }),
    lease: { lane, epoch: held.epoch, isHeld: () => true, pausedUntil: null, isHandedOver: false },
  })
  await sender.runOnce()
  await sender.stop()
  expect(channel.sent).toHaveLength(1)
  const [row] = await house.database.$client`
    select extract(epoch from paused_until)::float * 1000 as until from accounts where id = ${account}`
  expect(row).toEqual({ until: nowMs() + minuteMs })
})
