import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyEarlyReceipts, noteReceipt } from '../../../src/outbox/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { openWard, type Ward } from '../broadcasts/ward.ts'

let ward: Ward
beforeAll(async () => {
  ward = await openWard()
}, 60_000)
afterAll(async () => await ward.close())

const booked = async (accountId: string, messageId: string): Promise<number> => {
  const lookup = ward.house.keyring.blindIndex('message-id', `${accountId}\n${messageId}`)
  const id = Math.floor(Math.random() * 1e9)
  const at = ward.house.clock.now().toISOString()
  await ward.sql`
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, message_lookup, attempts, uncertain, created_at, finished_at)
    values (${id}, 'lane', ${accountId}, 1, 2, 'sent', ${lookup}, 1, false, ${at}::timestamptz, ${at}::timestamptz)`
  return id
}
const told = async (id: number) => {
  const [row] = await ward.sql<{ delivered: string | null; seen: string | null }[]>`
    select delivered_at::text as delivered, seen_at::text as seen from outbox_history where id = ${id}`
  const iso = (text: string | null | undefined): string | null => (text ? new Date(text).toISOString() : null)
  return { delivered: iso(row?.delivered), seen: iso(row?.seen) }
}
const receipt = async (messageId: string, what: 'delivered' | 'seen', at: Date): Promise<void> =>
  await ward.as(
    systemActor('receipt'),
    async (scope) => await noteReceipt(scope, { accountId: 'zalo:oa', messageIds: [messageId], what, at }),
  )

test('the receipt of a template by phone finds the message that is booked under the phones', async () => {
  const id = await booked('phone:default', 'zns-1')
  const other = await booked('phone:default', 'zns-2')
  await receipt('zns-1', 'delivered', new Date('2026-11-21T02:01:00Z'))
  expect(await told(id)).toEqual({ delivered: '2026-11-21T02:01:00.000Z', seen: null })
  expect(await told(other)).toEqual({ delivered: null, seen: null })
})

test('the first moment stands: arrival stays what it was when the message is seen, and what was seen has arrived', async () => {
  const id = await booked('zalo:oa', 'cs-1')
  await receipt('cs-1', 'delivered', new Date('2026-11-21T02:01:00Z'))
  await receipt('cs-1', 'seen', new Date('2026-11-21T03:00:00Z'))
  await receipt('cs-1', 'seen', new Date('2026-11-21T05:00:00Z'))
  await receipt('cs-1', 'delivered', new Date('2026-11-21T06:00:00Z'))
  expect(await told(id)).toEqual({ delivered: '2026-11-21T02:01:00.000Z', seen: '2026-11-21T03:00:00.000Z' })
  const only = await booked('zalo:oa', 'cs-2')
  await receipt('cs-2', 'seen', new Date('2026-11-21T03:00:00Z'))
  expect(await told(only)).toEqual({ delivered: '2026-11-21T03:00:00.000Z', seen: '2026-11-21T03:00:00.000Z' })
})

test('a receipt that overtakes the booking of its message is kept and noted once it is booked, whichever account it is under', async () => {
  const kept = async () => await ward.sql`select 1 from early_receipts`
  await receipt('early-1', 'delivered', new Date('2026-11-21T02:01:00Z'))
  await receipt('early-1', 'seen', new Date('2026-11-21T02:02:00Z'))
  await receipt('early-2', 'delivered', new Date('2026-11-21T02:03:00Z'))
  expect(await applyEarlyReceipts(ward.house.database, ward.house.clock.now())).toBe(0)
  const first = await booked('zalo:oa', 'early-1')
  const second = await booked('phone:default', 'early-2')
  expect(await applyEarlyReceipts(ward.house.database, ward.house.clock.now())).toBe(2)
  expect(await told(first)).toEqual({ delivered: '2026-11-21T02:01:00.000Z', seen: '2026-11-21T02:02:00.000Z' })
  expect(await told(second)).toEqual({ delivered: '2026-11-21T02:03:00.000Z', seen: null })
  // What is left belongs to the account under which the message was not booked, and goes after an hour.
  ward.house.clock.advance(2 * 3_600_000)
  expect(await applyEarlyReceipts(ward.house.database, ward.house.clock.now())).toBe(0)
  expect(await kept()).toHaveLength(0)
})

test('a receipt is noted by the service alone', async () => {
  const officer = await ward.officer(['front_officer'])
  const noted = ward.as(
    officer,
    async (scope) =>
      await noteReceipt(scope, { accountId: 'zalo:oa', messageIds: ['x'], what: 'seen', at: new Date(0) }),
  )
  await expect(noted).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
