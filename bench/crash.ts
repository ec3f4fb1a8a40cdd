import { openLaneStage, until, type LaneStage } from './support/lane-stage.ts'
import { startMock } from './support/processes.ts'
import { median, record } from './support/report.ts'

const messages = 20_000
const parallel = 32
const accountId = 'telegram:bench'

type Crash = {
  readonly lost: number
  readonly repeats: number
  readonly marked: number
  readonly unmarked: number
  readonly secondsSilent: number
}

type Plan = {
  readonly rate: number
  readonly messages: number
  readonly killAfter: number
  /** A second process stands by; else the killed one is started anew at once. */
  readonly isStandingBy: boolean
}

/** Kills the process that sends once so many messages have arrived, and lets another end the broadcast. */
const crash = async (stage: LaneStage, plan: Plan): Promise<Crash> => {
  const mock = await startMock({ latencyMs: 5, blockedOneIn: 1000 })
  const { rate } = plan
  await stage.reset([{ id: accountId, lane: accountId, capabilities: { perSecond: rate, lanePerSecond: rate } }])
  const chats = await stage.broadcast(accountId, plan.messages)
  const first = await stage.sender(mock, parallel)
  const standing = plan.isStandingBy ? await stage.sender(mock, parallel) : undefined
  await until(async () => (await mock.count()) >= plan.killAfter, 5)
  await first.kill()
  const killedAt = Date.now()
  const second = standing ?? (await stage.sender(mock, parallel))
  await until(async () => await stage.isEmpty())
  const { times, chats: reached, blocked, repeats, repeated } = await mock.stats()
  await second.stop()
  await mock.stop()
  const after = times.filter((time) => time >= killedAt - 1000)
  const gaps = after.map((time, at) => time - (after[at - 1] ?? time))
  const marked = await stage.house.database.$client<{ chat_id: string }[]>`
    select chat_id from outbox_history where uncertain`
  const books = new Set(marked.map((row) => Number(row.chat_id)))
  const chatOf = new Map(chats.map((id, at) => [stage.addressOf(at), id]))
  return {
    lost: plan.messages - reached - new Set(chats.filter((_id, at) => at % 1000 === 0)).size,
    repeats,
    marked: books.size,
    unmarked: repeated.filter((address) => !books.has(chatOf.get(address) ?? 0)).length + (blocked > 0 ? 0 : 1),
    secondsSilent: Math.max(...gaps) / 1000,
  }
}

const playAll = async (stage: LaneStage, name: string, plans: readonly Plan[], repeatsMost: number): Promise<void> => {
  const crashes: Crash[] = []
  for (const plan of plans) crashes.push(await crash(stage, plan))
  const all = (pick: (one: Crash) => number): number[] => crashes.map(pick)
  const worst = (pick: (one: Crash) => number): number => Math.max(...all(pick))
  const setup = `${name}, kill -9 ${plans.length} times`
  const note = `each time: ${all((one) => one.repeats).join(', ')} repeats; ${all((one) => one.marked).join(', ')} marked`
  const lost = worst((one) => one.lost)
  record({ bench: 'crash', setup: `${setup}: lost`, value: lost, unit: 'messages', aim: '0', holds: lost === 0 })
  const repeats = worst((one) => one.repeats)
  record({
    bench: 'crash',
    setup: `${setup}: repeats, most`,
    value: repeats,
    unit: 'messages',
    aim: `<= ${repeatsMost}`,
    holds: repeats <= repeatsMost,
    note,
  })
  const unmarked = worst((one) => one.unmarked)
  record({
    bench: 'crash',
    setup: `${setup}: repeats not marked`,
    value: unmarked,
    unit: 'messages',
    aim: '0',
    holds: unmarked === 0,
  })
  const silent = worst((one) => one.secondsSilent)
  record({
    bench: 'crash',
    setup: `${setup}: sending again, longest`,
    value: silent,
    unit: 's',
    aim: '< 5 s',
    holds: silent < 5,
    note: `median ${median(all((one) => one.secondsSilent)).toFixed(1)} s; every other time nobody stood by`,
  })
}

/** A broadcast whose sender is killed at a random moment. `--times=10` says how often. */
export const benchCrash = async (): Promise<void> => {
  const times = Number(process.argv.find((one) => one.startsWith('--times='))?.slice(8) ?? 10)
  const stage = await openLaneStage()
  try {
    const unlimited = Array.from({ length: times }, (_one, at) => ({
      rate: 1_000_000,
      messages,
      killAfter: 200 + Math.floor(Math.random() * (messages - 2_000)),
      isStandingBy: at % 2 === 0,
    }))
    await playAll(stage, '20,000 messages without a limit', unlimited, parallel)
    const slow = Array.from({ length: Math.ceil(times / 2) }, (_one, at) => ({
      rate: 30,
      messages: 150,
      killAfter: 10 + Math.floor(Math.random() * 100),
      isStandingBy: at % 2 === 0,
    }))
    await playAll(stage, '30/s', slow, 2)
  } finally {
    await stage.close()
  }
}
