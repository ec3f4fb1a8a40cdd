import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  approveConclusion,
  askConclusionApproval,
  closeTask,
  conclusionOf,
  deliveriesOf,
  draftConclusion,
  eraseTellingsOf,
  moveTellingsOf,
  noteGiven,
  noteProgressTold,
  noteStep,
  progressNews,
  progressOfItem,
  publishConclusion,
  recipientsOf,
  remindersOf,
  remindOwners,
  retainTellings,
  saveTask,
  tasksOf,
  type TaskInput,
} from '../../../src/conclusions/index.ts'
import { saveAccount } from '../../../src/channels/index.ts'
import { callDialogue, findDialogue, markTold } from '../../../src/dialogues/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import type { PlainDate } from '../../../src/kernel/calendar/plain-date.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  briefBlocks,
  draftScript,
  draftSessionAgenda,
  listAgenda,
  readBrief,
  readScript,
  saveAgenda,
} from '../../../src/preparation/index.ts'
import { supportItem } from '../../../src/questions/index.ts'
import { findUnit } from '../../../src/units/index.ts'
import { officerOf } from '../answers/answer-stage.ts'
import { openItemStage } from '../questions/items/item-stage.ts'
import { otherWard } from '../questions/question-house.ts'

type Stage = Awaited<ReturnType<typeof openItemStage>>
const job = systemActor('test')
const writer = officerOf('front_officer')
const approver = officerOf('approver')
let all: Stage
let dialogueId: string

const session = async (day: string): Promise<string> => {
  const { id } = await all.as(
    writer,
    async (scope) =>
      await callDialogue(scope, {
        unitId: '00001',
        title: 'Đối thoại về thu gom rác',
        type: 'dialogue',
        rhythm: 'periodic',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'resolve',
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam' }],
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        startsAt: new Date(`${day}T01:30:00Z`),
        collectionOpensAt: new Date('2026-11-20T00:00:00Z'),
        collectionClosesAt: new Date(`${day}T00:00:00Z`),
        hotline: '024 3825 1234',
      }),
  )
  await all.as(approver, async (scope) => await markTold(scope, { id, version: 1, kind: 'announcement' }))
  return id
}
const held = async (id: string): Promise<void> => {
  await all.house.database.$client`update dialogues set state = 'held' where id = ${id}`
}

beforeEach(async () => {
  all = await openItemStage()
  dialogueId = await session('2026-11-28')
})
afterEach(async () => await all.close())

const fields = (changes: Partial<TaskInput> = {}): TaskInput => ({
  words: 'Thu gom rác ở ngõ 12 mỗi ngày',
  ownerPost: 'Phó Chủ tịch Ủy ban nhân dân phường',
  ownerName: '',
  areaMember: '',
  dueOn: '2026-12-10',
  ...changes,
})
const seen = async () => {
  const found = await conclusionOf(all.house.database, dialogueId)
  if (!found) throw new Error('nothing was concluded')
  return { id: found.id, version: found.version }
}
const tasks = async () => await tasksOf(all.house.database, (await seen()).id)
const add = async (changes: Partial<TaskInput>): Promise<void> => {
  const input = { ...(await seen()), fields: fields(changes) }
  await all.as(writer, async (scope) => await saveTask(scope, input))
}
const begin = async (changes: Partial<TaskInput> = {}): Promise<void> => {
  await held(dialogueId)
  await all.as(writer, async (scope) => await draftConclusion(scope, { dialogueId }))
  await add(changes)
}
const approve = async (): Promise<void> => {
  const asked = await seen()
  await all.as(writer, async (scope) => await askConclusionApproval(scope, asked))
  const waiting = await seen()
  await all.as(approver, async (scope) => await approveConclusion(scope, waiting))
}
const publish = async (): Promise<void> => {
  const standing = await seen()
  await all.as(writer, async (scope) => await publishConclusion(scope, { ...standing, ways: ['posted', 'groups'] }))
}
/** What is due to be told now; told when it is asked for. */
const told = async (residentId?: string) =>
  await all.as(job, async (scope) => {
    const page = { after: null, limit: 100, ...(residentId === undefined ? {} : { residentId }) }
    const news = await progressNews(scope, page)
    await noteProgressTold(scope, news)
    return news
  })

