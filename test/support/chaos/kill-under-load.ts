import { seededRandom } from '../../emulators/telegram/seeded-random.ts'
import { checkBooks, type Books } from './check-books.ts'
import { killAtRandom, type Kills } from './kill-at-random.ts'
import { liftPacing, type Stage } from './open-stage.ts'
import { live } from './resident.ts'

export type Outcome = { readonly seed: number; readonly seconds: number; readonly books: Books; readonly kills: Kills }

type Options = {
  readonly stage: Stage
  readonly seed: number
  readonly kills: number
  readonly say?: (text: string) => void
}

/** People talk while processes are killed; afterwards everything comes to rest and the books are compared. */
export const killUnderLoad = async ({ stage, seed, kills: count, say }: Options): Promise<Outcome> => {
  const since = performance.now()
  const random = seededRandom(seed)
  await stage.start()
  await liftPacing(stage.sql)
  let goesOn = true
  const temper = {
    patienceMs: 90_000,
    thinkingMs: () => 2_000 + random() * 8_000,
    opinionsMax: 12 + count,
    goesOn: () => goesOn,
  }
  const lives = Promise.all(stage.residents.map(async (resident) => await live(resident, temper)))
  const kills = await killAtRandom({ stage, kills: count, random, ...(say ? { say } : {}) })
  goesOn = false
  stage.calm()
  await lives
  await stage.drain(60_000)
  const books = await checkBooks(stage)
  return { seed, seconds: Math.round((performance.now() - since) / 1_000), books, kills }
}

const middle = (all: readonly number[]): number =>
  Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0)
const longest = (all: readonly number[]): number => Math.round(Math.max(0, ...all))

/** The outcome in figures, for a table and for one line of JSON. */
export const figuresOf = ({ seed, seconds, books, kills }: Outcome) => ({
  seed,
  seconds,
  kills: kills.kills,
  killsWithSurvivor: kills.survived,
  turnsUnderWay: kills.inTurn,
  messagesInFlight: kills.inFlight,
  updates: books.updates,
  turns: books.turns,
  opinions: books.opinions,
  messages: books.messages,
  repeats: books.repeats,
  uncertain: books.uncertain,
  saidAgain: books.saidAgain,
  takeoverMsMiddle: middle(kills.takeoversMs),
  takeoverMsLongest: longest(kills.takeoversMs),
  restartMsLongest: longest(kills.restartsMs),
  broken: books.broken.length,
})
