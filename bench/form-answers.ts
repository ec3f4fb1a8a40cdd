import { act } from '../src/database/index.ts'
import { mixArrivals } from '../src/forms/index.ts'
import { systemActor } from '../src/kernel/actor.ts'
import { openBigForm } from './support/big-form.ts'
import { sendVisitors } from './support/processes.ts'
import { record } from './support/report.ts'
import { openTurnStage, type TurnStage } from './support/turn-stage.ts'

const anHour = 50_000
const seconds = Number(process.env['BENCH_SECONDS'] ?? 60)
const pauseMs = 2_000
const perSecond = anHour / 3_600
const people = Math.round(seconds * perSecond)
const aimMs = 150
const mixEveryMs = 10_000

/** From the word to the receipt, all ten questions; half of the people are not content and get one question more. */
const scripts = [
  ['PHIEU', '1', '4', '2,1,3,4', '3', '3', '1', '2', '1', 'Xin thu gom sớm hơn, ngõ 12 hay bị ùn rác buổi tối.', '1'],
  ['PHIEU', '3', '1,3', '2', 'BOQUA', '5', '1', '2', '3', '2', 'BOQUA', '1'],
]
const turnsOf = (total: number): number =>
  Array.from({ length: total }, (_none, at) => scripts[at % scripts.length]?.length ?? 0).reduce(
    (so, one) => so + one,
    0,
  )

/** Everybody has consented and named their ward before the clock starts. */
const meetAll = async (stage: TurnStage): Promise<void> => {
  const meet = async (person: number): Promise<void> => {
    const address = `person-${person}`
    await stage.deliver(address, { kind: 'start' })
    for (const text of ['đồng ý', 'cua nam', '1']) await stage.deliver(address, { kind: 'text', text })
  }
  for (let from = 0; from < people; from += 16) {
    await Promise.all(Array.from({ length: Math.min(16, people - from) }, async (_none, at) => await meet(from + at)))
  }
}

/** So many whole answers to a form of ten questions as 50,000 in an hour are, one webhook request for each text. */
export const benchFormAnswers = async (): Promise<void> => {
  const stage = await openTurnStage()
  const { house } = stage
  try {
    await meetAll(stage)
    const { form } = await openBigForm(house, stage.ward)
    await house.database.$client`analyze`
    const latencies: number[] = []
    const turns = turnsOf(people)
    const allDone = Promise.withResolvers<undefined>()
    const url = await stage.listen((ms) => {
      latencies.push(ms)
      if (latencies.length === turns) allDone.resolve(undefined)
    })
    const mix = async (): Promise<void> =>
      await act(house, systemActor('bench'), async (scope) => void (await mixArrivals(scope)))
    let mixing: Promise<void> = Promise.resolve()
    const beat = setInterval(() => {
      mixing = mixing.then(mix)
    }, mixEveryMs)
    const sent = await sendVisitors({ url, people, perSecond, pauseMs, scripts })
    await allDone.promise
    clearInterval(beat)
    await mixing
    const [row] = await house.database.$client<{ arrived: string; mixed: string }[]>`
      select (select count(*) from form_arrivals where form_id = ${form.id}) as arrived,
        (select count(*) from form_answers where form_id = ${form.id}) as mixed`
    const answered = Number(row?.arrived) + Number(row?.mixed)
    if (answered !== people || sent.refused > 0) throw new Error(`${answered} of ${people} answers are there`)
    const sorted = latencies.toSorted((first, other) => first - other)
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
    const setup = `50,000 answers an hour through the webhooks, ten questions each, for ${seconds} s`
    record({
      bench: 'form-answers',
      setup: `${setup}: a turn, p95`,
      value: at(0.95),
      unit: 'ms',
      aim: `< ${aimMs} ms`,
      holds: at(0.95) < aimMs,
      note: `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; ${answered} answers in ${turns} turns, ${(turns / sent.seconds).toFixed(0)} a second; an account without a limit`,
    })
    record({
      bench: 'form-answers',
      setup: 'the same: the 200 of a webhook, p99',
      value: sent.p99,
      unit: 'ms',
      aim: '< 200 ms',
      holds: sent.p99 < 200,
      note: `p50 ${sent.p50.toFixed(1)} ms`,
    })
  } finally {
    await stage.close()
  }
}
