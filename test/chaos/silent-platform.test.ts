import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBooks } from '../support/chaos/check-books.ts'
import { liftPacing, openStage, zaloSend, type Stage } from '../support/chaos/open-stage.ts'
import { live } from '../support/chaos/resident.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await openStage({ databaseUrl: database.url, seed: 5, residents: 12, slowAnswers: false })
})
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const receipt = /Mã biên nhận: ([\d ]{14})/

const onZalo = (wanted: RegExp) => (request: { path: string; body: Buffer }) =>
  request.path === zaloSend && wanted.test(request.body.toString('utf8'))
const onTelegram = (wanted: RegExp) => (call: { method: string; params: Readonly<Record<string, unknown>> }) =>
  call.method.toLowerCase() === 'sendmessage' && wanted.test(String(call.params['text']))

test('a platform that takes a message and stays silent gets it once more at most, marked, with the same code', async () => {
  await stage.start()
  await liftPacing(stage.sql)
  const receipts = [
    stage.zalo.fault({ match: onZalo(receipt), kind: 'timeout-after-accept', times: 2 }),
    stage.zalo.fault({ match: onZalo(receipt), kind: 'reset-after-accept', times: 4 }),
    stage.telegram.fault({ match: onTelegram(receipt), kind: 'timeoutAfterAccept', times: 1 }),
    stage.telegram.fault({ match: onTelegram(receipt), kind: 'resetAfterAccept', times: 2 }),
  ]
  // People answer a prompt that has arrived: then the next one takes the place of the one in doubt.
  const prompts = [
    stage.zalo.fault({ match: onZalo(/Xin ông\/bà xem lại/), kind: 'reset-after-accept', times: 2 }),
    stage.telegram.fault({ match: onTelegram(/Xin ông\/bà xem lại/), kind: 'resetAfterAccept', times: 1 }),
  ]
  const temper = { patienceMs: 60_000, thinkingMs: () => 500, opinionsMax: 2, goesOn: () => true }
  await Promise.all(stage.residents.map(async (resident) => await live(resident, temper)))
  await stage.drain(60_000)
  const countHits = (faults: readonly { readonly hits: number }[]): number =>
    faults.reduce((sum, { hits }) => sum + hits, 0)
  expect([countHits(receipts), countHits(prompts)]).toEqual([9, 3])

  const books = await checkBooks(stage)
  expect(books.broken).toEqual([])
  expect(books.opinions).toBe(2 * stage.residents.length)
  const copies = stage.residents.flatMap(({ phone }) => [
    ...Map.groupBy(
      phone.heard().flatMap(({ text }) => receipt.exec(text)?.[1] ?? []),
      (code) => code,
    ).values(),
  ])
  expect(copies).toHaveLength(books.opinions)
  expect(copies.filter((same) => same.length > 2)).toEqual([])
  // Zalo shows what it took in an echo, and that settles the matter; Telegram shows nothing, so it comes once more.
  expect(copies.filter((same) => same.length === 2)).toHaveLength(3)
  // Those whose matter nothing settled are marked, and nobody else: on Telegram three receipts and a prompt.
  expect(books.uncertain).toBe(4)
}, 200_000)
