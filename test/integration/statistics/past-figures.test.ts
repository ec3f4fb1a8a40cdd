import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeOfficialDocument } from '../../../src/documents/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import {
  approveSynthesis,
  askSynthesisApproval,
  draftSynthesis,
  findSynthesis,
  synthesisPaper,
} from '../../../src/reports/index.ts'
import {
  addFigures,
  approveSheet,
  askSheetApproval,
  figuresOf,
  findSheet,
  openSheet,
  periodStatistics,
  readFigure,
  removeFigure,
  sendBackSheet,
  type PastFigure,
} from '../../../src/statistics/index.ts'
import { findUnit } from '../../../src/units/index.ts'
import { openWard, ward } from '../broadcasts/ward.ts'
import { figuresOfDecision2200 } from './seed-figures.ts'

type Ward = Awaited<ReturnType<typeof openWard>>
let stage: Ward
let front: OfficerActor
let approver: OfficerActor
beforeEach(async () => {
  stage = await openWard()
  front = await stage.officer(['front_officer'], '01')
  approver = await stage.officer(['approver'], '01')
})
afterEach(async () => await stage.close())

const source = 'Báo cáo kết quả 5 năm thực hiện Quyết định số 2200-QĐ/TU'
const figures: readonly PastFigure[] = figuresOfDecision2200.map((cells) => {
  const read = readFigure(cells, 2026)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.figure
})
const seenSheet = async (id: string) => {
  const sheet = await findSheet(stage.house.database, id)
  if (!sheet) throw new Error('the sheet is gone')
  return { id, version: sheet.version }
}
const filled = async (): Promise<string> => {
  const id = await stage.as(
    front,
    async (scope) => await openSheet(scope, { unitId: '01', source, sourceOn: '2022-01-14' }),
  )
  const seen = await seenSheet(id)
  await stage.as(front, async (scope) => await addFigures(scope, { ...seen, figures }))
  return id
}
const approved = async (): Promise<string> => {
  const id = await filled()
  const asked = await seenSheet(id)
  await stage.as(front, async (scope) => await askSheetApproval(scope, asked))
  const judged = await seenSheet(id)
  await stage.as(approver, async (scope) => await approveSheet(scope, judged))
  return id
}
const fiveYears = { unitId: '01', fromOn: '2017-01-01', untilOn: '2021-12-31' } as const

it('the figures of Decision 2200 are entered, approved, and stand in the report of five years exactly as written, with “hơn”', async () => {
  await approved()
  const id = await stage.as(front, async (scope) => await draftSynthesis(scope, { ...fiveYears, kind: 'five_years' }))
  const version = async (): Promise<number> => (await findSynthesis(stage.house.database, id))?.version ?? 0
  const first = { id, version: await version() }
  await stage.as(front, async (scope) => await askSynthesisApproval(scope, first))
  const second = { id, version: await version() }
  await stage.as(approver, async (scope) => await approveSynthesis(scope, second))
  const synthesis = await findSynthesis(stage.house.database, id)
  const unit = await findUnit(stage.house.database, '01')
  if (!synthesis?.figures || !unit) throw new Error('not approved')
  const now = stage.house.clock.now()
  const paper = await synthesisPaper(stage.house.database, { unit, synthesis, figures: synthesis.figures, now })
  const lines = paper.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  const when = 'từ năm 2017 đến năm 2021'
  expect(lines).toEqual([
    `Số cuộc, tiếp xúc, đối thoại, định kỳ, cấp thành phố, ${when}: 18 hội nghị.`,
    `Số cuộc, tiếp xúc, đối thoại, định kỳ, cấp quận, huyện, thị xã, ${when}: 210 hội nghị.`,
    `Số cuộc, tiếp xúc, đối thoại, định kỳ, cấp xã, phường, thị trấn, ${when}: 2.984 hội nghị.`,
    `Số cuộc, tiếp xúc cử tri, thường xuyên, với đại biểu Quốc hội, HĐND thành phố, các cấp, ${when}: hơn 1.200 kỳ.`,
    `Số cuộc, tiếp xúc cử tri, thường xuyên, với đại biểu HĐND các quận, huyện, thị xã, các cấp, ${when}: hơn 5.760 cuộc.`,
    `Số cuộc, tiếp xúc cử tri, thường xuyên, với đại biểu HĐND thành phố, cấp thành phố, ${when}: 20 cuộc.`,
    `Số cuộc, tiếp xúc cử tri, thường xuyên, chuyên đề, với đại biểu HĐND thành phố, cấp thành phố, ${when}: 10 cuộc.`,
  ])
  expect(paper.abstract).toContain('Tổng kết 05 năm')
  expect(JSON.stringify(paper.blocks)).toContain(`Theo ${source}:`)
  expect(JSON.stringify(paper.blocks)).not.toContain('<')
  expect((await makeOfficialDocument(paper, now)).subarray(0, 2).toString()).toBe('PK')
})

