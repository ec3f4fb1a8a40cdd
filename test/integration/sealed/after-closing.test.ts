import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor, type Actor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { fromBase64, decryptWith, leafOf, openWords } from '../../../src/sealed/crypto.ts'
import {
  closeDueWindows,
  destroyEnvelopes,
  envelopesOf,
  findSealedReceipt,
  findWindow,
  linkFor,
  readLog,
  releaseSynthesis,
  writeSynthesis,
} from '../../../src/sealed/index.ts'
import { dumpDatabase, foundIn } from '../../support/dump.ts'
import { openSealedWindow } from '../../support/sealed-window.ts'
import { openWard, ward, wardPath } from '../broadcasts/ward.ts'

const day = 86_400_000
const count = 40
const job = systemActor('test')

type Sealed = Awaited<ReturnType<typeof openSealedWindow>>
let stage: Awaited<ReturnType<typeof openWard>>
let window: Sealed
const people = Array.from({ length: count }, () => newId())
const links: string[] = []
const codes: string[] = []

const resident = (residentId: string): Actor => ({ kind: 'resident', residentId, chatId: '1' })
const close = async (): Promise<void> => {
  while ((await stage.as(job, closeDueWindows)) > 0);
}

beforeAll(async () => {
  stage = await openWard()
  window = await openSealedWindow(stage.house, { unitId: ward, unitPath: wardPath })
  for (const [at, one] of people.entries()) {
    stage.house.clock.advance(60_000)
    const link = await stage.as(resident(one), async (scope) => await linkFor(scope, window.id))
    links.push(link)
    codes.push(await window.seal(link, `Lời kín thứ ${at + 1}`))
  }
  stage.house.clock.advance(6 * day)
  await close()
}, 120_000)
afterAll(async () => await stage.close())

test('after the closing a dump leads from no person and no link to an envelope', async () => {
  const dump = await dumpDatabase(stage.house.database)
  for (const one of people) expect(foundIn(dump, one)).toEqual([])
  for (const link of links) {
    const token = link.split('#')[1] ?? ''
    for (const form of [token, createHash('sha256').update(token).digest('hex')])
      expect(foundIn(dump, form)).toEqual([])
  }
  expect(dump.filter(({ table }) => table === 'sealed_links')).toEqual([])
  expect((await findWindow(stage.house.database, window.id))?.state).toBe('closed')
  const keys = await stage.sql`select 1 from sealed_windows where key is not null`
  expect(keys).toHaveLength(0)
})

/** Between -1 and 1: how far an order agrees with the one in which people came. */
const agreement = (order: readonly number[]): number => {
  const n = order.length
  const squares = order.reduce((sum, rank, at) => sum + (rank - at) ** 2, 0)
  return 1 - (6 * squares) / (n * (n * n - 1))
}

test('neither where envelopes lie, nor their ids, nor the log follows the order in which people came, and none has a time', async () => {
  const orders = await Promise.all([
    stage.sql`select code from sealed_envelopes order by ctid`,
    stage.sql`select code from sealed_envelopes order by id`,
    stage.sql`select code from sealed_log order by position`,
  ])
  for (const rows of orders) {
    expect(rows).toHaveLength(count)
    expect(Math.abs(agreement(rows.map((row) => codes.indexOf(String(row['code'])))))).toBeLessThan(0.6)
  }
  const times = await stage.sql`
    select 1 from information_schema.columns
    where table_name in ('sealed_envelopes', 'sealed_log', 'sealed_links') and data_type like 'timestamp%'`
  expect(times).toHaveLength(0)
  const ids = await stage.sql`select id from sealed_envelopes`
  expect(ids.filter((row) => String(row['id'])[14] !== '4')).toEqual([])
})

