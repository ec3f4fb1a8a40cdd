import { setTimeout as pause } from 'node:timers/promises'
import type { Stage } from './open-stage.ts'
import type { Service } from './start-service.ts'

export type Kills = {
  readonly kills: number
  /** How many of them another process survived. */
  readonly survived: number
  /** Messages that were on their way as their process died. */
  readonly inFlight: number
  /** Turns that were running. */
  readonly inTurn: number
  /** How long lanes of a killed process stood still until the one that survived held them, in ms. */
  readonly takeoversMs: readonly number[]
  /** The same where nobody survived: a new process has to start first. */
  readonly restartsMs: readonly number[]
}

type Options = {
  readonly stage: Stage
  readonly kills: number
  readonly random: () => number
  readonly say?: (text: string) => void
}

const longestTakeoverMs = 60_000
/** From its launch on: about half of those who are alone get to work before they are killed. */
const aloneMs = 6_000

const lookAtDead = async ({ sql }: Stage, processId: string) => {
  const [row] = await sql<{ sending: string; turning: string }[]>`
    select (select count(*) from outbox o join lanes l on l.id = o.lane
        where o.state = 'attempting' and l.owner = ${processId} and o.epoch = l.epoch) as sending,
      (select count(*) from inbox where taken_by = ${processId}) as turning`
  const lanes = await sql<{ id: string; epoch: string }[]>`select id, epoch from lanes where owner = ${processId}`
  return { sending: Number(row?.sending), turning: Number(row?.turning), lanes }
}

const timeTakeover = async ({ sql }: Stage, lane: { id: string; epoch: string }, since: number): Promise<number> => {
  for (; performance.now() - since < longestTakeoverMs; await pause(50)) {
    const [row] = await sql`
      select 1 from lanes where id = ${lane.id} and epoch > ${lane.epoch} and owner is not null`
    if (row) break
  }
  return performance.now() - since
}

/** Kills processes at random moments, starting included. Half of the time two of them share the database. */
export const killAtRandom = async ({ stage, kills, random, say = () => {} }: Options): Promise<Kills> => {
  const takeovers: Promise<number>[] = []
  const restarts: Promise<number>[] = []
  let survived = 0
  let inFlight = 0
  let inTurn = 0
  let alive: Service[] = stage.services.filter((service) => service.isAlive())

  const kill = async (victim: Service): Promise<void> => {
    await stage.end(victim, 'kill')
    const since = performance.now()
    alive = alive.filter((service) => service !== victim)
    const processId = await stage.nameOf(victim)
    // Killed before it had shown itself: it can have held nothing.
    if (processId === undefined) return
    const dead = await lookAtDead(stage, processId)
    inFlight += dead.sending
    inTurn += dead.turning
    const standstills = alive.length > 0 ? takeovers : restarts
    standstills.push(...dead.lanes.map(async (lane) => await timeTakeover(stage, lane, since)))
  }

  for (let done = 0; done < kills; done += 1) {
    const wantsTwo = done >= kills / 2
    while (alive.length < (wantsTwo ? 2 : 1)) {
      alive.push(await (wantsTwo ? stage.start() : stage.launch()))
    }
    await pause(100 + random() * (wantsTwo ? 1_200 : aloneMs))
    const victim = alive[Math.floor(random() * alive.length)]
    if (!victim) throw new Error('nobody is left to be killed')
    if (!victim.isAlive()) throw new Error(`a process ended by itself:\n${victim.said.slice(-20).join('\n')}`)
    if (alive.length > 1) survived += 1
    await kill(victim)
    say(`kill ${done + 1} of ${kills}: ${inFlight} messages and ${inTurn} turns were under way so far`)
  }
  if (alive.length === 0) await stage.launch()
  const takeoversMs = await Promise.all(takeovers)
  return { kills, survived, inFlight, inTurn, takeoversMs, restartsMs: await Promise.all(restarts) }
}
