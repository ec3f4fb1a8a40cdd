import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkCode } from '../../../src/api/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import type { PlainDate } from '../../../src/kernel/calendar/plain-date.ts'
import { enterOpinionFor, keepOpinion, refuseOpinion } from '../../../src/questions/index.ts'
import {
  appendixLines,
  approveSynthesis,
  askSynthesisApproval,
  countPeriod,
  draftSynthesis,
  findSynthesis,
  saveSynthesis,
  sendBackSynthesis,
  synthesisPaper,
  type Synthesis,
} from '../../../src/reports/index.ts'
import { withoutOverlap } from '../../../src/reports/synthesis.ts'
import { findUnit } from '../../../src/units/index.ts'
import { openWard, otherWard, ward } from '../broadcasts/ward.ts'
import { plainHead } from '../questions/items/item-stage.ts'

type Ward = Awaited<ReturnType<typeof openWard>>
let stage: Ward
let front: OfficerActor
let approver: OfficerActor
beforeEach(async () => {
  stage = await openWard()
  front = await stage.officer(['front_officer'])
  approver = await stage.officer(['approver'])
})
afterEach(async () => await stage.close())

const period = { fromOn: '2026-11-01', untilOn: '2026-11-20' } as const
const current = async (id: string): Promise<Synthesis> => {
  const found = await findSynthesis(stage.house.database, id)
  if (!found) throw new Error('the report is gone')
  return found
}
const seen = async (id: string) => ({ id, version: (await current(id)).version })

/** An opinion entered for somebody in the middle of the period. */
const enter = async (unitId = ward, actor = front, text = 'Rác ở ngõ 12 ba ngày không ai thu'): Promise<string> => {
  const { opinionId } = await stage.as(
    actor,
    async (scope) =>
      await enterOpinionFor(scope, {
        unitPath: ['vn', '01', unitId],
        opinionClass: 'livelihood',
        naming: 'sealed',
        text,
        channel: 'desk',
        language: 'vi',
      }),
  )
  await stage.sql`update opinions set received_at = '2026-11-10T03:00:00Z' where id = ${opinionId}`
  return opinionId
}

const approved = async (writer = front, judge = approver, unitId = ward, days = period): Promise<string> => {
  const id = await stage.as(writer, async (scope) => await draftSynthesis(scope, { unitId, ...days }))
  await stage.as(writer, async (scope) => await askSynthesisApproval(scope, await seen(id)))
  await stage.as(judge, async (scope) => await approveSynthesis(scope, await seen(id)))
  return id
}

