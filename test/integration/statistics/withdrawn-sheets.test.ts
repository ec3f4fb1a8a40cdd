import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import {
  addFigures,
  approveSheet,
  askSheetApproval,
  figuresOf,
  findSheet,
  listSheets,
  openSheet,
  periodStatistics,
  readFigure,
  removeFigure,
  removeSheet,
  renewSheet,
  withdrawSheet,
} from '../../../src/statistics/index.ts'
import { openWard, type Ward } from '../broadcasts/ward.ts'
import { figuresOfDecision2200 } from './seed-figures.ts'

let stage: Ward
let front: OfficerActor
let approver: OfficerActor
beforeEach(async () => {
  stage = await openWard()
  front = await stage.officer(['front_officer'], '01')
  approver = await stage.officer(['approver'], '01')
})
afterEach(async () => await stage.close())

const seen = async (id: string) => ({ id, version: (await findSheet(stage.house.database, id))?.version ?? 0 })
const fiveYears = { unitId: '01', fromOn: '2017-01-01', untilOn: '2021-12-31' } as const
const told = async (): Promise<readonly number[]> =>
  (await periodStatistics(stage.house.database, fiveYears)).past.map(({ value }) => value)

/** The sheet goes to the second person and is approved. */
const approve = async (id: string): Promise<void> => {
  const draft = await seen(id)
  await stage.as(front, async (scope) => await askSheetApproval(scope, draft))
  const asked = await seen(id)
  await stage.as(approver, async (scope) => await approveSheet(scope, asked))
}
const approved = async (): Promise<string> => {
  const figures = figuresOfDecision2200.map((cells) => {
    const read = readFigure(cells, 2026)
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    return read.figure
  })
  const source = 'Báo cáo kết quả 5 năm thực hiện Quyết định số 2200-QĐ/TU'
  const sheet = { unitId: '01', source, sourceOn: '2022-01-14' } as const
  const id = await stage.as(front, async (scope) => await openSheet(scope, sheet))
  const draft = await seen(id)
  await stage.as(front, async (scope) => await addFigures(scope, { ...draft, figures }))
  await approve(id)
  return id
}
const why = 'Cộng nhầm số của năm 2016'

it('an approved sheet is withdrawn by a second person with a reason: its figures count no more, it stays in list and audit', async () => {
  const id = await approved()
  const at = await seen(id)
  const withdraw = async (actor: OfficerActor, reason: string): Promise<void> =>
    await stage.as(actor, async (scope) => await withdrawSheet(scope, { ...at, why: reason }))
  await expect(withdraw(approver, ' ')).rejects.toMatchObject({ code: 'INVALID', field: 'why' })
  await expect(withdraw(front, why)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const both = await stage.officer(['front_officer', 'approver'], '01')
  await stage.sql`update past_sheets set written_by = ${both.officerId} where id = ${id}`
  await expect(withdraw(both, why)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await told()).toHaveLength(7)
  await withdraw(approver, why)
  expect(await told()).toEqual([])
  const [listed] = await listSheets(stage.house.database, { unitIds: ['01'], limit: 9 })
  expect(listed).toMatchObject({ id, state: 'withdrawn', withdrawnWhy: why, withdrawnBy: approver.officerId })
  const acts = await stage.sql<{ action: string }[]>`
    select action from audit_entries where subject_id = ${id}`
  expect(acts.map(({ action }) => action)).toContain('past_sheet.withdrawn')
})

it('a withdrawn sheet is fixed, and entered anew it is a draft with the same figures that goes the whole way again', async () => {
  const id = await approved()
  const early = await seen(id)
  await expect(stage.as(front, async (scope) => await renewSheet(scope, early))).rejects.toMatchObject({
    code: 'PRECONDITION',
  })
  await stage.as(approver, async (scope) => await withdrawSheet(scope, { ...early, why }))
  const at = await seen(id)
  await expect(stage.as(front, async (scope) => await removeSheet(scope, at))).rejects.toMatchObject({
    code: 'PRECONDITION',
  })
  const fresh = await stage.as(front, async (scope) => await renewSheet(scope, at))
  const bare = async (of: string) =>
    (await figuresOf(stage.house.database, of)).map(({ id: _id, sheetId: _sheetId, ...figure }) => figure)
  expect(await bare(fresh)).toEqual(await bare(id))
  expect(await findSheet(stage.house.database, fresh)).toMatchObject({ state: 'draft', renews: id })
  const [wrong] = await figuresOf(stage.house.database, fresh)
  const draft = await seen(fresh)
  await stage.as(front, async (scope) => await removeFigure(scope, { ...draft, figureId: wrong?.id ?? '' }))
  expect(await told()).toEqual([])
  await approve(fresh)
  expect(await told()).toEqual([210, 2_984, 1_200, 5_760, 20, 10])
  expect(await figuresOf(stage.house.database, id)).toHaveLength(7)
})
