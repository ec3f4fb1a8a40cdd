import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerPath, approveAnswer, askAnswerApproval, answersOfItem, draftAnswer } from '../../../src/answers/index.ts'
import { createDatabaseStorage, storeUploaded } from '../../../src/attachments/index.ts'
import { act, type Scope } from '../../../src/database/index.ts'
import type { OfficerActor, Role } from '../../../src/kernel/actor.ts'
import { vietnamDate } from '../../../src/kernel/calendar/plain-date.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { keepOpinion } from '../../../src/questions/index.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { plainHead } from '../questions/items/item-stage.ts'
import { openPrograms, type Programs } from './programs.ts'

let stage: Programs
let reader: { token: string }
let stranger: { token: string }
let questionId = ''
let itemId = ''
let answerId = ''

const officer = (role: Role): OfficerActor => ({
  kind: 'officer',
  officerId: newId(),
  grants: [{ role, unitId: ward, unitPath: ['vn', '01', ward] }],
})
const by = async (role: Role, work: (scope: Scope) => Promise<unknown>): Promise<void> =>
  void (await act(stage.house, officer(role), work))
const aPdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n')

beforeAll(async () => {
  stage = await openPrograms()
  reader = await stage.program(['front_officer'])
  stranger = await stage.program(['front_officer'], otherWard)
  const body = { unitId: ward, opinionClass: 'livelihood', text: 'Cống ngõ 12 tắc từ tháng trước' }
  const made = await stage.ask('/api/v1/questions', { method: 'POST', token: reader.token, body })
  questionId = made.json().id
  await by('front_officer', async (scope) => {
    itemId = (await keepOpinion(scope, { ...plainHead, opinionId: questionId, title: 'Cống ngõ 12' })).itemId
  })
})
afterAll(async () => await stage.close())

test('before anybody has answered an opinion it waits, and no word of it is told', async () => {
  const found = await stage.ask(`/api/v1/questions/${questionId}`, { token: reader.token })
  expect(found.json()).toMatchObject({ id: questionId, itemId, answer: null, isAskedAgain: false })
  expect(found.body).not.toContain('tắc')
  const waiting = await stage.ask('/api/v1/answers?standing=waiting', { token: reader.token })
  expect(waiting.json()).toMatchObject({ items: [{ itemId, title: 'Cống ngõ 12' }], counts: { waiting: 1 } })
})

test('once approved its decision and day are told, to programs of officers of the unit only', async () => {
  const stored = await storeUploaded(
    stage.house,
    createDatabaseStorage(stage.house.keyring),
    officer('front_officer'),
    {
      bytes: aPdf,
      name: 'Bien ban',
    },
  )
  const today = vietnamDate(stage.house.clock.now())
  await by('front_officer', async (scope) => {
    const written = await draftAnswer(scope, {
      itemId,
      version: 0,
      decision: 'resolved',
      words: 'Xí nghiệp Thoát nước số 1 đã nạo vét 120 m cống ở ngõ 12 và thay 03 nắp ga vỡ.',
      basis: 'Biên bản nghiệm thu số 15/BB',
      responsible: '',
      dueOn: null,
      doneOn: today,
      whatIsNew: '',
      answeringBody: 'Ủy ban nhân dân phường Cửa Nam',
      post: 'Chủ tịch',
      personName: null,
      answeredOn: today,
      attachmentIds: stored.ok ? [stored.attachmentId] : [],
    })
    answerId = written.answerId
    await askAnswerApproval(scope, { answerId, version: 1 })
  })
  await by('approver', async (scope) => await approveAnswer(scope, { answerId, version: 2 }))
  const found = await stage.ask(`/api/v1/questions/${questionId}`, { token: reader.token })
  expect(found.json().answer).toEqual({
    decision: 'resolved',
    answeredOn: today,
    answeringBody: 'Ủy ban nhân dân phường Cửa Nam',
  })
  expect(found.body).not.toContain('nạo vét')
  const list = await stage.ask(`/api/v1/answers?unit=${ward}`, { token: reader.token })
  expect(list.json().items).toMatchObject([{ itemId, decision: 'resolved', opinions: 1, standing: 'answered' }])
  expect((await stage.ask(`/api/v1/questions/${questionId}`, { token: stranger.token })).statusCode).toBe(404)
  expect((await stage.ask(`/api/v1/answers?unit=${ward}`, { token: stranger.token })).statusCode).toBe(404)
  expect((await stage.ask('/api/v1/answers', { token: stranger.token })).json().items).toEqual([])
})

test('the page of an answer opens with the address that askers were given, and with no other', async () => {
  const { keyring, database } = stage.house
  const path = answerPath(keyring, answerId)
  const page = await stage.ask(path)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Xí nghiệp Thoát nước số 1')
  expect(page.body).toContain('Cống ngõ 12')
  expect(page.body).not.toContain('tắc từ tháng trước')
  const file = new RegExp(`href="(${path}/[0-9a-f-]{36})"`, 'u').exec(page.body)?.[1] ?? 'no file'
  const sent = await stage.ask(file)
  expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(sent.headers['content-disposition']).toMatch(/^attachment/u)
  expect((await stage.ask(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(404)
  expect((await stage.ask(`/tra-loi/${newId()}/${path.split('/')[3] ?? ''}`)).statusCode).toBe(404)
  expect((await stage.ask(`${path}/${newId()}`)).statusCode).toBe(404)
  expect(await answersOfItem(database, keyring, itemId)).toHaveLength(1)
})

test('the rule of plain language is public, with its words and their plainer ones', async () => {
  const page = await stage.ask('/cach-viet', { headers: { 'accept-language': 'vi' } })
  expect(page.statusCode).toBe(200)
  for (const words of ['30 tiếng', 'UBND', 'giải ngân', 'chi tiền']) expect(page.body).toContain(words)
})
