import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../emulators/telegram/seeded-random.ts'
import { startChaosDatabase, type ChaosDatabase } from '../support/chaos/chaos-database.ts'
import { checkBooks } from '../support/chaos/check-books.ts'
import { liftPacing, openStage, type Stage } from '../support/chaos/open-stage.ts'
import { live } from '../support/chaos/resident.ts'
import type { Service } from '../support/chaos/start-service.ts'

const awayMs = 8_000
let database: ChaosDatabase
let stage: Stage

beforeAll(async () => {
  database = await startChaosDatabase()
  stage = await openStage({ databaseUrl: database.url, seed: 7, residents: 24 })
})
afterAll(async () => {
  await stage.close()
  await database.close()
})

const becomes = async (service: Service, status: number): Promise<void> => {
  let last: number | undefined
  for (const end = performance.now() + 20_000; performance.now() < end; await pause(100)) {
    last = await service.readiness()
    if (last === status) return
  }
  const state = service.isAlive() ? 'lives' : 'has ended'
  throw new Error(
    `/readyz says ${last} instead of ${status}; the service ${state}:\n${service.said.slice(-30).join('\n')}`,
  )
}

test('a database that restarts, crashes and stays away costs no update and no second effect, and the service lives on', async () => {
  const random = seededRandom(7)
  const service = await stage.start()
  await liftPacing(stage.sql)
  let goesOn = true
  const temper = {
    patienceMs: 30_000,
    thinkingMs: () => 500 + random() * 2_000,
    opinionsMax: 12,
    goesOn: () => goesOn,
  }
  const lives = Promise.all(stage.residents.map(async (resident) => await live(resident, temper)))

  await pause(3_000)
  await database.restart('fast')
  await becomes(service, 200)
  await pause(2_000)
  await database.restart('immediate')
  await pause(500)
  await becomes(service, 200)
  await pause(2_000)

  await database.takeAway()
  await becomes(service, 503)
  const before = stage.balancer.acknowledged.length
  await pause(awayMs)
  expect(await service.readiness()).toBe(503)
  expect(service.isAlive()).toBe(true)
  // What people said meanwhile was taken all the same.
  expect(stage.balancer.acknowledged.length).toBeGreaterThan(before)
  await database.bringBack()
  await becomes(service, 200)

  goesOn = false
  await lives
  await stage.drain(60_000)
  expect(service.isAlive()).toBe(true)
  const books = await checkBooks(stage)
  console.log({ ...books, statuses: Object.fromEntries(stage.balancer.statuses), slowestMs: stage.balancer.slowestMs })
  expect(books.broken).toEqual([])
  expect([...stage.balancer.statuses.keys()].filter((status) => status !== 200)).toEqual([])
  expect(stage.balancer.slowestMs).toBeLessThan(10_000)
}, 240_000)
