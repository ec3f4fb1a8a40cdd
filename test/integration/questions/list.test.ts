import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  addWording,
  balanceOf,
  countDiversions,
  countQuestions,
  enterOpinionFor,
  findByCodeInChat,
  handInsMax,
  listQuestions,
  mayTryCode,
  noteWrongCode,
  readQuestion,
  recordDiversion,
  releaseHeld,
  withdrawOpinion,
  wrongCodesMax,
  type QuestionPage,
} from '../../../src/questions/index.ts'
import { city, officer, openQuestionHouse, otherWard, ward, type QuestionHouse } from './question-house.ts'

let stage: QuestionHouse
beforeAll(async () => {
  stage = await openQuestionHouse()
})
beforeEach(async () => {
  await stage.house.database.$client`truncate opinions, diversions, question_limits cascade`
})
afterAll(async () => await stage.close())

const reader = officer('front_officer', ward)
const list = async (page: Partial<QuestionPage> & ({ dialogueId: string } | { unitPath: readonly string[] })) =>
  await listQuestions(stage.house.database, stage.house.keyring, { reader, ...page })

test('the list is newest first and its pages neither repeat nor miss one, while new ones come in', async () => {
  const person = await stage.meet()
  for (let n = 1; n <= 7; n += 1) {
    stage.house.clock.advance(1_000)
    await stage.handIn(person, { text: `việc ${n}` })
  }
  const seen: (string | undefined)[] = []
  let cursor: string | null = null
  do {
    const page = await list({ unitPath: ward, limit: 3, ...(cursor === null ? {} : { cursor }) })
    seen.push(...page.items.map((item) => item.wordings?.[0]?.text))
    cursor = page.nextCursor
    stage.house.clock.advance(1_000)
    await stage.handIn(person, { text: `việc mới ${cursor}` })
  } while (cursor !== null)
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `việc ${n}`))
})

test('a cursor that is none of ours is refused', async () => {
  for (const cursor of ['x', Buffer.from('1.no-id').toString('base64url'), "'; drop table"]) {
    await expect(list({ unitPath: ward, cursor })).rejects.toMatchObject({ code: 'INVALID', field: 'cursor' })
  }
})

test('words are opened for those who may read on the unit, and for nobody else', async () => {
  await stage.handIn(await stage.meet(), { text: 'Chỉ cho Mặt trận', naming: 'named', name: 'Lê Thị Mai' })
  const [open] = (await list({ unitPath: ward })).items
  expect(open).toMatchObject({ name: 'Lê Thị Mai', wordings: [{ source: 'author', text: 'Chỉ cho Mặt trận' }] })
  for (const stranger of [
    officer('front_officer', otherWard),
    officer('responder', ward),
    officer('group_head', ward),
    { kind: 'resident', residentId: newId(), chatId: '1' } as const,
  ]) {
    const page = await list({ unitPath: ward, reader: stranger })
    expect(page.items).toHaveLength(1)
    expect(page.items[0]).toMatchObject({ name: null, wordings: null })
  }
  expect((await list({ unitPath: city, reader: officer('supervisor', city) })).items[0]?.wordings).toHaveLength(1)
})

test('a name is shown only of those who chose to be named', async () => {
  const person = await stage.meet()
  await stage.handIn(person, { text: 'một', naming: 'sealed', name: 'Không được hiện' })
  await stage.handIn(person, { text: 'hai', naming: 'anonymous', name: 'Không được hiện' })
  expect((await list({ unitPath: ward })).items.map((item) => item.name)).toEqual([null, null])
})

test('a session’s list holds its own opinions; a unit’s list those of all below it', async () => {
  const person = await stage.meet()
  const dialogueId = newId()
  await stage.handIn(person, { text: 'trong buổi', dialogueId })
  await stage.handIn(person, { text: 'thường xuyên' })
  await stage.handIn(person, { text: 'phường khác', unitId: '00002' })
  expect((await list({ dialogueId })).items).toHaveLength(1)
  expect((await list({ unitPath: ward })).items).toHaveLength(2)
  expect((await list({ unitPath: city })).items).toHaveLength(3)
})

test('what was withdrawn leaves the list and is counted; asked for, it shows without its words', async () => {
  const person = await stage.meet()
  const dialogueId = newId()
  const { opinionId } = await stage.handIn(person, { text: 'rút', dialogueId })
  await stage.handIn(person, { text: 'giữ', dialogueId, opinionClass: 'idea' })
  await stage.as(person.actor, (scope) => withdrawOpinion(scope, { opinionId }))
  expect((await list({ dialogueId })).items).toHaveLength(1)
  const gone = await list({ dialogueId, filter: { state: 'withdrawn' } })
  expect(gone.items).toMatchObject([{ state: 'withdrawn', wordings: null }])
  expect(await balanceOf(stage.house.database, dialogueId)).toEqual({
    received: 2,
    withdrawn: 1,
    erased: 0,
    pending: 1,
    refused: 0,
    merged: 0,
    alone: 0,
    supports: 0,
    addsUp: true,
  })
})

