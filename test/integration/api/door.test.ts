import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { disableOfficer, revokeToken } from '../../../src/officers/index.ts'
import { importUnits } from '../../../src/units/index.ts'
import { ward } from '../broadcasts/ward.ts'
import { openPrograms, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string; officerId: string; tokenId: string }

beforeAll(async () => {
  stage = await openPrograms()
  writer = await stage.program(['front_officer'])
})
afterAll(async () => await stage.close())

describe('the token', () => {
  it('says whose program asks', async () => {
    const answer = await stage.ask('/api/v1/me', { token: writer.token })
    expect(answer.json()).toEqual({
      id: writer.officerId,
      name: 'Nguyễn Thị Hoa',
      login: expect.any(String),
      title: null,
      language: 'vi',
      roles: [{ role: 'front_officer', unitId: ward, unitName: 'Phường Cửa Nam' }],
    })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it.each([
    ['none', {}],
    ['another scheme', { authorization: 'Basic bmM6eA==' }],
    ['no token of ours', { authorization: `Bearer nc_${'x'.repeat(43)}` }],
    ['something else', { authorization: 'Bearer hello' }],
  ])('is asked for when there is %s', async (_what, headers) => {
    const answer = await stage.ask('/api/v1/me', { headers })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toContain('Bearer')
    expect(answer.json()).toMatchObject({ title: 'UNAUTHENTICATED', status: 401 })
  })

  it('opens nothing once it is revoked or its officer disabled, and a refusal before the token says nothing of the body', async () => {
    const system = systemActor('test')
    const one = await stage.program(['leader'])
    await act(stage.house, system, async (scope) => await revokeToken(scope, one))
    expect((await stage.ask('/api/v1/me', { token: one.token })).statusCode).toBe(401)
    const two = await stage.program(['leader'])
    await act(stage.house, system, async (scope) => await disableOfficer(scope, two))
    const answer = await stage.ask('/api/v1/dialogues', { method: 'POST', token: two.token, body: { wrong: 1 } })
    expect(answer.statusCode).toBe(401)
    expect(stage.logged()).not.toContain(one.token)
  })

  it('is never taken from a cookie or the address', async () => {
    expect((await stage.ask(`/api/v1/me?access_token=${writer.token}`)).statusCode).toBe(401)
    const answer = await stage.ask('/api/v1/me', { headers: { cookie: `token=${writer.token}` } })
    expect(answer.statusCode).toBe(401)
  })
})

describe('what is sent', () => {
  const send = async (payload: string, type: string) =>
    await stage.server.inject({
      method: 'POST',
      url: '/api/v1/dialogues',
      headers: { authorization: `Bearer ${writer.token}`, 'content-type': type },
      payload,
    })

  it.each([
    ['malformed JSON', '{"title": ', 'application/json', 400],
    ['a prototype', '{"__proto__": {"role": "admin"}}', 'application/json', 400],
    ['a list', '[]', 'application/json', 422],
    ['a number', '7', 'application/json', 422],
    ['a form', 'title=x', 'application/x-www-form-urlencoded', 415],
    ['plain text', 'xin chào', 'text/plain', 415],
    ['too much', `{"title": "${'a'.repeat(300_000)}"}`, 'application/json', 413],
  ])('is refused in one clear sentence: %s', async (_what, payload, type, status) => {
    const answer = await send(payload, type)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().detail.length).toBeGreaterThan(10)
  })

  it('leads nowhere under an unknown address, with a token or without', async () => {
    for (const token of [undefined, writer.token]) {
      const answer = await stage.ask('/api/v1/nothing', token === undefined ? {} : { token })
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })
})

describe('places', () => {
  beforeAll(async () => {
    const commune = {
      code: ward,
      provinceCode: '01',
      type: 'ward',
      name: 'Cửa Nam',
      fullName: 'Phường Cửa Nam',
    } as const
    const dataset = {
      provinces: [{ code: '01', type: 'city', name: 'Hà Nội', fullName: 'Thành phố Hà Nội' }],
      communes: [commune],
      oldNames: [],
      faults: [],
      effectiveOn: '2025-07-01',
      source: 'test',
    } as const
    await act(stage.house, systemActor('test'), async (scope) => await importUnits(scope, dataset))
  })

  it('are found by any spelling', async () => {
    for (const q of ['cua nam', 'p. cửa nam', 'Phường Cửa Nam']) {
      const answer = await stage.ask(`/api/v1/units?q=${encodeURIComponent(q)}`, { token: writer.token })
      expect(answer.json().items[0]).toMatchObject({
        id: ward,
        fullName: 'Phường Cửa Nam',
        province: 'Thành phố Hà Nội',
      })
    }
    expect((await stage.ask('/api/v1/units', { token: writer.token })).json()).toMatchObject({
      status: 422,
      field: 'q',
    })
  })

  it('tell what they lie in; an unknown one is not there', async () => {
    const unit = (await stage.ask(`/api/v1/units/${ward}`, { token: writer.token })).json()
    expect(unit).toMatchObject({ id: ward, level: 'commune', validUntil: null })
    expect(unit.above.map(({ id }: { id: string }) => id)).toEqual(['vn', '01'])
    for (const id of ['99999', 'x', "'; drop", '00082%00']) {
      expect((await stage.ask(`/api/v1/units/${encodeURIComponent(id)}`, { token: writer.token })).statusCode).toBe(404)
    }
  })

  it('get a ward group from an officer of the ward, once', async () => {
    const path = `/api/v1/units/${ward}/groups`
    const body = { fullName: 'Tổ dân phố số 7', voters: 310 }
    const made = await stage.ask(path, { method: 'POST', token: writer.token, body })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ fullName: 'Tổ dân phố số 7', level: 'group', voters: 310 })
    const again = await stage.ask(path, { method: 'POST', token: writer.token, body })
    expect(again.json()).toMatchObject({ status: 409, field: 'fullName' })
    const nameless = await stage.ask(path, { method: 'POST', token: writer.token, body: { fullName: 'Số 8' } })
    expect(nameless.json()).toMatchObject({ status: 422, field: 'fullName' })
    const elsewhere = await stage.ask('/api/v1/units/00004/groups', { method: 'POST', token: writer.token, body })
    expect(elsewhere.statusCode).toBe(403)
  })
})

