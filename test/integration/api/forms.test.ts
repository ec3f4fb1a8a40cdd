import { afterAll, beforeAll, expect, test } from 'vitest'
import { mixArrivals } from '../../../src/forms/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { openPrograms, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string }
let approver: { token: string }
beforeAll(async () => {
  stage = await openPrograms()
  writer = await stage.program(['front_officer'])
  approver = await stage.program(['approver'])
}, 60_000)
afterAll(async () => await stage.close())

const content = {
  title: { vi: 'Xin ý kiến về giờ thu gom rác' },
  intro: { vi: 'Mặt trận phường xin ý kiến để kiến nghị đổi giờ thu gom. Phiếu không ghi tên.' },
  inEnglish: false,
  isNoDecision: false,
  sections: [
    {
      id: 's1',
      title: { vi: 'Giờ thu gom' },
      items: [
        {
          kind: 'single',
          id: 'gio',
          text: { vi: 'Ông/bà thấy giờ nào tiện?' },
          required: true,
          choices: [
            { id: 'som', text: { vi: '18 giờ' } },
            { id: 'muon', text: { vi: '20 giờ' } },
          ],
          skips: [{ when: 'som', to: 'end' }],
        },
        { kind: 'long_text', id: 'them', text: { vi: 'Ông/bà muốn nói thêm điều gì?' }, required: false },
      ],
    },
  ],
}
const draft = {
  unitId: ward,
  purpose: 'community',
  dialogueId: null,
  counts: 'persons',
  naming: 'anonymous',
  audience: 'unit',
  isLive: false,
  showsAnswered: false,
  smallestCell: 5,
  opensAt: '2026-11-20T08:00:00+07:00',
  closesAt: '2026-12-10T17:00:00+07:00',
  content,
}

const post = async (path: string, token: string, body: object = {}, headers = {}) =>
  await stage.ask(path, { method: 'POST', token, body, headers })

test('a program draws a form up, a second person approves it, and its results stay hidden until it is closed', async () => {
  const key = { 'idempotency-key': 'form-1' }
  const made = await post('/api/v1/forms', writer.token, draft, key)
  expect(made.statusCode, made.body).toBe(201)
  const { id, version, code } = made.json()
  expect(code).toMatch(/^\d{6}$/)
  expect((await post('/api/v1/forms', writer.token, draft, key)).json().id).toBe(id)
  const asked = await post(`/api/v1/forms/${id}/approval-request`, writer.token, { version })
  expect(asked.json()).toMatchObject({ state: 'asked', content })
  const stale = await post(`/api/v1/forms/${id}/approval`, approver.token, {}, { 'if-match': '"1"' })
  expect(stale.statusCode).toBe(412)
  const opened = await post(`/api/v1/forms/${id}/approval`, approver.token)
  expect(opened.json()).toMatchObject({ state: 'open', openVersion: 1 })

  const leader = await stage.program(['leader'])
  const early = await stage.ask(`/api/v1/forms/${id}/results`, { token: leader.token })
  expect([early.statusCode, early.json().title]).toEqual([403, 'FORBIDDEN'])
  expect((await post(`/api/v1/forms/${id}/closing`, approver.token)).statusCode).toBe(403)
  await stage.as(systemActor('test'), mixArrivals)
  expect((await post(`/api/v1/forms/${id}/closing`, writer.token)).json()).toMatchObject({ state: 'closed' })
  const results = await stage.ask(`/api/v1/forms/${id}/results`, { token: leader.token })
  expect(results.json()).toMatchObject({
    main: 'persons',
    total: { persons: 0, households: 0 },
    questions: [
      { id: 'gio', kind: 'single', reached: 0 },
      { id: 'them', kind: 'long_text' },
    ],
  })
})

test('what cannot be answered to its end is kept as a draft, and refused by name when its approval is asked for', async () => {
  const [section] = content.sections
  const items = section?.items.map((item) =>
    item.id === 'them' ? item : { ...item, skips: [{ when: 'som', to: 'gio' }] },
  )
  const looping = { ...content, sections: [{ ...section, items }] }
  const made = (await post('/api/v1/forms', writer.token, { ...draft, content: looping })).json()
  const refused = await post(`/api/v1/forms/${made.id}/approval-request`, writer.token)
  expect([refused.statusCode, refused.json().field]).toEqual([422, 'gio'])
  expect((await stage.ask(`/api/v1/forms/${made.id}`, { token: writer.token })).json().state).toBe('draft')
})

test('a shape that is none of a form, times that do not fit and a session of nobody change nothing', async () => {
  const count = async () => (await stage.ask('/api/v1/forms', { token: writer.token })).json().items.length
  const before = await count()
  for (const wrong of [
    {
      ...draft,
      content: { ...content, sections: [{ id: 's', title: { vi: 'x' }, items: [{ kind: 'essay', id: 'a' }] }] },
    },
    { ...draft, opensAt: draft.closesAt },
    { ...draft, showsAnswered: true },
    { ...draft, dialogueId: '019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b11' },
    { ...draft, smallestCell: 0 },
    { ...draft, extra: 1 },
  ]) {
    const refused = await post('/api/v1/forms', writer.token, wrong)
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
    ])
  }
  expect(await count()).toBe(before)
})

test('lists come in pages, by state, of the own units only', async () => {
  for (let made = 0; made < 3; made += 1) await post('/api/v1/forms', writer.token, draft)
  const all: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const path: string = `/api/v1/forms?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`
    const page: { items: { id: string }[]; next: string | null } = (
      await stage.ask(path, { token: writer.token })
    ).json()
    expect(page.items.length).toBeLessThanOrEqual(2)
    all.push(...page.items.map(({ id }) => id))
    cursor = page.next
  }
  expect(new Set(all).size).toBe(all.length)
  expect(all).toHaveLength(5)
  expect(all).toEqual(all.toSorted().toReversed())
  const closed = (await stage.ask('/api/v1/forms?state=closed', { token: writer.token })).json()
  expect(closed.items).toHaveLength(1)
  expect((await stage.ask('/api/v1/forms?cursor=abc', { token: writer.token })).statusCode).toBe(422)
  const stranger = await stage.program(['front_officer'], otherWard)
  expect((await stage.ask('/api/v1/forms', { token: stranger.token })).json().items).toEqual([])
  expect((await stage.ask(`/api/v1/forms/${all[0]}`, { token: stranger.token })).statusCode).toBe(404)
  expect((await stage.ask(`/api/v1/forms/${all[0]}/results`, { token: stranger.token })).statusCode).toBe(404)
  const above = await stage.program(['leader'], '01')
  expect((await stage.ask('/api/v1/forms', { token: above.token })).json().items).toHaveLength(5)
})
