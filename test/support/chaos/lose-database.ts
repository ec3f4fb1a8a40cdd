import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../../emulators/telegram/seeded-random.ts'
import type { ChaosDatabase } from './chaos-database.ts'
import { checkBooks, type Books } from './check-books.ts'
import { liftPacing, type Stage } from './open-stage.ts'
import { live } from './resident.ts'
import type { Service } from './start-service.ts'

export type Loss = {
  readonly books: Books
  readonly isAlive: boolean
  /** What /readyz said while the database was gone, and while it hung. */
  readonly readiness: readonly (number | undefined)[]
  /** Webhooks that were answered while it was gone. */
  readonly takenMeanwhile: number
  /** How many webhooks had which answer. */
  readonly statuses: Readonly<Record<string, number>>
  readonly slowestMs: number
}

type Options = {
  readonly stage: Stage
  readonly database: ChaosDatabase
  readonly seed: number
  readonly awayMs: number
  readonly frozenMs: number
}

const becomes = async (service: Service, status: number): Promise<void> => {
  let last: number | undefined
  for (const end = performance.now() + 30_000; performance.now() < end; await pause(100)) {
    last = await service.readiness()
    if (last === status) return
  }
  const state = service.isAlive() ? 'lives' : 'has ended'
  throw new Error(`/readyz says ${last}, not ${status}; the service ${state}:\n${service.said.slice(-30).join('\n')}`)
}

/** While people talk, the database restarts in order, crashes, stays away, and hangs. */
export const loseDatabase = async ({ stage, database, seed, awayMs, frozenMs }: Options): Promise<Loss> => {
  const random = seededRandom(seed)
  const service = await stage.start()
  await liftPacing(stage.sql)
  let goesOn = true
  const temper = {
    patienceMs: 60_000 + awayMs,
    thinkingMs: () => 500 + random() * 2_000,
    opinionsMax: 12,
    goesOn: () => goesOn,
  }
  const lives = Promise.all(stage.residents.map(async (resident) => await live(resident, temper)))

  await pause(3_000)
  for (const how of ['fast', 'immediate'] as const) {
    await database.restart(how)
    await pause(500)
    await becomes(service, 200)
    await pause(1_500)
  }

  await database.takeAway()
  const before = stage.balancer.acknowledged.length
  await becomes(service, 503)
  await pause(awayMs)
  const readiness = [await service.readiness()]
  const takenMeanwhile = stage.balancer.acknowledged.length - before
  await database.bringBack()
  await becomes(service, 200)

  if (frozenMs > 0) {
    await pause(1_000)
    database.freeze()
    await pause(frozenMs)
    readiness.push(await service.readiness())
    database.thaw()
    await becomes(service, 200)
  }

  goesOn = false
  stage.calm()
  await lives
  await stage.drain(60_000)
  return {
    books: await checkBooks(stage),
    isAlive: service.isAlive(),
    readiness,
    takenMeanwhile,
    statuses: Object.fromEntries(stage.balancer.statuses),
    slowestMs: Math.round(stage.balancer.slowestMs),
  }
}
