import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dumpDatabase, foundIn } from '../../support/dump.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { openPrograms, session, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string }
let head: { token: string }
let stranger: { token: string }
let dialogueId = ''

const enter = async (body: object, headers: Record<string, string> = {}, token = writer.token) =>
  await stage.ask('/api/v1/questions', { method: 'POST', token, body, headers })

beforeAll(async () => {
  stage = await openPrograms()
  writer = await stage.program(['front_officer'])
  head = await stage.program(['group_head'])
  stranger = await stage.program(['front_officer'], otherWard)
  const approver = await stage.program(['approver'])
  const made = await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body: session })
  dialogueId = made.json().id
  const draft = await stage.ask(`/api/v1/dialogues/${dialogueId}/announcement`, { method: 'POST', token: writer.token })
  await stage.ask(`/api/v1/broadcasts/${draft.json().id}/approval`, { method: 'POST', token: approver.token })
})
afterAll(async () => await stage.close())

const question = { opinionClass: 'question', channel: 'phone', text: 'Bao giờ phường sửa cống ở ngõ 12?' }

describe('entering for somebody', () => {
  it('gives the code for the slip, and the words are read with the session’s questions', async () => {
    const answer = await enter({ ...question, dialogueId })
    expect(answer.statusCode).toBe(201)
    const receipt = answer.json()
    expect(receipt).toMatchObject({ unitId: ward, dialogueId, naming: 'sealed', channel: 'phone' })
    expect(receipt.code).toMatch(/^\d{4} \d{4} \d{4}$/)
    expect(JSON.stringify(receipt)).not.toContain('cống')
    expect(answer.headers['location']).toBe(`/verify/${receipt.code.replaceAll(' ', '')}`)
    const list = await stage.ask(`/api/v1/dialogues/${dialogueId}/questions`, { token: writer.token })
    expect(list.json().items[0]).toMatchObject({
      id: receipt.id,
      text: question.text,
      isEnteredByOfficer: true,
      name: null,
    })
  })

  it('is open to the head of a group, who does not read what others sent', async () => {
    expect((await enter({ ...question, unitId: ward }, {}, head.token)).statusCode).toBe(201)
    const list = await stage.ask(`/api/v1/dialogues/${dialogueId}/questions`, { token: head.token })
    expect(list.statusCode).toBe(403)
  })

  it('refuses a foreign unit, an unknown one, and a session that takes nothing in', async () => {
    expect((await enter({ ...question, unitId: ward }, {}, stranger.token)).statusCode).toBe(403)
    expect((await enter({ ...question, unitId: '99999' })).json()).toMatchObject({ status: 422, field: 'unitId' })
    expect((await enter(question)).json()).toMatchObject({ status: 422, field: 'unitId' })
    const absent = '019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b11'
    expect((await enter({ ...question, unitId: ward, dialogueId: absent })).json()).toMatchObject({
      status: 409,
      field: 'dialogueId',
    })
    const draft = await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body: session })
    const closed = await enter({ ...question, dialogueId: draft.json().id })
    expect(closed.json()).toMatchObject({ status: 409, field: 'dialogueId' })
  })

  it('leaves nothing behind when it is refused', async () => {
    const text = 'Câu này không được giữ lại'
    const absent = '019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b12'
    const [before] = await stage.sql`select count(*) as n from opinions`
    await enter({ ...question, text, unitId: ward, dialogueId: absent })
    const [after] = await stage.sql`select count(*) as n from opinions`
    expect(after?.['n']).toBe(before?.['n'])
  })

  it.each([
    ['text', { text: '' }],
    ['text', { text: 'a'.repeat(20_001) }],
    ['text', { text: ' \n ' }],
    ['opinionClass', { opinionClass: 'complaint' }],
    ['channel', { channel: 'zalo' }],
    ['name', { naming: 'named' }],
    ['name', { naming: 'named', name: '0912 345 678' }],
    ['citizenId', { citizenId: '001099012345' }],
  ])('names the field that does not fit: %s', async (field, change) => {
    const answer = await enter({ ...question, unitId: ward, ...change })
    expect(answer.json()).toMatchObject({ status: 422, field })
  })

  it('sent again gives the same code, but never that of an anonymous one', async () => {
    const key = { 'idempotency-key': 'slip-1' }
    const first = await enter({ ...question, unitId: ward }, key)
    expect((await enter({ ...question, unitId: ward }, key)).json()).toEqual(first.json())
    const anonymous = { ...question, unitId: ward, naming: 'anonymous' }
    const secret = { 'idempotency-key': 'slip-2' }
    expect((await enter(anonymous, secret)).statusCode).toBe(201)
    const [before] = await stage.sql`select count(*) as n from opinions`
    const again = await enter(anonymous, secret)
    expect(again.statusCode).toBe(409)
    expect(again.json().code).toBeUndefined()
    const [after] = await stage.sql`select count(*) as n from opinions`
    expect(after?.['n']).toBe(before?.['n'])
    const [kept] = await stage.sql`select count(*) as n from api_requests where answer is null`
    expect(Number(kept?.['n'])).toBe(1)
  })

  it('keeps words and codes out of the log and out of a stolen copy', async () => {
    const text = 'Chuyện riêng của ngõ 47'
    const receipt = (await enter({ ...question, unitId: ward, text }, { 'idempotency-key': 'slip-3' })).json()
    expect(stage.logged()).not.toContain(text)
    const dump = await dumpDatabase(stage.house.database)
    expect(foundIn(dump, text)).toEqual([])
    expect(foundIn(dump, receipt.code)).toEqual([])
  })
})

describe('reading', () => {
  it('comes in pages and by class', async () => {
    for (let n = 0; n < 4; n += 1)
      await enter({ ...question, opinionClass: 'idea', text: `Ý kiến số ${n}`, dialogueId })
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const page = (
        await stage.ask(`/api/v1/dialogues/${dialogueId}/questions?opinionClass=idea&limit=3${cursor}`, {
          token: writer.token,
        })
      ).json() as { items: { text: string }[]; next: string | null }
      seen.push(...page.items.map(({ text }) => text))
      next = page.next
    }
    expect(seen.toSorted()).toEqual(['Ý kiến số 0', 'Ý kiến số 1', 'Ý kiến số 2', 'Ý kiến số 3'])
  })

  it('refuses a cursor that is none of ours, and another unit’s session', async () => {
    const bad = await stage.ask(`/api/v1/dialogues/${dialogueId}/questions?cursor=abc`, { token: writer.token })
    expect(bad.json()).toMatchObject({ status: 422, field: 'cursor' })
    const foreign = await stage.ask(`/api/v1/dialogues/${dialogueId}/questions`, { token: stranger.token })
    expect(foreign.statusCode).toBe(404)
  })
})
