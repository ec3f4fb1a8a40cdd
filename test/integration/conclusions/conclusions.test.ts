import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  answerRemark,
  approveConclusion,
  askConclusionApproval,
  closeTask,
  conclusionOf,
  draftConclusion,
  isOverdue,
  ledger,
  noteStep,
  openBefore,
  publishConclusion,
  remark,
  remarksOf,
  removeTask,
  saveSummary,
  saveTask,
  sendBackConclusion,
  stepsOf,
  tasksOf,
  type Conclusion,
  type TaskInput,
} from '../../../src/conclusions/index.ts'
import { findDialogue } from '../../../src/dialogues/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { conclusionPaper } from '../../../src/reports/index.ts'
import { findUnit } from '../../../src/units/index.ts'
import { openWard, otherWard, ward } from '../broadcasts/ward.ts'

type Ward = Awaited<ReturnType<typeof openWard>>
let stage: Ward
let front: OfficerActor
let approver: OfficerActor
let dialogueId: string

const held = async (): Promise<string> => {
  const { id } = await stage.call(front)
  await stage.sql`update dialogues set state = 'held', starts_at = '2026-11-14T01:30:00Z' where id = ${id}`
  return id
}

beforeEach(async () => {
  stage = await openWard()
  front = await stage.officer(['front_officer'])
  approver = await stage.officer(['approver'])
  dialogueId = await held()
})
afterEach(async () => await stage.close())

const fields = (changes: Partial<TaskInput> = {}): TaskInput => ({
  words: 'Sửa xong cống ngõ 12',
  ownerPost: 'Phó Chủ tịch Ủy ban nhân dân phường',
  ownerName: 'Nguyễn Văn An',
  areaMember: 'Trần Thị Hà',
  dueOn: '2026-11-18',
  ...changes,
})
const current = async (): Promise<Conclusion> => {
  const found = await conclusionOf(stage.house.database, dialogueId)
  if (!found) throw new Error('nothing was concluded')
  return found
}
const seen = async () => {
  const { id, version } = await current()
  return { id, version }
}
const begin = async (): Promise<string> =>
  await stage.as(front, async (scope) => await draftConclusion(scope, { dialogueId }))
const add = async (changes: Partial<TaskInput> = {}): Promise<void> => {
  const input = { ...(await seen()), fields: fields(changes) }
  await stage.as(front, async (scope) => await saveTask(scope, input))
}
const approved = async (): Promise<void> => {
  const asked = await seen()
  await stage.as(front, async (scope) => await askConclusionApproval(scope, asked))
  const waiting = await seen()
  await stage.as(approver, async (scope) => await approveConclusion(scope, waiting))
}
const tasks = async () => await tasksOf(stage.house.database, (await current()).id)
const today = '2026-11-21'

