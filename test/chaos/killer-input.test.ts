import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liftPacing, openStage, type Stage } from '../support/chaos/open-stage.ts'
import { live, type Resident } from '../support/chaos/resident.ts'
import type { Service } from '../support/chaos/start-service.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'

const deadlyModule = new URL('../support/chaos/die-on-word.ts', import.meta.url).href
const deadlyWords = 'Đèn đường ở ngõ 12 tắt vì sự cố máy chủ, bao giờ sửa?'
const mildWords = 'Bao giờ phường lắp thêm đèn đường ở ngõ 12?'
const attemptsMax = 5
let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await openStage({ databaseUrl: database.url, seed: 1, residents: 8, nuisances: false })
})
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const waitFor = async (what: string, holds: () => Promise<boolean> | boolean, ms = 30_000): Promise<void> => {
  for (const end = performance.now() + ms; performance.now() < end; await pause(50)) if (await holds()) return
  throw new Error(`waited in vain for: ${what}`)
}

const hears = async (resident: Resident, wanted: RegExp): Promise<void> =>
  await waitFor(`${resident.name} to hear ${wanted.source}`, () =>
    resident.phone.heard().some(({ text }) => wanted.test(text)),
  )

/** Everybody's next message is there before the first of them has its turn. */
const sayAllAtOnce = async (messages: ReadonlyMap<Resident, string>): Promise<void> => {
  await stage.sql`create function keep_back() returns trigger language plpgsql as
    $$ begin new.due_at := new.due_at + interval '1 hour'; return new; end $$`
  await stage.sql`create trigger keep_back before insert on inbox for each row execute function keep_back()`
  for (const [resident, text] of messages) resident.phone.say(text)
  await waitFor('all messages to be stored', async () => {
    const rows = await stage.sql`select 1 from inbox where due_at > now()`
    return rows.length === messages.size
  })
  await stage.sql`drop trigger keep_back on inbox`
}

const lookAtInbox = async () => {
  const rows = await stage.sql<{ state: string; attempts: number }[]>`select state, attempts from inbox`
  return rows.map(({ state, attempts }) => ({ state, attempts }))
}

test('an input that kills its process is parked, alone, and the person hears of it; their chat and all others go on', async () => {
  const first = await stage.start()
  await liftPacing(stage.sql)
  const temper = { patienceMs: 30_000, thinkingMs: () => 0, opinionsMax: 0, goesOn: () => false }
  await Promise.all(stage.residents.map(async (resident) => await live(resident, temper)))
  await stage.drain(30_000)
  const [unlucky, ...others] = stage.residents
  if (!unlucky) throw new Error('there are residents')
  // In the middle, so that those before and behind are taken together with it.
  const order = [...others.slice(0, 3), unlucky, ...others.slice(3)]
  await sayAllAtOnce(new Map(order.map((one) => [one, one === unlucky ? deadlyWords : mildWords])))
  await stage.end(first, 'terminate')
  await stage.sql`update inbox set due_at = now()`

  let deaths = 0
  const parked = async (): Promise<boolean> => (await lookAtInbox()).some(({ state }) => state === 'parked')
  for (let service: Service | undefined; !(await parked()); await pause(50)) {
    if (service?.isAlive()) continue
    if (service) {
      deaths += 1
      await stage.end(service, 'kill')
      // The host knows at once that it is dead; the database would wait five seconds for its next beat.
      await stage.sql`update processes set beat_at = beat_at - interval '1 minute'`
    }
    expect(deaths).toBeLessThanOrEqual(attemptsMax)
    service = await stage.launch([deadlyModule])
  }
  expect(deaths).toBe(attemptsMax)
  await hears(unlucky, /trục trặc/)
  for (const other of others) await hears(other, /1\. Gửi/)
  unlucky.phone.say(mildWords)
  await hears(unlucky, /1\. Gửi/)
  await stage.drain(30_000)
  expect(await lookAtInbox()).toEqual([{ state: 'parked', attempts: attemptsMax + 1 }])
}, 180_000)