it('counts what came in outside sessions, fixes the figures at the approval, and a second person has to approve', async () => {
  await enter()
  const kept = await enter()
  await stage.as(front, async (scope) => void (await keepOpinion(scope, { ...plainHead, opinionId: kept })))
  const id = await stage.as(front, async (scope) => await draftSynthesis(scope, { unitId: ward, ...period }))
  expect((await countPeriod(stage.house.database, await current(id))).balance).toMatchObject({
    received: 2,
    pending: 2,
  })
  await stage.as(front, async (scope) => await askSynthesisApproval(scope, await seen(id)))
  const both = await stage.officer(['front_officer', 'approver'])
  await stage.sql`update syntheses set written_by = ${both.officerId} where id = ${id}`
  const own = await seen(id)
  await expect(stage.as(both, async (scope) => await approveSynthesis(scope, own))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await stage.as(approver, async (scope) => await approveSynthesis(scope, own))
  await enter()
  expect((await current(id)).figures?.balance.received).toBe(2)
  const fixed = await seen(id)
  await expect(
    stage.as(front, async (scope) => await saveSynthesis(scope, { ...fixed, words: { ...(await current(id)) } })),
  ).rejects.toMatchObject({ code: 'PRECONDITION' })
})

it('the city adds the approved reports of its wards, says how many there are and whose lacks, and its paper adds up', async () => {
  for (let n = 0; n < 3; n += 1) await enter()
  await approved()
  const city = await stage.officer(['front_officer'], '01')
  const id = await stage.as(city, async (scope) => await draftSynthesis(scope, { unitId: '01', ...period }))
  const mood = 'Nhân dân phấn khởi vì đường mới.'
  const proposals = '1. Đề nghị tăng chuyến thu gom rác.\n- Đề nghị công khai lịch thu gom.'
  const words = { ...period, councilSession: 'Kỳ họp cuối năm', mood, proposals }
  await stage.as(city, async (scope) => await saveSynthesis(scope, { ...(await seen(id)), words }))
  const synthesis = await current(id)
  const figures = await countPeriod(stage.house.database, synthesis)
  expect(figures).toMatchObject({
    ownReceived: 0,
    balance: { received: 3, pending: 3 },
    unitsBelow: 2,
    lacking: ['Phường Ba Đình'],
    sources: [{ unitId: ward, name: 'Phường Cửa Nam', received: 3 }],
  })
  const unit = await findUnit(stage.house.database, '01')
  if (!unit) throw new Error('no city')
  const now = stage.house.clock.now()
  const paper = JSON.stringify(await synthesisPaper(stage.house.database, { unit, synthesis, figures, now }))
  for (const said of [
    'đã tổng hợp 3 ý kiến, kiến nghị của cử tri và Nhân dân',
    'Tổng hợp từ 1 báo cáo của các xã, phường, đặc khu.',
    'Chưa nhận được báo cáo của 1 đơn vị: Phường Ba Đình.',
    'Nhân dân phấn khởi vì đường mới.',
    '1. Đề nghị tăng chuyến thu gom rác.',
    '2. Đề nghị công khai lịch thu gom.',
    '3/3, bằng 100%',
  ]) {
    expect(paper).toContain(said)
  }
})

it('a ward’s quarter and month are not added twice, and a report that is not approved is no source', async () => {
  await enter()
  await approved()
  await approved(front, approver, ward, {
    fromOn: '2026-11-05' as PlainDate,
    untilOn: '2026-11-15' as PlainDate,
  } as typeof period)
  const other = await stage.officer(['front_officer'], otherWard)
  await enter(otherWard, other)
  await stage.as(other, async (scope) => void (await draftSynthesis(scope, { unitId: otherWard, ...period })))
  const figures = await countPeriod(stage.house.database, { unitId: '01', ...period })
  expect(figures.sources).toHaveLength(1)
  expect(figures.balance.received).toBe(1)
  const days = (fromOn: string, untilOn: string) => ({ fromOn, untilOn }) as { fromOn: PlainDate; untilOn: PlainDate }
  const year = [days('2026-01-01', '2026-03-31'), days('2026-03-01', '2026-06-30'), days('2026-04-01', '2026-06-30')]
  expect(withoutOverlap(year)).toEqual([year[1]])
})

it('bad periods are told beside their field, a period under way cannot be laid before anybody, and work sent back goes on', async () => {
  const begin = async (days: { fromOn: PlainDate; untilOn: PlainDate }): Promise<string> =>
    await stage.as(front, async (scope) => await draftSynthesis(scope, { unitId: ward, ...days }))
  await expect(begin({ fromOn: '2026-11-20', untilOn: '2026-11-01' })).rejects.toMatchObject({ field: 'untilOn' })
  await expect(begin({ fromOn: '2027-01-01', untilOn: '2027-03-31' })).rejects.toMatchObject({ field: 'fromOn' })
  await expect(begin({ fromOn: '2010-01-01', untilOn: '2026-11-01' })).rejects.toMatchObject({ field: 'untilOn' })
  const running = await begin({ fromOn: '2026-11-01', untilOn: '2026-11-30' })
  const now = await seen(running)
  await expect(stage.as(front, async (scope) => await askSynthesisApproval(scope, now))).rejects.toMatchObject({
    phrase: 'reports:wrong.notOver',
  })
  const id = await begin(period)
  await stage.as(front, async (scope) => await askSynthesisApproval(scope, await seen(id)))
  const asked = await seen(id)
  await expect(
    stage.as(approver, async (scope) => await sendBackSynthesis(scope, { ...asked, why: ' ' })),
  ).rejects.toMatchObject({ field: 'why' })
  await stage.as(approver, async (scope) => await sendBackSynthesis(scope, { ...asked, why: 'Thiếu phần kiến nghị' }))
  expect(await current(id)).toMatchObject({ state: 'draft', sentBackWhy: 'Thiếu phần kiến nghị' })
})

it('the appendix has a line for each matter of the unit and those below, with its result, and nobody’s words', async () => {
  const one = await enter(ward, front, 'Lời riêng của người dân')
  const two = await enter()
  await stage.as(front, async (scope) => void (await keepOpinion(scope, { ...plainHead, opinionId: one })))
  await stage.as(
    front,
    async (scope) => await refuseOpinion(scope, { opinionId: two, version: 1, why: 'off_topic', words: '' }),
  )
  await stage.sql`update items set created_at = '2026-11-10T03:00:00Z'`
  const lines = []
  for await (const line of appendixLines(stage.house.database, { unitId: '01', ...period })) lines.push(line)
  expect(lines).toMatchObject([{ unitName: 'Phường Cửa Nam', opinionCount: 1, decision: null }])
  expect(JSON.stringify(lines)).not.toContain('Lời riêng')
})

it('everybody can check the figures of an approved report by the code that it carries, and of a draft nobody', async () => {
  await enter()
  const id = await approved()
  const { code } = await current(id)
  if (code === null) throw new Error('no code')
  const checked = await checkCode(stage.house, code)
  expect(checked).toMatchObject({
    found: true,
    kind: 'report',
    unit: 'Phường Cửa Nam',
    fromOn: '2026-11-01',
    untilOn: '2026-11-20',
    figures: { received: 1, pending: 1, answeredAlone: 0 },
  })
  const unit = await findUnit(stage.house.database, ward)
  const { figures, ...synthesis } = await current(id)
  if (!unit || !figures) throw new Error('nothing was approved')
  const now = stage.house.clock.now()
  const paper = await synthesisPaper(stage.house.database, { unit, synthesis: { ...synthesis, figures }, figures, now })
  expect(JSON.stringify(paper)).toContain(`bằng mã ${code.replaceAll(/(.{4})(?=.)/gu, '$1 ')} tại trang kiểm tra`)
  expect(await checkCode(stage.house, '4821 9370 6514')).toMatchObject({ found: false })
})