test('a reader who has lost their key opens nothing, and the other two still open every letter', async () => {
  const [lost, one, other] = window.readers
  const envelopes = await envelopesOf(stage.house.database, window.id)
  expect(envelopes).toHaveLength(count)
  const heard = new Set<string>()
  for (const envelope of envelopes) {
    const shareOf = async (officerId = ''): Promise<Uint8Array> =>
      await decryptWith(window.identities.get(officerId) ?? '', envelope.shares[officerId] ?? '')
    const mine = await shareOf(one?.officerId)
    expect(await openWords(envelope, [mine])).toBeNull()
    // With the sealed share of the one without a key there is nothing to add.
    const closed = fromBase64(envelope.shares[lost?.officerId ?? ''] ?? '')
    expect(await openWords(envelope, [mine, closed])).toBeNull()
    heard.add((await openWords(envelope, [mine, await shareOf(other?.officerId)])) ?? '')
  }
  expect([...heard].toSorted()).toEqual(people.map((_one, at) => `Lời kín thứ ${at + 1}`).toSorted())
}, 60_000)

test('letters are destroyed a month after the synthesis was released, and receipts are still found in the log', async () => {
  const [reader] = window.readers
  if (!reader) throw new Error('there are readers')
  const input = { id: window.id, version: await window.version(), text: 'Nhân dân mong tiếp dân đúng lịch.' }
  const short = { ...input, read: count - 1, unreadable: 0 }
  await expect(stage.as(reader, async (scope) => await writeSynthesis(scope, short))).rejects.toMatchObject({
    field: 'read',
  })
  await stage.as(reader, async (scope) => await writeSynthesis(scope, { ...input, read: count - 1, unreadable: 1 }))
  const written = { id: window.id, version: await window.version() }
  await stage.as(window.approver, async (scope) => await releaseSynthesis(scope, written))
  const left = async (): Promise<number> => (await stage.sql`select 1 from sealed_envelopes`).length
  stage.house.clock.advance(30 * day - 60_000)
  expect(await stage.as(job, destroyEnvelopes)).toBe(0)
  expect(await left()).toBe(count)
  stage.house.clock.advance(120_000)
  expect(await stage.as(job, destroyEnvelopes)).toBe(count)
  expect(await left()).toBe(0)
  const log = await readLog(stage.house.database, window.id)
  expect(log).toHaveLength(count)
  let head = createHash('sha256').update(`nhip-cau sealed log ${window.id}`).digest('hex')
  for (const { leaf } of log)
    head = createHash('sha256')
      .update(Buffer.from(`${head}${leaf}`, 'hex'))
      .digest('hex')
  expect((await findWindow(stage.house.database, window.id))?.logHead).toBe(head)
  for (const code of codes) expect(await findSealedReceipt(stage.house.database, code)).toBeDefined()
})

test('what nobody released is destroyed a year after the closing', async () => {
  const second = await openSealedWindow(stage.house, { unitId: ward, unitPath: wardPath })
  const link = await stage.as(resident(newId()), async (scope) => await linkFor(scope, second.id))
  await second.seal(link, 'Lời không ai đọc')
  stage.house.clock.advance(6 * day)
  await close()
  stage.house.clock.advance(364 * day)
  expect(await stage.as(job, destroyEnvelopes)).toBe(0)
  stage.house.clock.advance(2 * day)
  expect(await stage.as(job, destroyEnvelopes)).toBe(1)
  expect(await readLog(stage.house.database, second.id)).toHaveLength(1)
})

test('the leaf of the log is the hash of what lies there, so that a letter changed afterwards is seen', async () => {
  const third = await openSealedWindow(stage.house, { unitId: ward, unitPath: wardPath })
  const link = await stage.as(resident(newId()), async (scope) => await linkFor(scope, third.id))
  await third.seal(link, 'Lời còn nguyên')
  stage.house.clock.advance(6 * day)
  await close()
  const [envelope] = await envelopesOf(stage.house.database, third.id)
  const [line] = await readLog(stage.house.database, third.id)
  if (!envelope) throw new Error('no envelope')
  expect(await leafOf(envelope)).toBe(line?.leaf)
  const changed = { ...envelope, body: `${envelope.body.slice(0, -8)}AAAAAAA=` }
  expect(await leafOf(changed)).not.toBe(line?.leaf)
})
