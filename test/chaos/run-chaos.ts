import { startChaosDatabase } from '../support/chaos/chaos-database.ts'
import { figuresOf, killUnderLoad } from '../support/chaos/kill-under-load.ts'
import { loseDatabase } from '../support/chaos/lose-database.ts'
import { openStage } from '../support/chaos/open-stage.ts'
import { killServices } from '../support/chaos/start-service.ts'

// `npm run chaos`: the suite's 25 kills as 200, and its absence of the database as a whole minute, on a PostgreSQL that
// syncs every commit to disk. CHAOS_KILLS changes how many, CHAOS_SEED repeats a run.

const kills = Number(process.env['CHAOS_KILLS'] ?? 200)
const awayMs = 1_000 * Number(process.env['CHAOS_SECONDS_AWAY'] ?? 60)
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000))
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const showTable = (figures: object): void =>
  console.table(Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, { value: String(value) }])))

let close = async (): Promise<void> => {}
const givenUp = (): void => {
  void Promise.all([killServices(), close()]).finally(() => process.exit(130))
}
process.once('SIGINT', givenUp)
process.once('SIGTERM', givenUp)

const onStage = async <Result>(
  run: (
    stage: Awaited<ReturnType<typeof openStage>>,
    database: Awaited<ReturnType<typeof startChaosDatabase>>,
  ) => Promise<Result>,
): Promise<Result> => {
  const database = await startChaosDatabase()
  close = database.close
  const stage = await openStage({ databaseUrl: database.url, seed, residents: 60 })
  close = async () => {
    await stage.close()
    await database.close()
  }
  try {
    return await run(stage, database)
  } finally {
    await close()
    close = async () => {}
  }
}

say(`${kills} kills under load, seed ${seed}`)
const outcome = await onStage(async (stage) => await killUnderLoad({ stage, seed, kills, say }))
const figures = figuresOf(outcome)
showTable(figures)

say(`the database restarts, crashes, stays away for ${awayMs / 1_000} s, and hangs`)
const frozenMs = process.platform === 'linux' ? 20_000 : 0
const loss = await onStage(async (stage, database) => await loseDatabase({ stage, database, seed, awayMs, frozenMs }))
const away = {
  updates: loss.books.updates,
  turns: loss.books.turns,
  takenWhileAway: loss.takenMeanwhile,
  answers: JSON.stringify(loss.statuses),
  slowestWebhookMs: loss.slowestMs,
  repeats: loss.books.repeats,
  uncertain: loss.books.uncertain,
  broken: loss.books.broken.length,
}
showTable(away)

const broken = [
  ...outcome.books.broken,
  ...loss.books.broken,
  ...(outcome.books.repeats > outcome.kills.inFlight ? ['more messages came again than were in flight'] : []),
  ...(loss.books.repeats > 0 ? ['messages came again although only the database was away'] : []),
  ...(loss.isAlive ? [] : ['the service did not outlive the absence of its database']),
  ...loss.readiness.filter((status) => status !== 503).map((status) => `/readyz said ${status} without a database`),
]
for (const fault of broken) say(`BROKEN: ${fault}`)
say(JSON.stringify({ kills: figures, away }))
process.exitCode = broken.length > 0 ? 1 : 0
