import { afterEach, beforeEach, expect, it } from 'vitest'
import { inflateRawSync } from 'node:zlib'
import { makeOfficialDocument } from '../../../src/documents/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import {
  approvePlan,
  askPlanApproval,
  draftPlan,
  findPlan,
  findReview,
  linesOf,
  linkPlanLine,
  listPlans,
  planDocument,
  removePlanLine,
  reviewSession,
  savePlanHead,
  savePlanLine,
  sendBackPlan,
  unplannedSessions,
  type LineFields,
  type Plan,
} from '../../../src/plans/index.ts'
import { openWard, otherWard, ward } from '../broadcasts/ward.ts'

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

const fields = (changes: Partial<LineFields> = {}): LineFields => ({
  month: 3,
  level: 'commune',
  type: 'dialogue',
  topic: 'Thu gom rác thải sinh hoạt',
  host: 'Bí thư Đảng ủy phường',
  place: 'Nhà văn hóa số 5',
  cost: 12_500_000,
  ...changes,
})

const current = async (id: string): Promise<Plan> => {
  const plan = await findPlan(stage.house.database, id)
  if (!plan) throw new Error('the plan is gone')
  return plan
}
const seen = async (id: string) => ({ id, version: (await current(id)).version })
const draft = async (year = 2027): Promise<string> =>
  await stage.as(front, async (scope) => await draftPlan(scope, { unitId: ward, year }))
const add = async (id: string, line: Partial<LineFields> = {}): Promise<void> => {
  const input = { ...(await seen(id)), fields: fields(line) }
  await stage.as(front, async (scope) => await savePlanLine(scope, input))
}
const ask = async (id: string): Promise<void> => {
  const input = await seen(id)
  await stage.as(front, async (scope) => await askPlanApproval(scope, input))
}
const approve = async (id: string, actor = approver): Promise<void> => {
  const input = await seen(id)
  await stage.as(actor, async (scope) => await approvePlan(scope, input))
}
/** A session of this ward that was held on a day. */
const held = async (day: string, state = 'held'): Promise<string> => {
  const { id } = await stage.call(front)
  await stage.sql`update dialogues set state = ${state}, starts_at = ${`${day}T08:30:00+07:00`}::timestamptz where id = ${id}`
  return id
}
const review = async (dialogueId: string, lessons: string, version = 0): Promise<void> => {
  const input = { dialogueId, version, marks: { publicity: 'weak', chairing: 'good' }, good: '', weak: '', lessons }
  await stage.as(front, async (scope) => await reviewSession(scope, input))
}

it('begins with what the reviews of the sessions of the year before have taught', async () => {
  await review(await held('2026-04-10'), 'Gửi tài liệu trước ba ngày.')
  await review(await held('2026-09-10'), 'Dành nửa thời gian cho người dân nói.')
  await review(await held('2025-09-10'), 'Việc của năm trước nữa.')
  const plan = await current(await draft(2027))
  expect(plan).toMatchObject({ state: 'draft', issuer: 'Ủy ban nhân dân phường Cửa Nam', family: 'state' })
  expect(plan.lessons.split('\n')).toHaveLength(2)
  expect(plan.lessons).toMatch(/10\/04\/2026\): Gửi tài liệu trước ba ngày\./)
  expect(plan.lessons).toMatch(/10\/09\/2026\): Dành nửa thời gian cho người dân nói\./)
})

it('is approved by a second person; changed afterwards it waits anew, as a revision', async () => {
  const id = await draft()
  await expect(ask(id)).rejects.toMatchObject({ phrase: 'plans:cannot.empty' })
  await add(id)
  await ask(id)
  const both = await stage.officer(['front_officer', 'approver'])
  await stage.sql`update year_plans set written_by = ${both.officerId} where id = ${id}`
  await expect(approve(id, both)).rejects.toMatchObject({ phrase: 'broadcasts:secondPerson' })
  await approve(id)
  expect(await current(id)).toMatchObject({ state: 'approved', approvedBy: approver.officerId, revision: 0 })
  await add(id, { month: 9, cost: null })
  expect(await current(id)).toMatchObject({ state: 'draft', approvedBy: null, revision: 1 })
  await ask(id)
  const input = { ...(await seen(id)), why: 'Ghi rõ kinh phí tháng 9.' }
  await stage.as(approver, async (scope) => await sendBackPlan(scope, input))
  expect(await current(id)).toMatchObject({ state: 'draft', sentBackWhy: 'Ghi rõ kinh phí tháng 9.' })
})

it('compares what was planned with what was held; what happened besides is named', async () => {
  const id = await draft(2026)
  await add(id, { month: 4 })
  await add(id, { month: 8 })
  await ask(id)
  await approve(id)
  const [first, second] = [await held('2026-04-10'), await held('2026-06-20')]
  const [line, other] = await linesOf(stage.house.database, id)
  const link = async (lineId: string | undefined, dialogueId: string | null): Promise<void> => {
    const input = { ...(await seen(id)), lineId: lineId ?? '', dialogueId }
    await stage.as(front, async (scope) => await linkPlanLine(scope, input))
  }
  await link(line?.id, first)
  // Linking what was held changes nothing of what was approved.
  expect((await current(id)).state).toBe('approved')
  expect((await linesOf(stage.house.database, id)).map(({ session }) => session?.state ?? null)).toEqual(['held', null])
  expect((await unplannedSessions(stage.house.database, { unitId: ward, year: 2026 })).map((one) => one.id)).toEqual([
    second,
  ])
  await expect(link(other?.id, first)).rejects.toMatchObject({ phrase: 'plans:wrong.session' })
  await expect(link(other?.id, await held('2025-06-20'))).rejects.toMatchObject({ phrase: 'plans:wrong.session' })
  expect(await listPlans(stage.house.database, { unitIds: [ward], limit: 10 })).toMatchObject([{ planned: 2, held: 1 }])
  await link(line?.id, null)
  expect(await listPlans(stage.house.database, { unitIds: [ward], limit: 10 })).toMatchObject([{ planned: 2, held: 0 }])
})