it('a figure of five years is never split over one of them: a report of a year tells it beside its own and adds nothing', async () => {
  await approved()
  const year = { unitId: '01', fromOn: '2019-01-01', untilOn: '2019-12-31' } as const
  const told = await periodStatistics(stage.house.database, year)
  expect(told.past).toEqual([])
  expect(told.beyond.map(({ value }) => value)).toEqual([18, 210, 2_984, 1_200, 5_760, 20, 10])
  expect((await periodStatistics(stage.house.database, fiveYears)).past).toHaveLength(7)
})

it('figures that nobody else has approved stand in no statistics, whoever wrote last may not approve, and an approved sheet is fixed', async () => {
  const id = await filled()
  expect((await periodStatistics(stage.house.database, fiveYears)).past).toEqual([])
  const draft = await seenSheet(id)
  await stage.as(front, async (scope) => await askSheetApproval(scope, draft))
  const both = await stage.officer(['front_officer', 'approver'], '01')
  await stage.sql`update past_sheets set written_by = ${both.officerId} where id = ${id}`
  const asked = await seenSheet(id)
  await expect(stage.as(both, async (scope) => await approveSheet(scope, asked))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await stage.as(approver, async (scope) => await sendBackSheet(scope, { ...asked, why: 'Thiếu số của năm 2021' }))
  expect((await findSheet(stage.house.database, id))?.sentBackWhy).toBe('Thiếu số của năm 2021')
  const again = await seenSheet(id)
  await stage.as(front, async (scope) => await askSheetApproval(scope, again))
  const last = await seenSheet(id)
  await stage.as(approver, async (scope) => await approveSheet(scope, last))
  const [figure] = await figuresOf(stage.house.database, id)
  const fixed = await seenSheet(id)
  await expect(
    stage.as(front, async (scope) => await removeFigure(scope, { ...fixed, figureId: figure?.id ?? '' })),
  ).rejects.toMatchObject({ code: 'PRECONDITION' })
  const stranger = await stage.officer(['front_officer'], ward)
  await expect(
    stage.as(stranger, async (scope) => await addFigures(scope, { ...fixed, figures })),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

it('the same figure cannot stand in a sheet twice, and then none of the others is kept', async () => {
  const id = await filled()
  const [first] = figures
  if (!first) throw new Error('no figures')
  const seen = await seenSheet(id)
  const fresh = { ...first, fromYear: 2016, toYear: 2016 }
  await expect(
    stage.as(front, async (scope) => await addFigures(scope, { ...seen, figures: [fresh, first] })),
  ).rejects.toMatchObject({ code: 'INVALID' })
  expect(await figuresOf(stage.house.database, id)).toHaveLength(7)
})

it('a report of five years covers more than four, and one of a year no more than one', async () => {
  const draft = async (kind: 'year' | 'five_years', untilOn: '2018-12-31' | '2020-12-31') =>
    await stage.as(front, async (scope) => await draftSynthesis(scope, { ...fiveYears, untilOn, kind }))
  await expect(draft('year', '2018-12-31')).rejects.toMatchObject({ field: 'untilOn' })
  await expect(draft('five_years', '2018-12-31')).rejects.toMatchObject({ field: 'untilOn' })
})
