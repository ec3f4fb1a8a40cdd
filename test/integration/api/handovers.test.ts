import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../../src/database/index.ts'
import { makeHandoverLink, findHandover } from '../../../src/handover/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { keepOpinion } from '../../../src/questions/index.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { plainHead } from '../questions/items/item-stage.ts'
import { openPrograms, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string }
let approver: { token: string }
let city: { token: string }
let stranger: { token: string }
let front: OfficerActor

beforeAll(async () => {
  stage = await openPrograms({ checksPerMinute: 100 })
  front = await stage.officer(['front_officer'])
  writer = await stage.program(['front_officer'])
  approver = await stage.program(['approver'])
  city = await stage.program(['front_officer'], '01')
  stranger = await stage.program(['front_officer'], otherWard)
})
afterAll(async () => await stage.close())

const post = async (path: string, body: object, token = writer.token, headers: Record<string, string> = {}) =>
  await stage.ask(`/api/v1/handovers${path}`, { method: 'POST', token, body, headers })

const matter = async (text: string): Promise<string> => {
  const body = { unitId: ward, opinionClass: 'livelihood', text }
  const made = await stage.ask('/api/v1/questions', { method: 'POST', token: writer.token, body })
  return await act(
    stage.house,
    front,
    async (scope) => (await keepOpinion(scope, { ...plainHead, opinionId: made.json().id, title: text })).itemId,
  )
}

const sent = async (to: object[]): Promise<{ id: string; version: number; itemId: string }> => {
  const itemId = await matter('Cống ngõ 12 tắc từ tháng trước')
  const made = await post('', { unitId: ward, itemIds: [itemId], to, number: '12/PC' })
  expect(made.statusCode).toBe(201)
  const { id, version } = made.json()
  const asked = await post(`/${id}/approval-request`, { version })
  const gone = await post(`/${id}/approval`, { version: asked.json().version }, approver.token)
  expect([gone.statusCode, gone.json().state]).toEqual([200, 'sent'])
  return { id, version: gone.json().version, itemId }
}

test('a program drafts, a second one sends, the city receives and says what became of it; others see nothing', async () => {
  const { id, version, itemId } = await sent([{ unitId: '01' }])
  const read = await stage.ask(`/api/v1/handovers/${id}`, { token: city.token })
  expect(read.headers['etag']).toBe(`"${version}"`)
  expect((await stage.ask(`/api/v1/handovers/${id}`, { token: stranger.token })).statusCode).toBe(404)
  expect((await post(`/${id}/receipt`, { name: 'An', post: 'Văn thư' }, city.token)).statusCode).toBe(428)
  expect((await post(`/${id}/receipt`, { version: 1, name: 'An', post: 'Văn thư' }, city.token)).statusCode).toBe(409)
  const received = await post(`/${id}/receipt`, { version, name: 'An', post: 'Văn thư' }, city.token)
  expect(received.json()).toMatchObject({ state: 'received', parties: [{ seq: 0, unitId: '01' }] })
  const done = await post(`/${id}/outcome`, { itemId, outcome: 'resolved', words: 'Đã thông cống' }, city.token, {
    'if-match': `"${received.json().version}"`,
  })
  expect(done.json()).toMatchObject({ state: 'done', items: [{ outcome: 'resolved', outcomeWords: 'Đã thông cống' }] })
  const dossier = await stage.ask(`/api/v1/handovers/${id}/dossier`, { token: city.token })
  expect(dossier.body).toContain('Cống ngõ 12 tắc')
  expect((await stage.ask(`/api/v1/handovers/${id}/dossier`, { token: approver.token })).statusCode).toBe(403)
})

test('lists come in pages, of what was sent and of what came in', async () => {
  await sent([{ unitId: '01' }])
  await sent([{ body: 'Sở Xây dựng' }])
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`
    const page = (await stage.ask(`/api/v1/handovers?limit=1${query}`, { token: writer.token })).json()
    ids.push(...page.items.map((one: { id: string }) => one.id))
    cursor = page.next
  }
  expect(new Set(ids).size).toBe(3)
  const incoming = (await stage.ask('/api/v1/handovers?of=incoming', { token: city.token })).json()
  expect(incoming.items).toHaveLength(2)
  expect((await stage.ask('/api/v1/handovers?of=incoming', { token: stranger.token })).json().items).toEqual([])
  expect((await stage.ask('/api/v1/handovers?cursor=aGV5', { token: writer.token })).statusCode).toBe(422)
})

test('what cannot be handed over is refused in words beside its field', async () => {
  const itemId = await matter('Đèn ngõ 7 hỏng')
  const circle = await post('', { unitId: ward, itemIds: [itemId], to: [{ unitId: ward }] })
  expect([circle.statusCode, circle.json().field]).toEqual([422, 'to'])
  expect((await post('', { unitId: ward, itemIds: [], to: [{ unitId: '01' }] })).statusCode).toBe(422)
  expect((await post('', { unitId: ward, itemIds: [itemId], to: [{ unitId: '01' }] }, stranger.token)).statusCode).toBe(
    403,
  )
})

test('by its link a body without an account downloads, is told what it left out, confirms once, and the link is spent', async () => {
  const { id, version } = await sent([{ body: 'Sở Xây dựng' }])
  const { token } = await act(
    stage.house,
    front,
    async (scope) => await makeHandoverLink(scope, { id, version, seq: 0 }),
  )
  const page = await stage.ask(`/chuyen/${token}`, { headers: { 'accept-language': 'vi' } })
  expect([page.statusCode, page.headers['cache-control'], page.headers['x-robots-tag']]).toEqual([
    200,
    'no-store',
    'noindex',
  ])
  expect(page.body).toContain('Phường Cửa Nam chuyển đến Sở Xây dựng')
  const zip = await stage.ask(`/chuyen/${token}/ho-so.zip`)
  expect(zip.rawPayload.subarray(0, 2).toString('latin1')).toBe('PK')
  const say = async (part: string, form: Record<string, string>) =>
    await stage.server.inject({
      method: 'POST',
      url: `/chuyen/${token}/${part}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'vi' },
      payload: new URLSearchParams(form).toString(),
    })
  const empty = await say('da-nhan', { name: '', post: 'Văn thư' })
  expect(empty.statusCode).toBe(422)
  expect(empty.body).toContain('value="Văn thư"')
  expect((await say('tra-lai', { reason: 'other', words: '' })).statusCode).toBe(422)
  const done = await say('da-nhan', { name: 'Lê Thị Nhận', post: 'Văn thư' })
  expect(done.body).toContain('quý cơ quan đã nhận hồ sơ')
  expect((await findHandover(stage.house.database, id))?.state).toBe('received')
  const gone = await stage.ask(`/chuyen/${token}`, { headers: { 'accept-language': 'vi' } })
  expect(gone.statusCode).toBe(404)
  expect(gone.body).toContain('đã dùng, đã thay hoặc hết hạn')
  expect(stage.logged()).not.toContain(token)
})
