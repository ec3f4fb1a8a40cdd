import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChaosDatabase, type ChaosDatabase } from '../support/chaos/chaos-database.ts'
import { loseDatabase } from '../support/chaos/lose-database.ts'
import { openStage, type Stage } from '../support/chaos/open-stage.ts'

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

test('a database that restarts, crashes, stays away and hangs costs no update and no second effect; the service lives on', async () => {
  const frozenMs = process.platform === 'linux' ? 6_000 : 0
  const loss = await loseDatabase({ stage, database, seed: 7, awayMs: 8_000, frozenMs })
  expect(loss.books.broken).toEqual([])
  expect(loss.books.turns).toBe(loss.books.updates)
  // No process died and no platform stayed silent.
  expect([loss.books.repeats, loss.books.uncertain]).toEqual([0, 0])
  expect(loss.isAlive).toBe(true)
  // Away it says so; while the database hangs a busy machine may not get to an answer, and never to a wrong one.
  expect(loss.readiness[0]).toBe(503)
  expect(loss.readiness).not.toContain(200)
  // What people said meanwhile was taken all the same, and soon enough for Zalo's two seconds on a quiet machine.
  expect(loss.takenMeanwhile).toBeGreaterThan(0)
  expect(Object.keys(loss.statuses)).toEqual(['200'])
  expect(loss.slowestMs).toBeLessThan(20_000)
}, 240_000)
