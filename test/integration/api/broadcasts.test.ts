import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fanOutStep } from '../../../src/broadcasts/index.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { otherWard } from '../broadcasts/ward.ts'
import { openPrograms, session, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string }
let approver: { token: string }
let stranger: { token: string }

beforeAll(async () => {
  stage = await openPrograms()
  writer = await stage.program(['front_officer'])
  approver = await stage.program(['approver'])
  stranger = await stage.program(['front_officer', 'approver'], otherWard)
  await stage.residents(5)
})
afterAll(async () => await stage.close())

const post = async (path: string, token: string, body?: object, headers: Record<string, string> = {}) =>
  await stage.ask(`/api/v1/${path}`, { method: 'POST', token, headers, ...(body === undefined ? {} : { body }) })

const drafted = async () => {
  const { id } = (await post('dialogues', writer.token, session)).json()
  const answer = await post(`dialogues/${id}/announcement`, writer.token)
  return { dialogueId: id as string, answer, draft: answer.json() }
}

describe('a notice', () => {
  it('is drafted in both languages from the record, with nobody told yet', async () => {
    const { dialogueId, answer, draft } = await drafted()
    expect(answer.statusCode).toBe(201)
    expect(answer.headers['location']).toBe(`/api/v1/broadcasts/${draft.id}`)
    expect(draft).toMatchObject({ kind: 'announcement', dialogueId, state: 'draft', version: 1 })
    expect(draft.texts.vi).toContain('Nhà văn hóa số 5 phố Cửa Nam')
    expect(draft.texts.vi).toContain('024 3825 1234')
    expect(draft.texts.en).toContain('5 December 2026')
    expect(Object.values(draft.counts as Record<string, number>).every((count) => count === 0)).toBe(true)
    const list = await stage.ask(`/api/v1/dialogues/${dialogueId}/broadcasts`, { token: approver.token })
    expect(list.json().items).toEqual([draft])
  })

  it('goes out once a second person approved it, and its counts add up', async () => {
    const { dialogueId, draft } = await drafted()
    const own = await post(`broadcasts/${draft.id}/approval`, writer.token, { version: 1 })
    expect(own.statusCode).toBe(403)
    const approved = await post(`broadcasts/${draft.id}/approval`, approver.token, { version: 1 })
    expect(approved.statusCode).toBe(200)
    expect(approved.json()).toMatchObject({ state: 'running', approvalNote: null })
    await fanOutStep({ house: stage.house, audience: audiencePage }, draft.id)
    await stage.deliver(`broadcast:${draft.id}`, 'sent')
    const read = (await stage.ask(`/api/v1/broadcasts/${draft.id}`, { token: writer.token })).json()
    expect(read.counts).toMatchObject({ recipients: 5, sent: 5, waiting: 0 })
    const told = (await stage.ask(`/api/v1/dialogues/${dialogueId}`, { token: writer.token })).json()
    expect(told).toMatchObject({ state: 'announced', noticeDue: null })
    const twice = await post(`broadcasts/${draft.id}/approval`, approver.token, { version: 1 })
    expect(twice.statusCode).toBe(409)
  })

  it('can be approved without naming a version, by who reads the words that stand', async () => {
    const { draft } = await drafted()
    expect((await post(`broadcasts/${draft.id}/approval`, approver.token)).json().state).toBe('running')
  })

  it('is not approved in a version that nobody read', async () => {
    const { draft } = await drafted()
    const texts = { vi: `${draft.texts.vi}\nRất mong ông/bà tham dự.` }
    const edit = async (body: object, headers: Record<string, string> = {}) =>
      await stage.ask(`/api/v1/broadcasts/${draft.id}`, { method: 'PATCH', token: writer.token, body, headers })
    expect((await edit({ texts })).statusCode).toBe(428)
    const edited = await edit({ texts }, { 'if-match': '"1"' })
    expect(edited.json()).toMatchObject({ version: 2, texts: { vi: texts.vi, en: draft.texts.en } })
    expect((await edit({ texts, version: 1 })).statusCode).toBe(409)
    expect((await post(`broadcasts/${draft.id}/approval`, approver.token, { version: 1 })).statusCode).toBe(409)
    const stale = await post(`broadcasts/${draft.id}/approval`, approver.token, {}, { 'if-match': '"1"' })
    expect(stale.statusCode).toBe(412)
    expect((await post(`broadcasts/${draft.id}/approval`, approver.token, { version: 2 })).statusCode).toBe(200)
  })

  it('keeps every fact that a notice carries', async () => {
    const { draft } = await drafted()
    const answer = await stage.ask(`/api/v1/broadcasts/${draft.id}`, {
      method: 'PATCH',
      token: writer.token,
      body: { version: 1, texts: { vi: 'Mời ông/bà đến họp.' } },
    })
    expect(answer.json()).toMatchObject({ status: 422, field: 'text.vi' })
  })

  it('goes back with a reason', async () => {
    const { draft } = await drafted()
    expect((await post(`broadcasts/${draft.id}/rejection`, approver.token, {})).json().field).toBe('reason')
    const done = await post(`broadcasts/${draft.id}/rejection`, approver.token, { reason: 'Sai địa điểm' })
    expect(done.json()).toMatchObject({ state: 'rejected', rejectedWhy: 'Sai địa điểm' })
  })

  it('can be paused, resumed and stopped, each only where it makes sense', async () => {
    const { draft } = await drafted()
    expect((await post(`broadcasts/${draft.id}/pause`, writer.token)).statusCode).toBe(409)
    await post(`broadcasts/${draft.id}/approval`, approver.token, { version: 1 })
    const states: string[] = []
    for (const step of ['pause', 'resume', 'stop'])
      states.push((await post(`broadcasts/${draft.id}/${step}`, writer.token)).json().state)
    expect(states).toEqual(['paused', 'running', 'stopped'])
    expect((await post(`broadcasts/${draft.id}/resume`, writer.token)).statusCode).toBe(409)
  })

  it('of a change or a cancellation is drafted only when it is due', async () => {
    const { dialogueId, draft } = await drafted()
    expect((await post(`dialogues/${dialogueId}/announcement`, writer.token, { kind: 'change' })).statusCode).toBe(409)
    await post(`broadcasts/${draft.id}/approval`, approver.token, { version: 1 })
    await post(`broadcasts/${draft.id}/stop`, writer.token)
    const cancelled = await post(`dialogues/${dialogueId}/cancellation`, writer.token, { reason: 'Bão đổ bộ' })
    expect(cancelled.json().noticeDue).toBe('cancellation')
    const notice = await post(`dialogues/${dialogueId}/announcement`, writer.token, { kind: 'cancellation' })
    expect(notice.json()).toMatchObject({ kind: 'cancellation', state: 'draft' })
    expect(notice.json().texts.vi).toContain('Bão đổ bộ')
  })

  it('of another unit looks like one that never was, for every verb', async () => {
    const { draft } = await drafted()
    const paths = ['approval', 'rejection', 'pause', 'resume', 'stop']
    const bodies: Record<string, object> = { rejection: { reason: 'Không' } }
    for (const verb of paths) {
      const answer = await post(`broadcasts/${draft.id}/${verb}`, stranger.token, bodies[verb] ?? {})
      expect([verb, answer.statusCode]).toEqual([verb, 404])
    }
    expect((await stage.ask(`/api/v1/broadcasts/${draft.id}`, { token: stranger.token })).statusCode).toBe(404)
  })
})