it('is numbered, approved by a second person, published by the ways of the law, and said on paper', async () => {
  await begin()
  const summary = 'Ủy ban nhân dân phường tiếp thu ý kiến của Nhân dân.'
  const first = await seen()
  await stage.as(front, async (scope) => await saveSummary(scope, { ...first, summary }))
  await add()
  await add({ words: 'Đặt thêm hai thùng rác', dueOn: '2026-12-31' })
  await add({ words: 'Công khai lịch thu gom', ownerName: '', areaMember: '' })
  const [one, two] = await tasks()
  const removing = await seen()
  await stage.as(front, async (scope) => await removeTask(scope, { ...removing, taskId: two?.id ?? '' }))
  expect((await tasks()).map(({ number, words }) => [number, words])).toEqual([
    [1, 'Sửa xong cống ngõ 12'],
    [2, 'Công khai lịch thu gom'],
  ])
  const asked = await seen()
  await stage.as(front, async (scope) => await askConclusionApproval(scope, asked))
  const waiting = await seen()
  const both = await stage.officer(['front_officer', 'approver'])
  await stage.sql`update conclusions set written_by = ${both.officerId}`
  await expect(stage.as(both, async (scope) => await approveConclusion(scope, waiting))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await stage.as(approver, async (scope) => await approveConclusion(scope, waiting))
  const standing = await seen()
  await expect(
    stage.as(front, async (scope) => await publishConclusion(scope, { ...standing, ways: ['portal'] })),
  ).rejects.toMatchObject({ field: 'ways', phrase: 'conclusions:wrong.lawfulWays' })
  await stage.as(
    front,
    async (scope) => await publishConclusion(scope, { ...standing, ways: ['posted', 'groups', 'nonsense'] }),
  )
  expect(await current()).toMatchObject({ state: 'published', ways: ['posted', 'groups'], publishedOn: today })
  const published = await seen()
  await expect(
    stage.as(front, async (scope) => await saveTask(scope, { ...published, taskId: one?.id ?? '', fields: fields() })),
  ).rejects.toMatchObject({ phrase: 'conclusions:cannot.published' })
  const dialogue = await findDialogue(stage.house.database, dialogueId)
  const unit = await findUnit(stage.house.database, ward)
  if (!dialogue || !unit) throw new Error('the session is gone')
  const paper = await conclusionPaper(stage.house.database, { dialogue, unit, now: stage.house.clock.now() })
  expect(paper.abstract).toBe('Kết luận hội nghị đối thoại “Đối thoại về thu gom rác và vệ sinh ngõ phố”')
  const words = JSON.stringify(paper)
  expect(words).toContain(summary)
  expect(words).toContain('Phó Chủ tịch Ủy ban nhân dân phường (Nguyễn Văn An); theo dõi: Trần Thị Hà')
})

it('a day before the session, a task without a post, an empty conclusion and a second one are refused in words', async () => {
  await begin()
  await expect(add({ dueOn: '2026-11-13' })).rejects.toMatchObject({
    field: 'dueOn',
    phrase: 'conclusions:wrong.dueBefore',
  })
  await expect(add({ ownerPost: ' ' })).rejects.toMatchObject({
    field: 'ownerPost',
    phrase: 'conclusions:wrong.ownerMissing',
  })
  expect(await tasks()).toEqual([])
  const empty = await seen()
  await expect(stage.as(front, async (scope) => await askConclusionApproval(scope, empty))).rejects.toMatchObject({
    phrase: 'conclusions:cannot.empty',
  })
  await expect(begin()).rejects.toMatchObject({ phrase: 'conclusions:cannot.twice' })
  await stage.sql`update dialogues set state = 'announced' where id = ${dialogueId}`
  await stage.sql`delete from conclusions`
  await expect(begin()).rejects.toMatchObject({ phrase: 'conclusions:cannot.notHeld' })
})

it('what is late stands first in the ledger and before the next session, until it is done or dropped with a reason', async () => {
  await begin()
  await add({ words: 'Việc còn hạn', dueOn: '2026-12-31' })
  await add({ words: 'Việc quá hạn', dueOn: '2026-11-18' })
  const wanted = { unitIds: ['01'], today, limit: 10 } as const
  const list = async (of: 'open' | 'overdue' | 'closed') =>
    (await ledger(stage.house.database, { ...wanted, of })).map(({ words }) => words)
  expect(await list('open')).toEqual([])
  await approved()
  expect(await list('open')).toEqual(['Việc quá hạn', 'Việc còn hạn'])
  expect(await list('overdue')).toEqual(['Việc quá hạn'])
  const [open, late] = await tasks()
  if (!open || !late) throw new Error('no tasks')
  expect(isOverdue(late, today)).toBe(true)
  const next = { unitId: ward, before: new Date('2026-12-05T01:30:00Z') }
  expect((await openBefore(stage.house.database, next)).map(({ words }) => words)).toEqual([
    'Việc quá hạn',
    'Việc còn hạn',
  ])
  expect(await openBefore(stage.house.database, { ...next, unitId: otherWard })).toEqual([])
  await stage.as(front, async (scope) => await noteStep(scope, { taskId: late.id, words: 'Đã khảo sát' }))
  await expect(
    stage.as(front, async (scope) => await closeTask(scope, { taskId: late.id, words: ' ', as: 'done' })),
  ).rejects.toMatchObject({ phrase: 'conclusions:wrong.stepMissing' })
  await stage.as(front, async (scope) => await closeTask(scope, { taskId: late.id, words: 'Đã thay cống', as: 'done' }))
  await expect(
    stage.as(front, async (scope) => await noteStep(scope, { taskId: late.id, words: 'Thêm nữa' })),
  ).rejects.toMatchObject({ phrase: 'conclusions:cannot.closed' })
  expect((await stepsOf(stage.house.database, [late.id])).get(late.id)?.map(({ words }) => words)).toEqual([
    'Đã khảo sát',
    'Đã thay cống',
  ])
  await stage.as(
    front,
    async (scope) => await closeTask(scope, { taskId: open.id, words: 'Gộp vào dự án của thành phố', as: 'dropped' }),
  )
  expect(await list('open')).toEqual([])
  expect((await list('closed')).toSorted()).toEqual(['Việc còn hạn', 'Việc quá hạn'])
})

it('what is sent back goes on; a change takes it back from the second person; two who write at once do not overwrite', async () => {
  await begin()
  await add()
  const old = await seen()
  await stage.as(front, async (scope) => await askConclusionApproval(scope, old))
  await expect(
    stage.as(front, async (scope) => await saveSummary(scope, { ...old, summary: 'Cũ' })),
  ).rejects.toMatchObject({ code: 'CONFLICT' })
  const asked = await seen()
  await expect(
    stage.as(approver, async (scope) => await sendBackConclusion(scope, { ...asked, why: '' })),
  ).rejects.toMatchObject({ field: 'why' })
  await stage.as(approver, async (scope) => await sendBackConclusion(scope, { ...asked, why: 'Thiếu thời hạn' }))
  expect(await current()).toMatchObject({ state: 'draft', sentBackWhy: 'Thiếu thời hạn' })
  const again = await seen()
  await stage.as(front, async (scope) => await askConclusionApproval(scope, again))
  await add({ words: 'Thêm một việc' })
  expect((await current()).state).toBe('draft')
})

it('the Front remarks on the organising or a task, and each remark is answered once', async () => {
  await begin()
  await add()
  await approved()
  const supervisor = await stage.officer(['supervisor'], '01')
  const at = await seen()
  const about = { taskId: null, words: 'Niêm yết chậm hai ngày.' }
  await expect(
    stage.as(supervisor, async (scope) => await remark(scope, { ...at, ...about, answerBy: '2026-11-01' })),
  ).rejects.toMatchObject({ field: 'answerBy' })
  await stage.as(supervisor, async (scope) => await remark(scope, { ...at, ...about, answerBy: '2026-12-01' }))
  const [made] = await remarksOf(stage.house.database, at.id)
  const answer = { ...at, remarkId: made?.id ?? '', answer: 'Đã rút kinh nghiệm, niêm yết trong ngày.' }
  await stage.as(front, async (scope) => await answerRemark(scope, answer))
  await expect(stage.as(front, async (scope) => await answerRemark(scope, answer))).rejects.toMatchObject({
    phrase: 'conclusions:cannot.answered',
  })
  const stranger = await stage.officer(['front_officer'], otherWard)
  await expect(stage.as(stranger, async (scope) => await answerRemark(scope, answer))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})