test('whoever asked or supports a matter hears what was concluded of it, each step once, and nobody else does', async () => {
  const one = await all.keep({ text: 'Rác ở ngõ 12 ba ngày không ai thu', dialogueId }, { title: 'Rác ở ngõ 12' })
  const twin = await all.keep({ text: 'Ngõ 12 hôi quá', dialogueId })
  const other = await all.keep({ text: 'Đèn đường ngõ 7 hỏng', dialogueId })
  const neighbour = await all.meet()
  await all.as(neighbour.actor, async (scope) => await supportItem(scope, { itemId: one.itemId }))
  await begin({ itemIds: [one.itemId] })
  // Joined with the other only now: those who asked the one ask the other.
  await all.merge(twin.itemId, [twin.itemId, one.itemId])
  const asked = [one.person.residentId, twin.person.residentId, neighbour.residentId].toSorted()
  await approve()
  const [task] = await tasks()
  const taskId = task?.id ?? ''
  await all.as(writer, async (scope) => await noteStep(scope, { taskId, words: 'Đã đặt hàng xe' }))
  expect(await told()).toEqual([])
  await publish()
  expect((await findDialogue(all.house.database, dialogueId))?.state).toBe('concluded')
  const first = await told()
  expect(first.map(({ residentId }) => residentId).toSorted()).toEqual(asked)
  expect(first[0]).toMatchObject({ words: 'Thu gom rác ở ngõ 12 mỗi ngày', state: 'open', lastStep: 'Đã đặt hàng xe' })
  expect(await told()).toEqual([])
  await all.as(writer, async (scope) => await noteStep(scope, { taskId, words: 'Xe vào ngõ từ thứ Hai' }))
  expect(await told(neighbour.residentId)).toMatchObject([{ lastStep: 'Xe vào ngõ từ thứ Hai' }])
  await all.as(writer, async (scope) => await closeTask(scope, { taskId, as: 'done', words: 'Xe vào ngõ mỗi ngày' }))
  const last = await told()
  expect(last.map(({ residentId }) => residentId).toSorted()).toEqual(asked)
  expect(last.every(({ state, lastStep }) => state === 'done' && lastStep === 'Xe vào ngõ mỗi ngày')).toBe(true)
  expect(await told()).toEqual([])
  expect(await progressOfItem(all.house.database, twin.itemId)).toMatchObject([{ state: 'done' }])
  expect(await progressOfItem(all.house.database, other.itemId)).toEqual([])
})

