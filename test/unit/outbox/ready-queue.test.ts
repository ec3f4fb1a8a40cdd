import { expect, test } from 'vitest'
import type { Candidate } from '../../../src/outbox/claim-store.ts'
import { createReadyQueue } from '../../../src/outbox/ready-queue.ts'

const candidate = (id: number, more: Partial<Candidate> = {}): Candidate => ({
  id,
  accountId: 'zalo:1',
  chatId: id,
  priority: 2,
  attempts: 0,
  onUncertain: 'resend',
  address: Buffer.alloc(0),
  payload: Buffer.alloc(0),
  contentId: null,
  ...more,
})

const depths = (...accounts: string[]) => new Map(accounts.map((id) => [id, 8]))
const anyone = (): boolean => false
const allow = (accountId: string, total = 8) => ({ accountId, total })
const room = (total = 8, bulk = total) => ({ total, bulk })
const ids = (list: readonly Candidate[]) => list.map((one) => one.id)

const filled = (...candidates: Candidate[]) => {
  const queue = createReadyQueue()
  const accounts = [...new Set(candidates.map((one) => one.accountId))]
  const wanted = queue.wanted(depths(...accounts))
  queue.lookedFor(wanted)
  queue.add(wanted, candidates)
  return queue
}

test('replies go before what is personal, and that before bulk; the oldest first', () => {
  const queue = filled(
    candidate(1),
    candidate(2, { priority: 1 }),
    candidate(4, { priority: 0 }),
    candidate(3, { priority: 0 }),
  )
  expect(ids(queue.take([allow('zalo:1')], room(8), anyone))).toEqual([3, 4, 2, 1])
})

test('one message a chat leaves at a time, and none to a chat that has one under way', () => {
  const queue = filled(
    candidate(1, { chatId: 5 }),
    candidate(2, { priority: 0, chatId: 5 }),
    candidate(3, { chatId: 6 }),
  )
  expect(ids(queue.take([allow('zalo:1')], room(8), (chat) => chat === 6))).toEqual([2])
  expect(ids(queue.take([allow('zalo:1')], room(8), anyone))).toEqual([1, 3])
})

test('bulk keeps to the room that is left to it; a reply may use all that the account allows', () => {
  const queue = filled(candidate(1), candidate(2), candidate(3, { priority: 0 }), candidate(4, { priority: 0 }))
  expect(ids(queue.take([allow('zalo:1')], room(3, 0), anyone))).toEqual([3, 4])
  expect(ids(queue.take([allow('zalo:1')], room(3, 1), anyone))).toEqual([1])
})

test('where the lane is narrower than its accounts, each of them begins in turn', () => {
  const accounts = ['zalo:1', 'zalo:2', 'zalo:3']
  const queue = filled(...accounts.flatMap((accountId, n) => [1, 2].map((k) => candidate(n * 10 + k, { accountId }))))
  const first = [1, 2, 3].map(
    () =>
      queue.take(
        accounts.map((id) => allow(id)),
        room(1),
        anyone,
      )[0]?.accountId,
  )
  expect(new Set(first)).toEqual(new Set(accounts))
})

test('urgent messages over the limit stay at hand, in their order', () => {
  const queue = filled(...[1, 2, 3].map((id) => candidate(id, { priority: 0 })))
  expect(ids(queue.take([allow('zalo:1')], room(1), anyone))).toEqual([1])
  expect(ids(queue.take([allow('zalo:1')], room(8), anyone))).toEqual([2, 3])
})

test('nothing is looked for again after a look that found less than it wanted, until something changed', () => {
  const queue = filled(candidate(1))
  queue.take([allow('zalo:1')], room(8), anyone)
  expect(queue.wanted(depths('zalo:1'))).toEqual([])
  queue.somethingChanged()
  expect(queue.wanted(depths('zalo:1'))).toEqual([{ accountId: 'zalo:1', urgent: 8, bulk: 8 }])
})

test('a look that found all it wanted is followed by another once half of it has left', () => {
  const queue = filled(...Array.from({ length: 8 }, (_one, at) => candidate(at + 1)))
  expect(queue.wanted(depths('zalo:1'))).toEqual([])
  queue.take([allow('zalo:1', 4)], room(), anyone)
  expect(queue.wanted(depths('zalo:1'))).toEqual([{ accountId: 'zalo:1', urgent: 0, bulk: 4 }])
})

test('what changes while a look is under way is looked for afterwards', () => {
  const queue = createReadyQueue()
  const wanted = queue.wanted(depths('zalo:1'))
  queue.lookedFor(wanted)
  queue.somethingChanged()
  queue.add(wanted, [])
  expect(queue.wanted(depths('zalo:1'))).toEqual(wanted)
})

test('when one account runs low all that are not nearly full are filled with the same look', () => {
  const queue = createReadyQueue()
  const of = (accountId: string, count: number, from: number) =>
    Array.from({ length: count }, (_one, n) => candidate(from + n, { accountId }))
  const all = depths('a', 'b', 'c')
  const first = queue.wanted(all)
  queue.lookedFor(first)
  queue.add(first, [...of('a', 8, 10), ...of('b', 8, 20), ...of('c', 8, 30)])
  const take = (accountId: string, total: number) => queue.take([allow(accountId, total)], room(total), anyone)
  take('b', 2)
  take('c', 1)
  expect(queue.wanted(all).filter((one) => one.bulk > 0)).toEqual([])
  take('a', 4)
  expect(queue.wanted(all).map(({ accountId, bulk }) => [accountId, bulk])).toEqual([
    ['a', 4],
    ['b', 2],
  ])
})
