import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { createVerify } from '../src/api/index.ts'
import { act, inTransaction, type Scope } from '../src/database/index.ts'
import { createServer } from '../src/http/index.ts'
import { systemActor } from '../src/kernel/actor.ts'
import { receiptCode } from '../src/kernel/codes.ts'
import { giveOpinionLeaf } from '../src/questions/give-opinion-leaf.ts'
import { insertOpinion, insertWording } from '../src/questions/opinion-store.ts'
import { closeDueLogs, verifyLogs } from '../src/receipts/index.ts'
import { importUnits, readDataset } from '../src/units/index.ts'
import { openBenchHouse, type BenchHouse } from './support/bench-house.ts'
import { record } from './support/report.ts'

const leaves = Number(process.env['BENCH_LEAVES'] ?? 100_000)
const times = Number(process.env['BENCH_TIMES'] ?? 2_000)
const atOnce = 500
const aimMs = 20
const cityId = '01'

const p95 = (took: readonly number[]): number =>
  took.toSorted((first, other) => first - other)[Math.floor(took.length * 0.95)] ?? Number.NaN

const yesterday = (): Date => new Date(Date.now() - 86_400_000)

/** Opinions as the rooms keep them, each with its leaf; the day before, so that tonight's closing takes them. */
const fill = async ({ house }: BenchHouse, unitId: string): Promise<readonly string[]> => {
  const codes: string[] = []
  const clock = { now: yesterday }
  for (let from = 0; from < leaves; from += atOnce) {
    await inTransaction(house.database, async (tx) => {
      const scope: Scope = { ...house, tx, clock, actor: systemActor('bench') }
      for (let at = from; at < Math.min(from + atOnce, leaves); at += 1) {
        const id = randomUUID()
        const words = `Đề nghị sửa vỉa hè trước số nhà ${at}, ngõ ${at % 97}.`
        const code = await insertOpinion(
          tx,
          house.keyring,
          {
            id,
            unitId,
            dialogueId: null,
            opinionClass: 'livelihood',
            naming: 'anonymous',
            name: undefined,
            channel: 'web',
            language: 'vi',
            receivedAt: yesterday(),
          },
          receiptCode,
        )
        await insertWording(tx, house.keyring, { opinionId: id, source: 'author', text: words, at: yesterday() })
        await giveOpinionLeaf(scope, {
          opinionId: id,
          unitId,
          dialogueId: null,
          kind: 'opinion',
          wording: 1,
          words,
          code,
        })
        codes.push(code)
      }
    })
  }
  return codes
}

/** The public check of one code among many, and what it takes to fix and to make anew the whole log. */
export const benchVerify = async (): Promise<void> => {
  const bench = await openBenchHouse()
  const { house } = bench
  const server = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  try {
    const dataset = await readDataset()
    await act(house, systemActor('bench'), async (scope) => await importUnits(scope, dataset))
    const [unit] = await house.database.$client<{ id: string }[]>`
      select id from units where parent_id = ${cityId} order by id limit 1`
    if (!unit) throw new Error('the city has no communes')
    const codes = await fill(bench, unit.id)
    await house.database.$client`vacuum analyze`
    const began = performance.now()
    const closed = await closeDueLogs(house)
    if (closed !== leaves) throw new Error(`${closed} of ${leaves} leaves were fixed`)
    record({ bench: 'verify', setup: `closing ${leaves} leaves`, value: performance.now() - began, unit: 'ms' })

    await server.register(createVerify({ house, checksPerMinute: 10_000_000 }))
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    const took: number[] = []
    for (let time = 0; time < times + 50; time += 1) {
      const code = codes[(time * 7_919) % codes.length] ?? ''
      const from = performance.now()
      const answer = await fetch(`${address}/verify/${code}`, { headers: { accept: 'text/html' } })
      const body = await answer.text()
      if (!body.includes('/so-bien-nhan/')) throw new Error(`the check answered ${answer.status} without the log`)
      if (time >= 50) took.push(performance.now() - from)
    }
    record({
      bench: 'verify',
      setup: `the page of one code among ${leaves} leaves, p95`,
      value: p95(took),
      unit: 'ms',
      aim: `< ${aimMs} ms`,
      holds: p95(took) < aimMs,
      note: `${times} codes, one after the other, over HTTP`,
    })

    const whole = performance.now()
    const verdict = await verifyLogs(house.database, house.keyring)
    if (!verdict.ok) throw new Error(`${verdict.wrong} wrong in a log that nobody touched`)
    record({ bench: 'verify', setup: `making ${leaves} leaves anew`, value: performance.now() - whole, unit: 'ms' })
  } finally {
    await server.close()
    await bench.close()
  }
}
