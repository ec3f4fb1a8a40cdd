import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../emulators/telegram/seeded-random.ts'
import { checkBooks } from '../support/chaos/check-books.ts'
import { liftPacing, openStage, type Stage } from '../support/chaos/open-stage.ts'
import { live } from '../support/chaos/resident.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'

const boundMs = 25_000
const stops = 2
let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await openStage({ databaseUrl: database.url, seed: 3, residents: 24 })
})
afterAll(async () => {
  await stage.close()
  await database.drop()
})

test('a process that is told to stop under load ends with 0 in time; nothing is lost and nothing is uncertain', async () => {
  const random = seededRandom(3)
  let service = await stage.start()
  await liftPacing(stage.sql)
  let goesOn = true
  const temper = {
    patienceMs: 30_000,
    thinkingMs: () => 500 + random() * 1_500,
    opinionsMax: 12,
    goesOn: () => goesOn,
  }
  const lives = Promise.all(stage.residents.map(async (resident) => await live(resident, temper)))
  for (let done = 0; done < stops; done += 1) {
    // A platform that takes its time: what it is asked when the stop comes has its answer first.
    stage.telegram.fault({ kind: 'slow', match: 'sendMessage', ms: 6_000, times: 2 })
    await pause(2_000 + random() * 1_500)
    const since = performance.now()
    const exit = await stage.end(service, 'terminate')
    expect(exit, service.said.slice(-20).join('\n')).toEqual({ code: 0, signal: null })
    expect(performance.now() - since).toBeLessThan(boundMs)
    service = await stage.start()
  }
  goesOn = false
  stage.calm()
  await lives
  await stage.drain(60_000)
  const books = await checkBooks(stage)
  expect(books).toMatchObject({ broken: [], repeats: 0, uncertain: 0 })
  expect(books.opinions).toBeGreaterThanOrEqual(stage.residents.length)
}, 240_000)