it('refuses in words what does not fit, and changes nothing', async () => {
  const id = await draft()
  await expect(draft()).rejects.toMatchObject({ field: 'year', phrase: 'plans:wrong.yearTaken' })
  await expect(draft(1990)).rejects.toMatchObject({ field: 'year' })
  await expect(draft(Number.NaN)).rejects.toMatchObject({ field: 'year' })
  const before = await current(id)
  for (const [wrong, field] of [
    [{ month: 13 }, 'month'],
    [{ month: Number.NaN }, 'month'],
    [{ topic: '  ' }, 'topic'],
    [{ host: '' }, 'host'],
    [{ cost: -1 }, 'cost'],
    [{ cost: Number.NaN }, 'cost'],
    [{ topic: 'x'.repeat(301) }, 'topic'],
  ] as const) {
    await expect(add(id, wrong)).rejects.toMatchObject({ code: 'INVALID', field })
  }
  const { family: _family, ...words } = before
  for (const [family, authority, phrase] of [
    ['party', 'TM. BAN THƯỜNG VỤ', 'plans:wrong.partyForm'],
    ['state', 'T/M ỦY BAN NHÂN DÂN', 'plans:wrong.stateForm'],
  ] as const) {
    const input = { ...(await seen(id)), fields: { ...words, family, authority } }
    await expect(stage.as(front, async (scope) => await savePlanHead(scope, input))).rejects.toMatchObject({ phrase })
  }
  expect(await current(id)).toEqual(before)
  expect(await linesOf(stage.house.database, id)).toEqual([])
})

it('of two officers on one plan the later one is told; an officer of another ward finds nothing to change', async () => {
  const id = await draft()
  const old = await seen(id)
  await add(id)
  await expect(
    stage.as(front, async (scope) => await savePlanLine(scope, { ...old, fields: fields() })),
  ).rejects.toMatchObject({ phrase: 'plans:changedMeanwhile' })
  const stranger = await stage.officer(['front_officer'], otherWard)
  const input = { ...(await seen(id)), lineId: (await linesOf(stage.house.database, id))[0]?.id ?? '' }
  await expect(stage.as(stranger, async (scope) => await removePlanLine(scope, input))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await stage.as(front, async (scope) => await removePlanLine(scope, input))
  expect(await linesOf(stage.house.database, id)).toEqual([])
})

it('reviews only what was held, once at a time', async () => {
  const { id: coming } = await stage.call(front)
  await expect(review(coming, 'x')).rejects.toMatchObject({ phrase: 'plans:cannot.notHeld' })
  const id = await held('2026-04-10')
  await review(id, 'Mời thêm tổ trưởng.')
  await expect(review(id, 'Khác.')).rejects.toMatchObject({ phrase: 'plans:changedMeanwhile' })
  await review(id, 'Mời thêm tổ trưởng, gửi giấy mời sớm.', 1)
  expect(await findReview(stage.house.database, id)).toMatchObject({
    marks: { publicity: 'weak', chairing: 'good' },
    lessons: 'Mời thêm tổ trưởng, gửi giấy mời sớm.',
    version: 2,
  })
})

/** The text of a part of a Word file. */
const partOf = (file: Buffer, name: string): string => {
  for (let at = file.indexOf('PK\u0003\u0004'); at >= 0; at = file.indexOf('PK\u0003\u0004', at + 4)) {
    const [nameLength, extra] = [file.readUInt16LE(at + 26), file.readUInt16LE(at + 28)]
    const from = at + 30 + nameLength + extra
    if (file.subarray(at + 30, at + 30 + nameLength).toString() !== name) continue
    return inflateRawSync(file.subarray(from)).toString()
  }
  throw new Error(`no ${name} in the file`)
}

it('is printed as a document of its family, the same bytes each time', async () => {
  const id = await draft()
  await add(id)
  await add(id, { month: 9, cost: null, topic: 'Nước sạch & thoát nước' })
  await ask(id)
  await approve(id)
  const plan = await current(id)
  const lines = await linesOf(stage.house.database, id)
  const official = planDocument(plan, lines, { unitName: 'Phường Cửa Nam', dated: '2026-12-15' })
  const at = plan.approvedAt ?? new Date(0)
  const file = await makeOfficialDocument(official, at)
  expect(file.equals(await makeOfficialDocument(official, at))).toBe(true)
  const words = partOf(file, 'word/document.xml')
    .replaceAll(/<[^>]+>/g, '|')
    .replaceAll(/\|+/g, '|')
  expect(words).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(words).toContain('Cửa Nam, ngày 15 tháng 12 năm 2026')
  expect(words).toContain('Kinh phí dự kiến của 1/2 cuộc đã lập dự toán: 12.500.000 đồng.')
  expect(words).toContain('Nước sạch &amp; thoát nước')
  expect(words).toContain('TM. ỦY BAN NHÂN DÂN')
  const party = partOf(await makeOfficialDocument({ ...official, family: 'party' }, at), 'word/document.xml')
  expect(party).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
  expect(party).not.toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA')
})
