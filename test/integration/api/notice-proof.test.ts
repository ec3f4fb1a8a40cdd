import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestOfProof, listGroupLinks, openGroupLinks } from '../../../src/artefacts/index.ts'
import { openPrograms, session, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string }
let id = ''
let code = ''
beforeAll(async () => {
  stage = await openPrograms()
  writer = await stage.program(['front_officer'])
  const approver = await stage.program(['approver'])
  const made = (await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body: session })).json()
  id = made.id
  code = made.noticeCode
  const early = await stage.ask(`/api/v1/dialogues/${id}/notice-proof`, { token: writer.token })
  expect(early.statusCode).toBe(409)
  const draft = await stage.ask(`/api/v1/dialogues/${id}/announcement`, { method: 'POST', token: writer.token })
  await stage.ask(`/api/v1/broadcasts/${draft.json().id}/approval`, { method: 'POST', token: approver.token })
}, 60_000)
afterAll(async () => await stage.close())

const path = (): string => `/api/v1/dialogues/${id}/notice-proof`

test('a program keeps the proof, and finds its digest again', async () => {
  const made = await stage.ask(path(), { method: 'POST', token: writer.token })
  expect(made.statusCode).toBe(201)
  const { proof, digest } = made.json()
  expect(digestOfProof(proof)).toBe(digest)
  expect(proof.notices[0].texts).toHaveLength(2)
  const read = (await stage.ask(path(), { token: writer.token })).json()
  expect(read.kept).toMatchObject([{ digest }])
})

test('a leader reads the proof and may not keep one', async () => {
  const leader = await stage.program(['leader'])
  expect((await stage.ask(path(), { token: leader.token })).statusCode).toBe(200)
  expect((await stage.ask(path(), { method: 'POST', token: leader.token })).statusCode).toBe(403)
})

test("a group's link leads to the check of the notice, sets no cookie, and one that never was is not found", async () => {
  const front = await stage.officer(['front_officer'])
  await stage.as(front, async (scope) => await openGroupLinks(scope, { dialogueId: id }))
  const [link] = await listGroupLinks(stage.house.database, id)
  const agent = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36' }
  const opened = await stage.ask(`/g/${link?.token}`, { headers: agent })
  expect([opened.statusCode, opened.headers.location]).toEqual([302, `/verify/${code.replaceAll(' ', '')}`])
  expect(opened.headers['set-cookie']).toBeUndefined()
  expect((await listGroupLinks(stage.house.database, id))[0]?.openings).toBe(1)
  expect((await stage.ask('/g/aaaaaaaaaaaa', { headers: agent })).statusCode).toBe(404)
})
