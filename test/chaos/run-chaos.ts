import { startChaosDatabase } from '../support/chaos/chaos-database.ts'
import { figuresOf, killUnderLoad } from '../support/chaos/kill-under-load.ts'
import { openStage } from '../support/chaos/open-stage.ts'
import { killServices } from '../support/chaos/start-service.ts'

// `npm run chaos`: the same as the suite's 25 kills, with 200, on a PostgreSQL that syncs every commit to disk.
// CHAOS_KILLS and CHAOS_SEED change how many, and repeat a run.

const kills = Number(process.env['CHAOS_KILLS'] ?? 200)
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000))
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const database = await startChaosDatabase()
const stage = await openStage({ databaseUrl: database.url, seed, residents: 60 })
const close = async (): Promise<void> => {
  await stage.close()
  await killServices()
  await database.close()
}
const givenUp = (): void => {
  close().then(
    () => process.exit(130),
    () => process.exit(130),
  )
}
process.once('SIGINT', givenUp)
process.once('SIGTERM', givenUp)

try {
  say(`${kills} kills under load, seed ${seed}`)
  const outcome = await killUnderLoad({ stage, seed, kills, say })
  const figures = figuresOf(outcome)
  console.table(Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, { value }])))
  for (const fault of outcome.books.broken) say(`BROKEN: ${fault}`)
  if (outcome.books.repeats > outcome.kills.inFlight) say('BROKEN: more repeats than messages were in flight')
  say(JSON.stringify(figures))
  if (outcome.books.broken.length > 0 || outcome.books.repeats > outcome.kills.inFlight) process.exitCode = 1
} finally {
  await close()
}