test('who was told is forgotten with the person, moves with them, and leaves after its time', async () => {
  const one = await all.keep({ text: 'Rác ở ngõ 12', dialogueId })
  const neighbour = await all.meet()
  await all.as(neighbour.actor, async (scope) => await supportItem(scope, { itemId: one.itemId }))
  await begin({ itemIds: [one.itemId] })
  await approve()
  await publish()
  await told()
  const kept = async (): Promise<string[]> =>
    (await all.house.database.$client`select resident_id from conclusion_tellings`).map((row) =>
      String(row['resident_id']),
    )
  const merged = await all.meet()
  await all.as(job, async (scope) => await moveTellingsOf(scope, neighbour.residentId, merged.residentId))
  expect((await kept()).toSorted()).toEqual([one.person.residentId, merged.residentId].toSorted())
  await expect(all.as(writer, async (scope) => await eraseTellingsOf(scope, merged.residentId))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await all.as(one.person.actor, async (scope) => await eraseTellingsOf(scope, one.person.residentId))
  expect(await kept()).toEqual([merged.residentId])
  await all.as(job, async (scope) => await retainTellings(scope, 30))
  expect(await kept()).toEqual([merged.residentId])
  all.house.clock.advance(31 * 86_400_000)
  await all.as(job, async (scope) => await retainTellings(scope, 30))
  expect(await kept()).toEqual([])
})

test('a task takes no matter of another session and no owner whom the unit does not know', async () => {
  const later = await session('2026-12-20')
  const foreign = await all.keep({ text: 'Đèn ngõ 7', dialogueId: later })
  await begin()
  await expect(add({ itemIds: [foreign.itemId] })).rejects.toMatchObject({
    field: 'itemIds',
    phrase: 'conclusions:wrong.items',
  })
  await expect(add({ itemIds: ['không'] })).rejects.toMatchObject({ field: 'itemIds' })
  await expect(add({ ownerOfficerId: newId() })).rejects.toMatchObject({
    field: 'owner',
    phrase: 'conclusions:wrong.owner',
  })
  expect(await tasks()).toHaveLength(1)
})

/** An officer with a chat of their own. */
const linked = async (role: string, unitId: string): Promise<string> => {
  const sql = all.house.database.$client
  const id = newId()
  const now = all.house.clock.now().toISOString()
  await sql`insert into officers (id, login, name, created_at, updated_at) values (${id}, ${id}, 'Cán bộ', ${now}, ${now})`
  await sql`insert into officer_roles (officer_id, role, unit_id, granted_at) values (${id}, ${role}, ${unitId}, ${now})`
  const account = { id: 'telegram:x', platform: 'telegram', externalId: 'x', name: 'x', lane: 'lane:x' } as const
  await saveAccount(all.house.database, { ...account, credentials: null, capabilities: {} }, all.house.clock.now())
  const [chat] = await sql`insert into chats (lookup, account_id, address, created_at)
    values (gen_random_uuid(), 'telegram:x', '\\x00'::bytea, ${now}) returning id`
  await sql`insert into officer_chats (officer_id, chat_id, account_id, linked_at)
    values (${id}, ${String(chat?.['id'])}, 'telegram:x', ${now})`
  return id
}

test('an owner is reminded before the day, with the unit every week when it is late, and then the level above hears', async () => {
  const owner = await linked('responder', '00001')
  const front = await linked('front_officer', '00001')
  const city = await linked('front_officer', '01')
  await begin({ ownerOfficerId: owner })
  await add({ words: 'Không ai có tài khoản', dueOn: '2026-12-10' })
  await approve()
  const sent = async (): Promise<string[]> => {
    const rows = await all.house.database.$client`
      select dedupe_key from outbox where dedupe_key like 'conclusion:%' order by id`
    await all.house.database.$client`delete from outbox`
    const names = new Map([
      [owner, 'owner'],
      [front, 'front'],
      [city, 'city'],
    ])
    return rows.map((row) => {
      const [, , kind = '', , to = ''] = String(row['dedupe_key']).split(':')
      return `${kind} ${names.get(to) ?? to}`
    })
  }
  const on = async (day: string): Promise<string[]> => {
    all.house.clock.set(new Date(`${day}T01:00:00Z`))
    await all.as(job, remindOwners)
    const first = (await sent()).toSorted()
    // A second run of the same morning writes to nobody.
    expect(await all.as(job, remindOwners)).toBe(0)
    return first
  }
  expect(await on('2026-12-06')).toEqual([])
  expect(await on('2026-12-08')).toEqual(['soon owner'])
  expect(await on('2026-12-10')).toEqual([])
  expect(await on('2026-12-11')).toEqual(['late front', 'late front', 'late owner'])
  expect(await on('2026-12-17')).toEqual([])
  expect(await on('2026-12-18')).toEqual(['late front', 'late front', 'late owner'])
  expect(await on('2026-12-25')).toEqual(['above city', 'above city', 'late front', 'late front', 'late owner'])
  const [one, two] = await tasks()
  const reminders = await remindersOf(all.house.database, [one?.id ?? '', two?.id ?? ''])
  expect(reminders.get(two?.id ?? '')?.map(({ kind, reached }) => [kind, reached])).toEqual([
    ['soon', 0],
    ['late', 1],
    ['late', 1],
    ['above', 1],
    ['late', 1],
  ])
  await all.as(writer, async (scope) => await closeTask(scope, { taskId: one?.id ?? '', as: 'done', words: 'Xong' }))
  expect(await on('2027-01-01')).toEqual(['above city', 'late front'])
})

const nameOf = () => 'Vấn đề'
const say = (name: string, values: Readonly<Record<string, string | number>> = {}): string =>
  `${name} ${Object.values(values).join(' | ')}`

test('what is late stands first on the next agenda, in its script and in its brief; what an officer changed stays', async () => {
  await begin()
  await add({ words: 'Đặt thêm thùng rác', dueOn: '2027-02-01' })
  await approve()
  const next = await session('2026-12-20')
  await all.keep({ text: 'Vỉa hè phố Huế bị lấn chiếm', dialogueId: next }, { title: 'Vỉa hè phố Huế' })
  const agenda = async () => await listAgenda(all.house.database, next)
  await all.as(writer, async (scope) => await draftSessionAgenda(scope, { dialogueId: next, version: 0, nameOf }))
  expect((await agenda()).map(({ title, who, place }) => [title, who, place])).toEqual([
    ['Việc quá hạn (10/12/2026): Thu gom rác ở ngõ 12 mỗi ngày', 'Phó Chủ tịch Ủy ban nhân dân phường', 'hall'],
    ['Vỉa hè phố Huế', null, 'hall'],
  ])
  const [late] = await agenda()
  const lines = (await agenda()).map((line) => ({ ...line, ...(line.id === late?.id ? { minutes: 9 } : {}) }))
  const saved = { dialogueId: next, version: 1, lines, share: false, departure: '', nameOf }
  await all.as(writer, async (scope) => await saveAgenda(scope, saved))
  await all.as(writer, async (scope) => await draftSessionAgenda(scope, { dialogueId: next, version: 2, nameOf }))
  expect((await agenda())[0]).toMatchObject({ id: late?.id, taskId: late?.taskId, minutes: 9 })
  await all.as(writer, async (scope) => await draftScript(scope, { dialogueId: next, version: 0, words: say }))
  const blocks = (await readScript(all.house.database, next))?.blocks ?? []
  expect(blocks.find(({ key }) => key === 'report')?.text).toContain('report.late Thu gom rác ở ngõ 12 mỗi ngày')
  expect(blocks.find(({ key }) => key === 'report')?.text).toContain('report.open Đặt thêm thùng rác')
  expect(blocks.find(({ key }) => key === late?.id)?.text).toContain('carried.ask Phó Chủ tịch')
  const dialogue = await findDialogue(all.house.database, next)
  if (!dialogue) throw new Error('no session')
  const { database, keyring, clock } = all.house
  const brief = await readBrief(database, keyring, dialogue, { reader: writer, now: clock.now() })
  const said = JSON.stringify(briefBlocks('vi', brief))
  expect(said).toContain('còn 2 việc chưa xong, trong đó 1 việc quá hạn')
  expect(said).toContain('QUÁ HẠN 10/12/2026: Thu gom rác ở ngõ 12 mỗi ngày')
  const [task] = await tasks()
  await all.as(writer, async (scope) => await closeTask(scope, { taskId: task?.id ?? '', as: 'done', words: 'Xong' }))
  await all.as(writer, async (scope) => await draftSessionAgenda(scope, { dialogueId: next, version: 3, nameOf }))
  expect((await agenda()).map(({ title }) => title)).toEqual(['Vỉa hè phố Huế'])
})

test('the list of who must receive it names heads, hosts, owners and the level above; what was given is noted once', async () => {
  await begin()
  await add({ words: 'Đặt thêm thùng rác' })
  await approve()
  const dialogue = await findDialogue(all.house.database, dialogueId)
  const unit = await findUnit(all.house.database, '00001')
  if (!dialogue || !unit) throw new Error('no session')
  expect(await recipientsOf(all.house.database, { dialogue, unit, tasks: await tasks() })).toEqual([
    { name: 'Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Hà Nội', why: 'report' },
    { name: 'Ủy ban nhân dân phường Cửa Nam', why: 'host' },
    { name: 'Phó Chủ tịch Ủy ban nhân dân phường', why: 'owner' },
    { name: 'Tổ trưởng tổ 5', why: 'law' },
  ])
  const given = async (recipients: string[], givenOn: PlainDate) => {
    const input = { ...(await seen()), recipients, givenOn }
    await all.as(writer, async (scope) => await noteGiven(scope, input))
  }
  await expect(given(['Tổ trưởng tổ 5'], '2026-11-21')).rejects.toMatchObject({ code: 'PRECONDITION' })
  await publish()
  const today = (await conclusionOf(all.house.database, dialogueId))?.publishedOn ?? '2000-01-01'
  await expect(given(['Ai đó'], today)).rejects.toMatchObject({ field: 'recipients' })
  await expect(given(['Tổ trưởng tổ 5'], '2026-01-01')).rejects.toMatchObject({ field: 'givenOn' })
  await expect(given(['Tổ trưởng tổ 5'], '2030-01-01')).rejects.toMatchObject({ field: 'givenOn' })
  await given(['Tổ trưởng tổ 5'], today)
  expect([...(await deliveriesOf(all.house.database, (await seen()).id))]).toEqual([['Tổ trưởng tổ 5', today]])
  const stranger = {
    ...officerOf('front_officer'),
    grants: [{ role: 'front_officer', unitId: '00002', unitPath: otherWard }],
  } as const
  const input = { ...(await seen()), recipients: ['Tổ trưởng tổ 5'], givenOn: today }
  await expect(all.as(stranger, async (scope) => await noteGiven(scope, input))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})
