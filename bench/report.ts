import { randomUUID } from 'node:crypto'
import { excelStream } from '../src/console/lists/excel-stream.ts'
import { appendixList } from '../src/console/syntheses/appendix-list.ts'
import type { View } from '../src/console/view.ts'
import { act } from '../src/database/index.ts'
import { findDialogue } from '../src/dialogues/index.ts'
import { makeOfficialDocument } from '../src/documents/index.ts'
import { systemActor } from '../src/kernel/actor.ts'
import { phrase } from '../src/phrases/index.ts'
import { countPeriod, sessionPaper, synthesisPaper, type Synthesis } from '../src/reports/index.ts'
import { findUnit, importUnits, readDataset } from '../src/units/index.ts'
import { openBenchHouse, type BenchHouse } from './support/bench-house.ts'
import { record } from './support/report.ts'

const matters = Number(process.env['BENCH_MATTERS'] ?? 100_000)
const aimSeconds = 20

/** One held session of a commune with so many matters, each of one opinion with its leaf; a tenth answered. */
const fill = async ({ house }: BenchHouse, unitId: string): Promise<string> => {
  const { $client: sql } = house.database
  const id = randomUUID()
  const at = new Date(Date.now() - 20 * 86_400_000).toISOString()
  await sql`
    insert into dialogues (id, unit_id, title, type, rhythm, mode, legal_basis, purpose, place, starts_at,
      collection_opens_at, collection_closes_at, hotline, state, notice_code, created_by, created_at, updated_at)
    values (${id}, ${unitId}, 'Đối thoại về thu gom rác', 'dialogue', 'periodic', 'in_person', 'communal_dialogue',
      'consult', 'Nhà văn hóa', ${at}, ${at}, ${at}, '024 0000 0000', 'held', '204812', ${randomUUID()}, ${at}, ${at})`
  await sql`
    insert into items (id, unit_id, dialogue_id, number, title, opinion_class, kind, opinion_count, created_by,
      created_at, updated_at)
    select gen_random_uuid(), ${unitId}, ${id}, n, 'Sửa vỉa hè trước số nhà ' || n, 'livelihood', 'petition', 1,
      gen_random_uuid(), ${at}, ${at} from generate_series(1, ${matters}::int) n`
  await sql`
    insert into opinions (id, code_hash, unit_id, dialogue_id, opinion_class, naming, channel, language, received_at,
      triage, kind, item_id)
    select gen_random_uuid(), gen_random_uuid(), ${unitId}, ${id}, 'livelihood', 'sealed', 'web', 'vi', ${at}, 'kept',
      'petition', i.id from items i where i.dialogue_id = ${id}`
  await sql`
    insert into item_answers (id, item_id, unit_id, seq, state, decision, words, basis, responsible, what_is_new,
      answering_body, post, answered_on, written_by, written_at, approved_by, approved_at)
    select gen_random_uuid(), i.id, i.unit_id, 1, 'approved', 'resolved', '', '', '', '', 'Ủy ban nhân dân phường',
      'Chủ tịch', ${at}::date, gen_random_uuid(), ${at}, gen_random_uuid(), ${at} from items i
    where i.dialogue_id = ${id} and i.number % 10 = 0`
  const log = randomUUID()
  await sql`insert into receipt_logs (id, kind, unit_id, dialogue_id) values (${log}, 'dialogue', ${unitId}, ${id})`
  await sql`
    insert into receipt_waiting (log_id, hash, kind, day)
    select ${log}, sha256(o.id::text::bytea), 'opinion', ${at}::date from opinions o where o.dialogue_id = ${id}`
  await sql`vacuum analyze`
  return id
}

const timed = async <Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly s: number }> => {
  const began = performance.now()
  const result = await work()
  return { result, s: (performance.now() - began) / 1000 }
}

/** The reports of a session and of a period with very many matters, and the appendix that lists them all. */
export const benchReport = async (): Promise<void> => {
  const bench = await openBenchHouse()
  const { house } = bench
  const { database, keyring, clock } = house
  try {
    const dataset = await readDataset()
    await act(house, systemActor('bench'), async (scope) => await importUnits(scope, dataset))
    const [commune] = await database.$client<{ id: string }[]>`
      select id from units where level = 'commune' and path @> array['01'] order by id limit 1`
    const unit = commune && (await findUnit(database, commune.id))
    if (!unit) throw new Error('there are no communes')
    const id = await fill(bench, unit.id)
    const dialogue = await findDialogue(database, id)
    if (!dialogue) throw new Error('the session is gone')
    const now = clock.now()
    const session = await timed(
      async () =>
        await makeOfficialDocument(
          await sessionPaper(database, keyring, { dialogue, unit, paper: 'session_report', now }),
          now,
        ),
    )
    const of = `${matters} matters`
    record({ bench: 'report', setup: `report of a session, ${of}, as Word`, value: session.s, unit: 's' })
    const day = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10)
    const synthesis = {
      unitId: unit.id,
      fromOn: day(60),
      untilOn: day(1),
      councilSession: '',
      mood: '',
      proposals: '',
      approvedAt: null,
    } as unknown as Synthesis
    const period = await timed(async () => {
      const figures = await countPeriod(database, synthesis)
      return await makeOfficialDocument(await synthesisPaper(database, { unit, synthesis, figures, now }), now)
    })
    record({ bench: 'report', setup: `report of a period, ${of}, as Word`, value: period.s, unit: 's' })
    const view = { locale: 'vi', t: (key: never, values: never) => phrase('vi', key, values) } as unknown as View
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    let most = before
    const appendix = await timed(async () => {
      let bytes = 0
      for await (const chunk of excelStream(appendixList(database, view, synthesis), '')) {
        bytes += chunk.length
        most = Math.max(most, process.memoryUsage.rss())
      }
      return bytes
    })
    record({ bench: 'report', setup: `its appendix as Excel, ${of}`, value: appendix.s, unit: 's' })
    const all = period.s + appendix.s
    record({
      bench: 'report',
      setup: `report of a period and its appendix, ${of}`,
      value: all,
      unit: 's',
      aim: `< ${aimSeconds} s`,
      holds: all < aimSeconds,
      note: `${Math.round(appendix.result / 1024)} KiB of Excel`,
    })
    record({ bench: 'report', setup: 'memory gained at most', value: (most - before) / 1_048_576, unit: 'MB' })
  } finally {
    await bench.close()
  }
}