describe('the description', () => {
  it('is complete: every route with its security, its refusals and what it takes', async () => {
    const answer = await stage.ask('/api/openapi.json')
    expect(answer.statusCode).toBe(200)
    const api = answer.json()
    expect(api).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' }, security: [{ officer: [] }] })
    const described = Object.entries(api.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
      ([path, verbs]) => Object.entries(verbs).map(([verb, operation]) => ({ name: `${verb} ${path}`, operation })),
    )
    const names = described.map(({ name }) => name)
    for (const name of [
      'post /api/v1/dialogues',
      'get /api/v1/dialogues',
      'get /api/v1/dialogues/{id}',
      'patch /api/v1/dialogues/{id}',
      'post /api/v1/dialogues/{id}/cancellation',
      'post /api/v1/dialogues/{id}/announcement',
      'get /api/v1/dialogues/{id}/questions',
      'get /api/v1/broadcasts/{id}',
      'patch /api/v1/broadcasts/{id}',
      'post /api/v1/broadcasts/{id}/approval',
      'post /api/v1/broadcasts/{id}/rejection',
      'post /api/v1/broadcasts/{id}/pause',
      'post /api/v1/broadcasts/{id}/resume',
      'post /api/v1/broadcasts/{id}/stop',
      'post /api/v1/questions',
      'get /api/v1/units',
      'get /api/v1/units/{id}',
      'post /api/v1/units/{id}/groups',
      'get /api/v1/me',
    ])
      expect(names).toContain(name)
    expect(names.every((name) => name.includes(' /api/v1/'))).toBe(true)
    for (const { name, operation } of described) {
      expect([name, typeof operation['summary'], typeof operation['operationId']]).toEqual([name, 'string', 'string'])
      const responses = operation['responses'] as Record<string, { content?: Record<string, unknown> }>
      // What asks for no token refuses none.
      const isOpen = Array.isArray(operation['security']) && operation['security'].length === 0
      const refusals = isOpen ? [] : ['application/problem+json']
      expect([name, Object.keys(responses['401']?.content ?? {})]).toEqual([name, refusals])
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true)
    }
    const ids = described.map(({ operation }) => operation['operationId'])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('shows an example that works', async () => {
    const api = (await stage.ask('/api/openapi.json')).json()
    const content = api.paths['/api/v1/dialogues'].post.requestBody.content['application/json']
    const example = content.schema.examples?.[0] ?? content.examples?.example1?.value ?? content.example
    const answer = await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body: example })
    expect(answer.statusCode).toBe(201)
  })
})

describe('limits', () => {
  let small: Programs | undefined
  afterEach(async () => {
    await small?.close()
    small = undefined
  })

  it('count each token for itself', async () => {
    small = await openPrograms({ requestsPerMinute: 3 })
    const one = await small.program(['leader'])
    const other = await small.program(['leader'])
    const statuses: number[] = []
    for (let n = 0; n < 5; n += 1) statuses.push((await small.ask('/api/v1/me', { token: one.token })).statusCode)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    const refused = await small.ask('/api/v1/me', { token: one.token })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.json()).toMatchObject({ title: 'LIMIT', status: 429 })
    expect((await small.ask('/api/v1/me', { token: other.token })).statusCode).toBe(200)
  })

  it('stop an address that tries tokens, without stopping the description', async () => {
    small = await openPrograms()
    const statuses = new Set<number>()
    for (let n = 0; n < 40; n += 1) {
      const token = `nc_${String(n).padStart(43, 'a')}`
      statuses.add((await small.ask('/api/v1/me', { token })).statusCode)
    }
    expect([...statuses]).toEqual([401, 429])
    expect((await small.ask('/api/openapi.json')).statusCode).toBe(200)
  })
})