test('a correction is shown after the first words, and the filter narrows by class, channel and naming', async () => {
  const person = await stage.meet()
  const { opinionId } = await stage.handIn(person, { text: 'ngõ 12', opinionClass: 'question' })
  await stage.handIn(person, { text: 'khác', opinionClass: 'idea', naming: 'anonymous', channel: 'zalo' })
  await stage.as(person.actor, (scope) => addWording(scope, { opinionId, text: 'ngõ 21' }))
  const { items } = await list({ unitPath: ward, filter: { opinionClass: 'question' } })
  expect(items.map((item) => item.wordings?.map((wording) => wording.text))).toEqual([['ngõ 12', 'ngõ 21']])
  expect((await list({ unitPath: ward, filter: { channel: 'zalo' } })).items).toMatchObject([{ isDayOnly: true }])
  expect((await list({ unitPath: ward, filter: { naming: 'named' } })).items).toEqual([])
})

test('counts by class come from the list; what waits for a person is counted apart', async () => {
  const person = await stage.meet()
  for (let n = 0; n <= handInsMax; n += 1) {
    await stage.handIn(person, { text: `việc ${n}`, opinionClass: n === 0 ? 'idea' : 'livelihood' })
  }
  const counts = await countQuestions(stage.house.database, { unitPath: ward })
  expect(counts).toMatchObject({
    listed: handInsMax,
    held: 1,
    byClass: { idea: 1, livelihood: handInsMax - 1, question: 0, party_building: 0, government_building: 0 },
  })
  const held = await list({ unitPath: ward, filter: { held: true } })
  expect(held.items).toHaveLength(1)
  const input = { opinionId: held.items[0]?.id ?? '' }
  await expect(
    stage.as(officer('front_officer', otherWard), (scope) => releaseHeld(scope, input)),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await stage.as(reader, (scope) => releaseHeld(scope, input))
  expect(await countQuestions(stage.house.database, { unitPath: ward })).toMatchObject({
    listed: handInsMax + 1,
    held: 0,
  })
})

test('an officer enters what somebody said, gets a slip, and the code on it opens the words in a chat', async () => {
  const entry = {
    unitPath: ward,
    opinionClass: 'livelihood',
    naming: 'named',
    name: 'Bà Tư',
    text: 'Nước yếu từ tầng ba',
    channel: 'paper',
    language: 'vi',
  } as const
  const slip = await stage.as(reader, (scope) => enterOpinionFor(scope, entry))
  expect(slip.code).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(slip).toMatchObject({ words: 'Nước yếu từ tầng ba', channel: 'paper', unitId: '00001', files: 0 })
  const question = await readQuestion(stage.house.database, stage.house.keyring, { id: slip.opinionId, reader })
  expect(question).toMatchObject({ isEnteredByOfficer: true, name: 'Bà Tư', wordings: [{ source: 'officer' }] })
  const { residentId } = await stage.meet()
  const code = slip.code.replaceAll(' ', '')
  const found = await findByCodeInChat(stage.house.database, stage.house.keyring, { code, residentId })
  expect(found).toMatchObject({ kind: 'own' })
  for (const stranger of [officer('front_officer', otherWard), officer('leader', ward), systemActor('x')]) {
    await expect(stage.as(stranger, (scope) => enterOpinionFor(scope, entry))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  }
  const [audited] = await stage.house.database.execute(sql`
    select action, subject_id, details from audit_entries where action = 'opinion.entered'`)
  expect(audited).toMatchObject({ subject_id: slip.opinionId, details: { channel: 'paper', naming: 'named' } })
})

test('the audit entry of an anonymous opinion entered at the desk does not name it', async () => {
  const slip = await stage.as(reader, (scope) =>
    enterOpinionFor(scope, {
      unitPath: ward,
      opinionClass: 'idea',
      naming: 'anonymous',
      text: 'ẩn',
      channel: 'desk',
      language: 'vi',
    }),
  )
  const rows = await stage.house.database.execute(sql`
    select 1 from audit_entries e where to_jsonb(e)::text like ${`%${slip.opinionId}%`}`)
  expect(rows).toHaveLength(0)
})

test('of what was shown another door only a number by unit and day is kept', async () => {
  const person = await stage.meet()
  for (const kind of ['complaint', 'complaint', 'emergency'] as const) {
    await stage.as(person.actor, (scope) => recordDiversion(scope, { unitId: '00001', kind }))
  }
  const on = { from: '2026-11-01', until: '2026-11-30' }
  expect(await countDiversions(stage.house.database, { unitPath: city, ...on })).toEqual({
    complaint: 2,
    denunciation: 0,
    accusation: 0,
    confidence_vote: 0,
    emergency: 1,
  })
  expect(await countDiversions(stage.house.database, { unitPath: otherWard, ...on })).toMatchObject({ complaint: 0 })
})

test('a chat may try ten unknown codes an hour; another chat and the next hour are free', async () => {
  stage.house.clock.set(new Date('2026-11-25T03:10:00Z'))
  const person = await stage.meet()
  for (let n = 0; n < wrongCodesMax; n += 1) {
    expect(await stage.as(person.actor, (scope) => mayTryCode(scope, '77'))).toBe(true)
    await stage.as(person.actor, (scope) => noteWrongCode(scope, '77'))
  }
  expect(await stage.as(person.actor, (scope) => mayTryCode(scope, '77'))).toBe(false)
  expect(await stage.as(person.actor, (scope) => mayTryCode(scope, '78'))).toBe(true)
  stage.house.clock.set(new Date('2026-11-25T04:00:00Z'))
  expect(await stage.as(person.actor, (scope) => mayTryCode(scope, '77'))).toBe(true)
})
