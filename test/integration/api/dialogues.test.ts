import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dumpDatabase, foundIn } from '../../support/dump.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { openPrograms, session, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string; officerId: string }
let reader: { token: string }
let stranger: { token: string }
const absent = '019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b11'

beforeAll(async () => {
  stage = await openPrograms()
  writer = await stage.program(['front_officer'])
  reader = await stage.program(['leader'])
  stranger = await stage.program(['front_officer'], otherWard)
})
afterAll(async () => await stage.close())

const call = async (body: object = session, headers: Record<string, string> = {}) =>
  await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body, headers })

describe('calling a session', () => {
  it('opens a draft from seven fields; the rest becomes the usual session of the ward', async () => {
    const answer = await call()
    expect(answer.statusCode).toBe(201)
    const made = answer.json()
    expect(answer.headers['location']).toBe(`/api/v1/dialogues/${made.id}`)
    expect(answer.headers['etag']).toBe('"1"')
    expect(made).toMatchObject({
      state: 'draft',
      type: 'dialogue',
      rhythm: 'periodic',
      mode: 'in_person',
      legalBasis: 'communal_dialogue',
      audienceUnits: [ward],
      startsAt: '2026-12-05T01:30:00.000Z',
      noticeDue: 'announcement',
      isCollecting: false,
      createdBy: writer.officerId,
      version: 1,
    })
    expect(made.hosts[0]).toEqual({ name: 'Ủy ban nhân dân phường Cửa Nam' })
    expect(made.noticeCode).toMatch(/^\d{6}$/)
    const read = await stage.ask(`/api/v1/dialogues/${made.id}`, { token: reader.token })
    expect(read.json()).toEqual(made)
  })

  it('names every field that does not fit, and keeps what it was sent out of the log', async () => {
    const answer = await call({
      ...session,
      title: '',
      mode: 'by carrier pigeon',
      secretNote: 'bí mật của tổ',
      startsAt: 'mai',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const problem = answer.json()
    expect(problem.title).toBe('INVALID')
    expect(problem.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'mode',
      'secretNote',
      'startsAt',
      'title',
    ])
    expect(problem.errors.map(({ field }: { field: string }) => field)).toContain(problem.field)
    expect(stage.logged()).not.toContain('bí mật')
    expect(stage.logged()).not.toContain('pigeon')
  })

  it('passes on what the rules of sessions refuse, with its field, in the language that was asked for', async () => {
    const answer = await call({ ...session, startsAt: '2020-01-01T08:00:00+07:00' }, { 'accept-language': 'en' })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ title: 'INVALID', field: 'startsAt' })
    expect(answer.json().detail).not.toMatch(/[ăâđêôơư]/i)
    const vietnamese = await call({ ...session, hotline: '12345678' })
    expect(vietnamese.json()).toMatchObject({ field: 'hotline', detail: expect.stringContaining('024 3825 1234') })
  })

  it('does not guess whose voter contact it is', async () => {
    const answer = await call({
      ...session,
      type: 'voter_contact',
      councilSession: 'Kỳ họp thứ 3',
      deputies: ['Đại biểu A'],
    })
    expect(answer.json()).toMatchObject({ status: 422, field: 'legalBasis' })
  })

  it('is refused on a unit of others, and without the role', async () => {
    const foreign = await stage.ask('/api/v1/dialogues', { method: 'POST', token: stranger.token, body: session })
    expect(foreign.statusCode).toBe(403)
    const asReader = await stage.ask('/api/v1/dialogues', { method: 'POST', token: reader.token, body: session })
    expect(asReader.statusCode).toBe(403)
    const refusals = await stage.sql`select actor_id from audit_entries where action = 'api.refused'`
    expect(refusals.length).toBeGreaterThanOrEqual(2)
  })
})

