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

test('a platform that takes a message and stays silent gets it once more at most, marked, with the same code', async () => {
  await stage.start()
  await liftPacing(stage.sql)
  const faults = [
    stage.zalo.fault({ match: zaloSend, kind: 'timeout-after-accept', times: 3 }),
    stage.zalo.fault({ match: zaloSend, kind: 'reset-after-accept', times: 6 }),
    stage.telegram.fault({ match: 'sendMessage', kind: 'timeoutAfterAccept', times: 2 }),
    stage.telegram.fault({ match: 'sendMessage', kind: 'resetAfterAccept', times: 3 }),
  ]
  const temper = { patienceMs: 60_000, thinkingMs: () => 500, opinionsMax: 2, goesOn: () => true }
  await Promise.all(stage.residents.map(async (resident) => await live(resident, temper)))
  await stage.drain(60_000)
  const struck = faults.reduce((sum, { hits }) => sum + hits, 0)
  expect(struck).toBe(14)
  const books = await checkBooks(stage)
  expect(books.broken).toEqual([])
  expect(books.repeats).toBe(struck)
  expect(books.opinions).toBe(2 * stage.residents.length)
  // Those that were struck, and nobody else.
  const rows = await stage.sql<{ attempts: number; count: string }[]>`
    select attempts, count(*) as count from outbox_history where uncertain group by attempts`
  expect(rows.reduce((sum, { attempts, count }) => sum + (attempts - 1) * Number(count), 0)).toBe(struck)
}, 200_000)
