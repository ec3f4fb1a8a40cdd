import { newId } from '../src/kernel/ids.ts'
import { median, record } from './support/report.ts'
import { openTurnStage, type TurnStage } from './support/turn-stage.ts'

const chats = 400
const aimPerSecond = 200
const steadySeconds = 7
const rounds = 3
const fullSpeedSeconds = 4
const underWay = 64

const address = (chat: number): string => `person-${chat}`

/** One person's visit: the menu, the schedule, an opinion on something of their own, sent after it was shown. */
const visit = (chat: number, lap: number): readonly string[] => [
  'MENU',
  'LICH',
  `Đoạn đường trước cổng trường ở tổ ${chat % 40} thường xuyên ngập khi mưa lớn, lần thứ ${lap}, đề nghị cho biết khi nào nạo vét cống.`,
  '1',
]

const callSession = async (stage: TurnStage): Promise<void> => {
  const { database } = stage.house
  const id = newId()
  await database.$client`
    insert into dialogues (id, unit_id, title, type, rhythm, mode, legal_basis, purpose, place, starts_at,
      collection_opens_at, collection_closes_at, hotline, state, notice_code, created_by, created_at, updated_at)
    values (${id}, ${stage.ward}, 'Đối thoại quý IV', 'dialogue', 'periodic', 'in_person', 'bench', 'bench', 'Nhà văn hóa',
      now() + interval '14 days', now() - interval '1 day', now() + interval '7 days', '024 0000 0000', 'announced',
      '204812', 'bench', now(), now())`
  await database.$client`insert into dialogue_audience (dialogue_id, unit_id) values (${id}, ${stage.ward})`
}

const say = async (stage: TurnStage, chat: number, text: string): Promise<number> =>
  await stage.deliver(address(chat), { kind: 'text', text })

/** Everybody has consented and named their ward before the clock starts. */
const meetAll = async (stage: TurnStage): Promise<void> => {
  const meet = async (chat: number): Promise<void> => {
    await stage.deliver(address(chat), { kind: 'start' })
    for (const text of ['đồng ý', 'cua nam', '1']) await say(stage, chat, text)
  }
  for (let from = 0; from < chats; from += 16) {
    await Promise.all(Array.from({ length: 16 }, async (_, at) => await meet(from + at)))
  }
  const [row] = await stage.house.database.$client<{ count: string }[]>`
    select count(*) as count from residents where unit_id = ${stage.ward}`
  if (Number(row?.count) !== chats) throw new Error(`${row?.count} of ${chats} people have a ward`)
}

/** The next text of each chat in turn, so that a chat writes again only after all others have. */
const createScript = () => {
  const said = new Map<number, number>()
  let turns = 0
  const textOf = (chat: number): string => {
    const step = said.get(chat) ?? 0
    said.set(chat, step + 1)
    const texts = visit(chat, Math.floor(step / 4))
    return texts[step % texts.length] ?? ''
  }
  return {
    textOf,
    next(): { chat: number; text: string } {
      const chat = turns % chats
      turns += 1
      return { chat, text: textOf(chat) }
    },
  }
}

type Script = ReturnType<typeof createScript>

/** A quarter of the people stands at each step of the visit, so that at any time as many ask for the menu as send an opinion. */
const spread = async (stage: TurnStage, script: Script): Promise<void> => {
  const goAhead = async (chat: number): Promise<void> => {
    for (let step = 0; step < chat % 4; step += 1) await say(stage, chat, script.textOf(chat))
  }
  for (let from = 0; from < chats; from += 16) {
    await Promise.all(Array.from({ length: 16 }, async (_, at) => await goAhead(from + at)))
  }
}

type Steady = { readonly latencies: readonly number[]; readonly perSecond: number }

/** Arrivals at a constant rate whatever the answers do: a slow turn does not make the next one wait to be sent. */
const atConstantRate = async (stage: TurnStage, script: Script): Promise<Steady> => {
  const total = aimPerSecond * steadySeconds
  const started = performance.now()
  const turns: Promise<number>[] = []
  while (turns.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * aimPerSecond))
    while (turns.length < due) {
      const { chat, text } = script.next()
      turns.push(say(stage, chat, text))
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 4)
    })
  }
  const latencies = (await Promise.all(turns)).sort((a, b) => a - b)
  return { latencies, perSecond: total / ((performance.now() - started) / 1000) }
}

/** As many as go through when 64 chats are always waiting for an answer. */
const atFullSpeed = async (stage: TurnStage, script: Script): Promise<number> => {
  const started = performance.now()
  const until = started + fullSpeedSeconds * 1000
  let done = 0
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const { chat, text } = script.next()
      await say(stage, chat, text)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: underWay }, one))
  return done / ((performance.now() - started) / 1000)
}

/** Whole turns, from the moment an update comes in until its turn has committed; its replies leave at the same time. */
export const benchTurns = async (): Promise<void> => {
  const stage = await openTurnStage()
  try {
    await callSession(stage)
    await meetAll(stage)
    // As autovacuum does by itself a quarter of a minute later.
    await stage.house.database.$client`analyze`
    const script = createScript()
    await spread(stage, script)
    const steady: Steady[] = []
    const echo: number[] = []
    const whole: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      steady.push(await atConstantRate(stage, script))
      stage.setEcho(true)
      echo.push(await atFullSpeed(stage, createScript()))
      stage.setEcho(false)
      whole.push(await atFullSpeed(stage, script))
    }
    const [filed] = await stage.house.database.$client<{ count: string }[]>`select count(*) as count from opinions`
    if (Number(filed?.count) < (aimPerSecond * steadySeconds * rounds) / 4 - chats)
      throw new Error('opinions are missing')
    const at = (share: number): number =>
      median(steady.map(({ latencies }) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN))
    const setup = `whole turns, ${aimPerSecond}/s for ${steadySeconds} s`
    record({ bench: 'turns', setup: `${setup}, p50`, value: at(0.5), unit: 'ms' })
    record({
      bench: 'turns',
      setup: `${setup}, p95`,
      value: at(0.95),
      unit: 'ms',
      aim: '< 150 ms',
      holds: at(0.95) < 150,
      note: `${median(steady.map((one) => one.perSecond)).toFixed(0)} turns/s done, ${filed?.count ?? 0} opinions filed`,
    })
    record({ bench: 'turns', setup: `${setup}, p99`, value: at(0.99), unit: 'ms' })
    record({ bench: 'turns', setup: 'least turn (one reply), at most', value: median(echo), unit: 'turns/s', ratio: 1 })
    record({
      bench: 'turns',
      setup: 'whole turns, at most',
      value: median(whole),
      unit: 'turns/s',
      ratio: median(whole) / median(echo),
    })
  } finally {
    await stage.close()
  }
}