describe('a request that is sent again', () => {
  const headers = { 'idempotency-key': 'session-1' }
  const count = async () => Number((await stage.sql`select count(*) as n from dialogues`)[0]?.['n'])

  it('creates nothing twice and gets the first answer', async () => {
    const first = await call({ ...session, title: 'Một lần thôi' }, headers)
    const before = await count()
    const again = await call({ ...session, title: 'Một lần thôi' }, headers)
    expect([first.statusCode, again.statusCode]).toEqual([201, 201])
    expect(again.json()).toEqual(first.json())
    expect(again.headers['location']).toBe(first.headers['location'])
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true'])
    expect(await count()).toBe(before)
  })

  it('creates once when both come at the same moment', async () => {
    const before = await count()
    const key = { 'idempotency-key': 'same-moment' }
    const answers = await Promise.all(Array.from({ length: 5 }, async () => await call(session, key)))
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  it('is refused when the key is used for something else, and another officer’s key is another key', async () => {
    const other = await call({ ...session, title: 'Việc khác' }, headers)
    expect(other.json()).toMatchObject({ status: 422, field: 'Idempotency-Key' })
    const theirs = await stage.ask('/api/v1/dialogues', {
      method: 'POST',
      token: stranger.token,
      body: { ...session, unitId: otherWard },
      headers,
    })
    expect(theirs.statusCode).toBe(201)
  })

  it('is carried out when the first one was refused, and after a day', async () => {
    const key = { 'idempotency-key': 'after-a-refusal' }
    expect((await call({ ...session, hotline: '12345678' }, key)).statusCode).toBe(422)
    const made = await call(session, key)
    expect(made.statusCode).toBe(201)
    const at = stage.house.clock.now()
    stage.house.clock.advance(25 * 3_600_000)
    const later = await call(session, key)
    stage.house.clock.set(at)
    expect(later.json().id).not.toBe(made.json().id)
  })

  it('keeps neither the key nor the answer readable', async () => {
    await call({ ...session, title: 'Tiêu đề để tìm' }, { 'idempotency-key': 'a-key-to-find' })
    const dump = await dumpDatabase(stage.house.database)
    expect(foundIn(dump, 'Tiêu đề để tìm')).toEqual(['dialogues'])
    expect(foundIn(dump, 'a-key-to-find')).toEqual([])
  })

  it('refuses a key that is none', async () => {
    const answer = await call(session, { 'idempotency-key': 'có dấu cách' })
    expect(answer.json()).toMatchObject({ status: 422, field: 'Idempotency-Key' })
  })
})

describe('changing a session', () => {
  const change = async (id: string, body: object, headers: Record<string, string> = {}) =>
    await stage.ask(`/api/v1/dialogues/${id}`, { method: 'PATCH', token: writer.token, body, headers })

  it('needs the version that was read: in If-Match or in the body', async () => {
    const { id } = (await call()).json()
    expect((await change(id, { place: 'Trụ sở UBND phường' })).statusCode).toBe(428)
    const changed = await change(id, { place: 'Trụ sở UBND phường' }, { 'if-match': '"1"' })
    expect(changed.statusCode).toBe(200)
    expect(changed.json()).toMatchObject({ place: 'Trụ sở UBND phường', version: 2, title: session.title })
    expect(changed.headers['etag']).toBe('"2"')
    expect((await change(id, { place: 'Nơi khác' }, { 'if-match': '"1"' })).statusCode).toBe(412)
    expect((await change(id, { place: 'Nơi khác', version: 1 })).statusCode).toBe(409)
    expect((await change(id, { endsAt: null, version: 2 })).json()).toMatchObject({ endsAt: null, version: 3 })
  })

  it('never moves a session to another unit', async () => {
    const { id } = (await call()).json()
    expect((await change(id, { unitId: otherWard, version: 1 })).json()).toMatchObject({ status: 422, field: 'unitId' })
  })

  it('calls it off with a reason', async () => {
    const { id } = (await call()).json()
    const path = `/api/v1/dialogues/${id}/cancellation`
    const without = await stage.ask(path, { method: 'POST', token: writer.token })
    expect(without.json()).toMatchObject({ status: 422, field: 'reason' })
    const body = { reason: 'Bão đổ bộ' }
    const done = await stage.ask(path, { method: 'POST', token: writer.token, body })
    expect(done.json()).toMatchObject({ state: 'cancelled', cancelledWhy: 'Bão đổ bộ' })
    const again = await stage.ask(path, { method: 'POST', token: writer.token, body })
    expect(again.json()).toMatchObject({ status: 409, title: 'PRECONDITION' })
  })
})

describe('what is not for an officer', () => {
  it('looks like what never was', async () => {
    const { id } = (await call()).json()
    const [foreign, missing] = [
      await stage.ask(`/api/v1/dialogues/${id}`, { token: stranger.token }),
      await stage.ask(`/api/v1/dialogues/${absent}`, { token: stranger.token }),
    ]
    expect(foreign.statusCode).toBe(404)
    expect(foreign.json()).toEqual(missing.json())
    for (const verb of ['cancellation', 'announcement']) {
      const body = verb === 'cancellation' ? { reason: 'Không phải việc của tôi' } : {}
      const answer = await stage.ask(`/api/v1/dialogues/${id}/${verb}`, { method: 'POST', token: stranger.token, body })
      expect(answer.statusCode).toBe(404)
    }
  })

  it.each(['1', 'null', "'%20or%201=1", '../me', absent.toUpperCase(), `${absent}0`])(
    'an id of another shape leads nowhere: %s',
    async (id) => {
      const answer = await stage.ask(`/api/v1/dialogues/${encodeURIComponent(id)}`, { token: writer.token })
      expect(answer.statusCode).toBe(404)
      expect(answer.json().title).toBe('NOT_FOUND')
    },
  )
})

describe('the list', () => {
  it('comes in pages that add up, of the officer’s units only', async () => {
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const answer = await stage.ask(`/api/v1/dialogues?limit=3${query}`, { token: reader.token })
      const page = answer.json() as { items: { id: string; unitId: string }[]; next: string | null }
      expect(page.items.every(({ unitId }) => unitId === ward)).toBe(true)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    const [row] = await stage.sql`select count(*) as n from dialogues where unit_id = ${ward}`
    expect(ids.length).toBe(Number(row?.['n']))
    expect(new Set(ids).size).toBe(ids.length)
    const cancelled = await stage.ask('/api/v1/dialogues?state=cancelled', { token: reader.token })
    expect(cancelled.json().items).toHaveLength(1)
  })

  it('refuses another unit, an unknown parameter and a page of a thousand', async () => {
    expect((await stage.ask(`/api/v1/dialogues?unit=${otherWard}`, { token: reader.token })).statusCode).toBe(404)
    expect((await stage.ask('/api/v1/dialogues?order=desc', { token: reader.token })).json()).toMatchObject({
      status: 422,
      field: 'order',
    })
    expect((await stage.ask('/api/v1/dialogues?limit=1000', { token: reader.token })).json().field).toBe('limit')
  })
})
