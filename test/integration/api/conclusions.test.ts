import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  approveConclusion,
  askConclusionApproval,
  conclusionOf,
  draftConclusion,
  publishConclusion,
  saveTask,
} from '../../../src/conclusions/index.ts'
import type { Scope } from '../../../src/database/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { openPrograms, type Programs } from './programs.ts'

let stage: Programs
let front: OfficerActor
let approver: OfficerActor
let writer: { token: string }
let stranger: { token: string }
let dialogueId = ''
let noticeCode = ''

const by = async (actor: OfficerActor, work: (scope: Scope) => Promise<unknown>): Promise<void> =>
  void (await stage.as(actor, work))
const seen = async () => {
  const found = await conclusionOf(stage.house.database, dialogueId)
  return { id: found?.id ?? '', version: found?.version ?? 0 }
}

beforeAll(async () => {
  stage = await openPrograms()
  front = await stage.officer(['front_officer'])
  approver = await stage.officer(['approver'])
  writer = await stage.program(['front_officer'])
  stranger = await stage.program(['front_officer'], otherWard)
  const made = await stage.call(front, { collectionClosesAt: new Date('2026-12-03T10:00:00Z') })
  dialogueId = made.id
  noticeCode = made.noticeCode
  await stage.sql`update dialogues set state = 'held' where id = ${dialogueId}`
  await by(front, async (scope) => await draftConclusion(scope, { dialogueId }))
  for (const [words, dueOn] of [
    ['Sửa cống ngõ 12', '2026-12-10'],
    ['Đặt thùng rác', '2026-12-20'],
    ['Công khai lịch thu gom', '2026-12-20'],
  ] as const) {
    const known = await seen()
    const fields = { words, ownerPost: 'Phó Chủ tịch', ownerName: 'Trần Văn Kín', areaMember: '', dueOn }
    await by(front, async (scope) => await saveTask(scope, { ...known, fields }))
  }
  const drafted = await seen()
  await by(front, async (scope) => await askConclusionApproval(scope, drafted))
  const asked = await seen()
  await by(approver, async (scope) => await approveConclusion(scope, asked))
})
afterAll(async () => await stage.close())

const list = async (query = '', token = writer.token) => await stage.ask(`/api/v1/conclusions${query}`, { token })
type Listed = {
  readonly items: readonly { readonly id: string; readonly words: string }[]
  readonly next: string | null
}

test('programs walk the ledger page by page, what is due first on top, and see nothing of another unit', async () => {
  const words: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Listed = (await list(`?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)).json()
    words.push(...page.items.map((one) => one.words))
    cursor = page.next
  }
  expect(words[0]).toBe('Sửa cống ngõ 12')
  expect(words.toSorted()).toEqual(['Công khai lịch thu gom', 'Sửa cống ngõ 12', 'Đặt thùng rác'])
  expect((await list('', stranger.token)).json()).toEqual({ items: [], next: null })
  expect((await list(`?unit=${ward}`, stranger.token)).statusCode).toBe(404)
  expect((await list('?of=nichts')).statusCode).toBe(422)
  const bad = await list(`?cursor=${Buffer.from('hôm qua').toString('base64url')}`)
  expect([bad.statusCode, bad.json().field]).toEqual([422, 'cursor'])
})

test('a step that was noted once stands once, closes its task, and is refused to others and to a closed task', async () => {
  const [first]: Listed['items'] = (await list()).json().items
  const path = `/api/v1/conclusions/tasks/${first?.id ?? ''}/steps`
  const note = async (body: object, token = writer.token, key = 'k1') =>
    await stage.ask(path, { method: 'POST', token, body, headers: { 'idempotency-key': key } })
  expect((await note({ words: 'Đã đặt hàng ống cống' }, stranger.token)).statusCode).toBe(404)
  expect((await note({ words: '' })).statusCode).toBe(422)
  const made = await note({ words: 'Đã đặt hàng ống cống' })
  expect(made.statusCode).toBe(201)
  await note({ words: 'Đã đặt hàng ống cống' })
  const read = await stage.ask(`/api/v1/dialogues/${dialogueId}/conclusion`, { token: writer.token })
  expect(read.json().tasks[0]).toMatchObject({ number: 1, state: 'open', steps: [{ words: 'Đã đặt hàng ống cống' }] })
  expect((await note({ words: 'Đã xong', as: 'done' }, writer.token, 'k2')).json().tasks[0]).toMatchObject({
    state: 'done',
    isOverdue: false,
  })
  expect((await note({ words: 'Nữa' }, writer.token, 'k3')).statusCode).toBe(409)
  const closed: Listed = (await list('?of=closed')).json()
  expect(closed.items.map((one) => one.words)).toEqual(['Sửa cống ngõ 12'])
  const absent = '/api/v1/conclusions/tasks/019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b11/steps'
  expect((await stage.ask(absent, { method: 'POST', token: writer.token, body: { words: 'x' } })).statusCode).toBe(404)
})

test('everybody reads a published conclusion under the code of its notice, with posts and no names, and none before', async () => {
  const json = { accept: 'application/json' }
  const before = await stage.ask(`/ket-luan/${noticeCode}`, { headers: json })
  expect(before.statusCode).toBe(404)
  expect(before.json().detail).toContain('Chưa có kết luận')
  const standing = await seen()
  const ways = ['posted', 'groups']
  await by(front, async (scope) => await publishConclusion(scope, { ...standing, ways }))
  const page = await stage.ask(`/ket-luan/${noticeCode}`, { headers: { 'accept-language': 'vi', accept: 'text/html' } })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Sửa cống ngõ 12')
  expect(page.body).toContain('Đã đặt hàng ống cống')
  expect(page.body).not.toContain('Trần Văn Kín')
  const data = await stage.ask(`/ket-luan/${noticeCode}`, { headers: json })
  expect(data.json().tasks).toHaveLength(3)
  expect(data.body).not.toContain('Trần Văn Kín')
  expect((await stage.ask('/ket-luan/000000', { headers: json })).statusCode).toBe(404)
  expect((await stage.ask('/ket-luan/khong', { headers: json })).statusCode).toBe(404)
})
