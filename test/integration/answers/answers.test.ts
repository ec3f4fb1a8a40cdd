import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answeredItems,
  answerOfOpinion,
  approveAnswer,
  askAnswerApproval,
  countAnswering,
  draftAnswer,
  enlistLateAskers,
  eraseVoicesOf,
  findingsOf,
  listAnswering,
  rateAnswer,
  ratingsByBody,
  reopeningsOfItem,
  reopenItem,
  retainVoices,
  sendAnswerBack,
  toldCounts,
} from '../../../src/answers/index.ts'
import type { Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor } from '../../../src/kernel/actor.ts'
import { isAppError } from '../../../src/kernel/errors.ts'
import { supportItem } from '../../../src/questions/index.ts'
import { officer, otherWard } from '../questions/question-house.ts'
import { officerOf, openAnswerStage, type AnswerStage } from './answer-stage.ts'

let all: AnswerStage
beforeAll(async () => {
  all = await openAnswerStage()
})
afterAll(async () => await all.close())

/** The phrase of the refusal, or "done". */
const refusal = async (actor: Actor, work: (scope: Scope) => Promise<unknown>): Promise<string> =>
  await all.as(actor, work).then(
    () => 'done',
    (error: unknown) => {
      if (!isAppError(error)) throw error
      return error.phrase ?? error.code
    },
  )

test('an answer goes from its writer to a second person to everybody who asked, each with their own words, once', async () => {
  const one = await all.keep({ text: 'Rác ở ngõ 12 ba ngày không ai thu' }, { title: 'Thu gom rác ở ngõ 12' })
  const other = await all.keep({ text: 'Ngõ 12 hôi quá, xe rác đâu rồi?' })
  const neighbour = await all.meet()
  await all.as(neighbour.actor, async (scope) => await supportItem(scope, { itemId: one.itemId }))
  await all.merge(one.itemId, [one.itemId, other.itemId])
  expect((await answeredItems(all.house.database, [one.itemId])).size).toBe(0)
  const answer = await all.answered(one.itemId)
  expect(answer).toMatchObject({ state: 'approved', seq: 1, aloneBecause: null })
  const news = await all.told()
  const heard = new Map(news.map((item) => [item.residentId, item]))
  expect(heard.get(one.person.residentId)?.own).toMatchObject([{ words: 'Rác ở ngõ 12 ba ngày không ai thu' }])
  expect(heard.get(other.person.residentId)?.own).toMatchObject([
    { words: 'Ngõ 12 hôi quá, xe rác đâu rồi?', code: other.code },
  ])
  expect(heard.get(neighbour.residentId)).toMatchObject({ own: [], isSupporter: true, title: 'Thu gom rác ở ngõ 12' })
  expect(news).toHaveLength(3)
  expect(await all.told()).toEqual([])
  expect((await toldCounts(all.house.database, [answer.id])).get(answer.id)).toEqual({ told: 3, all: 3 })
  expect((await answeredItems(all.house.database, [one.itemId])).get(one.itemId)).toMatchObject({
    decision: 'resolved',
    isReopened: false,
  })
})

test('the gate lets no vague answer through, and asking again changes nothing until something is added', async () => {
  const { itemId } = await all.keep()
  const vague = await all.draft(itemId, { words: 'UBND phường xin ghi nhận ý kiến của ông/bà và sẽ sớm xem xét.' })
  const known = { answerId: vague.id, version: vague.version }
  for (const _ of [1, 2]) {
    expect(await refusal(all.writer, async (scope) => await askAnswerApproval(scope, known))).toBe(
      'answers:gateRefuses',
    )
  }
  const { database, keyring } = all.house
  expect((await findingsOf(database, keyring, vague)).map((one) => one.lack)).toContain('onlyEmpty')
  const better = await all.draft(itemId, {}, vague.version)
  expect((await all.ask(better)).state).toBe('asked')
})

test('the writer does not approve their own while there is another; sent back it is written better', async () => {
  const both = officerOf('front_officer', 'approver')
  const { itemId } = await all.keep()
  await all.as(both, async (scope) => await draftAnswer(scope, { ...all.words(), itemId, version: 0 }))
  const draft = await all.latest(itemId)
  await all.as(both, async (scope) => await askAnswerApproval(scope, { answerId: draft.id, version: draft.version }))
  const asked = await all.latest(itemId)
  const known = { answerId: asked.id, version: asked.version }
  expect(await refusal(both, async (scope) => await approveAnswer(scope, known))).toBe('broadcasts:secondPerson')
  await all.as(all.approver, async (scope) => await sendAnswerBack(scope, { ...known, why: 'Xin ghi giờ xe vào ngõ.' }))
  const back = await all.latest(itemId)
  expect(back).toMatchObject({ state: 'sent_back', sentBackWhy: 'Xin ghi giờ xe vào ngõ.' })
  expect(await refusal(all.approver, async (scope) => await approveAnswer(scope, known))).toBe(
    'answers:changedMeanwhile',
  )
  const again = await all.draft(itemId, {}, back.version)
  expect((await all.approve(await all.ask(again))).state).toBe('approved')
})

test('officers of another ward, readers and residents neither write nor approve', async () => {
  const { itemId, person } = await all.keep()
  const input = { ...all.words(), itemId, version: 0 }
  for (const actor of [officer('front_officer', otherWard), officerOf('group_head'), person.actor]) {
    expect(await refusal(actor, async (scope) => await draftAnswer(scope, input))).toMatch(/forbidden|FORBIDDEN/u)
  }
  const asked = await all.ask(await all.draft(itemId))
  const known = { answerId: asked.id, version: asked.version }
  for (const actor of [officer('approver', otherWard), all.writer]) {
    expect(await refusal(actor, async (scope) => await approveAnswer(scope, known))).toBe('errors:forbidden')
  }
})

test('a rating is given once, changed within seven days, and shown by body from five on', async () => {
  const body = 'Công an phường Cửa Nam'
  const kept: Awaited<ReturnType<AnswerStage['keep']>>[] = []
  for (let at = 0; at < 5; at += 1) kept.push(await all.keep())
  const answers: Awaited<ReturnType<AnswerStage['answered']>>[] = []
  for (const one of kept) answers.push(await all.answered(one.itemId, { answeringBody: body }))
  const rate = async (at: number, score: 'satisfied' | 'not'): Promise<void> => {
    const [one, answer] = [kept[at], answers[at]]
    if (!one || !answer) throw new Error('no such answer')
    const reason = score === 'not' ? { reason: 'general' as const } : {}
    await all.as(one.person.actor, async (scope) => await rateAnswer(scope, { answerId: answer.id, score, ...reason }))
  }
  const shown = async () =>
    (await ratingsByBody(all.house.database, ['00001'])).find((one) => one.body === body)?.ratings
  for (const at of [0, 1, 2, 3]) await rate(at, 'not')
  expect(await shown()).toBeNull()
  await rate(4, 'satisfied')
  await rate(0, 'satisfied')
  expect(await shown()).toEqual({ all: 5, satisfied: 2, partly: 0, not: 3, reasons: [{ reason: 'general', count: 3 }] })
  const stranger = await all.meet()
  const answerId = answers[0]?.id ?? ''
  expect(await refusal(stranger.actor, async (scope) => await rateAnswer(scope, { answerId, score: 'not' }))).toBe(
    'answers:gone',
  )
})

test('an author opens a matter again once; the next answer says what is new and is told to all who asked', async () => {
  const one = await all.keep()
  const neighbour = await all.meet()
  await all.as(neighbour.actor, async (scope) => await supportItem(scope, { itemId: one.itemId }))
  const first = await all.answered(one.itemId)
  await all.told()
  const again = { answerId: first.id, words: 'Tôi hỏi cả ngõ 14, không chỉ ngõ 12' }
  expect(
    await refusal(
      all.writer,
      async (scope) => await draftAnswer(scope, { ...all.words(), itemId: one.itemId, version: 0 }),
    ),
  ).toBe('answers:notNow')
  expect(await refusal(neighbour.actor, async (scope) => await reopenItem(scope, again))).toBe(
    'answers:reopen.onlyAuthors',
  )
  await all.as(one.person.actor, async (scope) => await reopenItem(scope, again))
  expect(await refusal(one.person.actor, async (scope) => await reopenItem(scope, again))).toBe('answers:reopen.once')
  expect((await answeredItems(all.house.database, [one.itemId])).get(one.itemId)?.isReopened).toBe(true)
  const { database, keyring } = all.house
  expect(await reopeningsOfItem(database, keyring, one.itemId)).toMatchObject([{ words: again.words }])
  const listed = await listAnswering(database, { unitIds: ['00001'], standing: 'reopened', limit: 10 })
  expect(listed.map((item) => item.itemId)).toContain(one.itemId)
  expect((await countAnswering(database, ['00001'], ['reopened'])).reopened).toBeGreaterThan(0)
  const words = 'Từ hôm nay xe thu gom vào cả ngõ 12 và ngõ 14 lúc 18 giờ, công ty đã thu hết rác ở hai ngõ.'
  const second = await all.draft(one.itemId, { words })
  expect(second.seq).toBe(2)
  expect((await findingsOf(database, keyring, second)).map((found) => found.lack)).toEqual(['nothingNew'])
  const told = await all.draft(one.itemId, { words, whatIsNew: 'Xe vào thêm ngõ 14 mỗi ngày.' }, second.version)
  await all.approve(await all.ask(told))
  const news = await all.told()
  expect(news.map((item) => item.residentId).toSorted()).toEqual(
    [one.person.residentId, neighbour.residentId].toSorted(),
  )
  expect((await answeredItems(database, [one.itemId])).get(one.itemId)?.isReopened).toBe(false)
})

test('an anonymous author reads, rates and opens again by the code alone, and leaves no link', async () => {
  const one = await all.keep({ naming: 'anonymous' })
  const answer = await all.answered(one.itemId)
  expect((await toldCounts(all.house.database, [answer.id])).get(answer.id)).toBeUndefined()
  const { database, keyring } = all.house
  expect((await answerOfOpinion(database, keyring, one.opinionId))?.id).toBe(answer.id)
  const { code } = one
  await all.as(one.person.actor, async (scope) => await rateAnswer(scope, { code, score: 'not', reason: 'late' }))
  await all.as(one.person.actor, async (scope) => await reopenItem(scope, { code, words: 'Chưa nói bao giờ xong' }))
  const someone = await all.meet()
  expect(await refusal(someone.actor, async (scope) => await reopenItem(scope, { code, words: 'Lần nữa' }))).toBe(
    'answers:reopen.once',
  )
  const rows = await database.$client`
    select resident_id, opinion_key from answer_ratings where answer_id = ${answer.id}
    union all select resident_id, opinion_key from item_reopenings where answer_id = ${answer.id}`
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    expect(row['resident_id']).toBeNull()
    expect(row['opinion_key']).not.toContain(one.opinionId)
  }
})

test('whoever is joined to an answered matter afterwards is told too, once the merging has settled', async () => {
  const one = await all.keep({}, { title: 'Đèn ngõ 25' })
  await all.answered(one.itemId)
  await all.told()
  const late = await all.keep({ text: 'Ngõ 25 tối om, xin lắp đèn' })
  all.house.clock.advance(60_000)
  await all.merge(one.itemId, [one.itemId, late.itemId])
  const enlist = async () => await all.as(systemActor('test'), enlistLateAskers)
  expect(await enlist()).toBe(0)
  all.house.clock.advance(11 * 60_000)
  expect(await enlist()).toBe(1)
  expect((await all.told()).map((news) => news.own[0]?.words)).toEqual(['Ngõ 25 tối om, xin lắp đèn'])
  expect(await enlist()).toBe(0)
})

test('an erasure takes what somebody said of answers; the score counts on without them', async () => {
  const one = await all.keep()
  const answer = await all.answered(one.itemId)
  const { residentId, actor } = one.person
  const words = 'Nói chung chung quá, không rõ giờ'
  await all.as(actor, async (scope) => {
    await rateAnswer(scope, { answerId: answer.id, score: 'not', reason: 'other', words })
    await reopenItem(scope, { answerId: answer.id, words })
  })
  const other = await all.meet()
  expect(await refusal(other.actor, async (scope) => await eraseVoicesOf(scope, residentId))).toBe('errors:forbidden')
  await all.as(actor, async (scope) => await eraseVoicesOf(scope, residentId))
  const { $client } = all.house.database
  for (const table of ['answer_tellings', 'answer_ratings', 'item_reopenings']) {
    expect(await $client`select 1 from ${$client(table)} where resident_id = ${residentId}`).toEqual([])
  }
  expect(await $client`select score, words from answer_ratings where answer_id = ${answer.id}`).toMatchObject([
    { score: 'not', words: null },
  ])
  expect((await answeredItems(all.house.database, [one.itemId])).get(one.itemId)?.isReopened).toBe(true)
})

test('after the retention nobody can be found who was answered or rated', async () => {
  const one = await all.keep()
  const answer = await all.answered(one.itemId)
  const rated = { answerId: answer.id, score: 'satisfied' } as const
  await all.as(one.person.actor, async (scope) => await rateAnswer(scope, rated))
  await all.as(systemActor('test'), async (scope) => await retainVoices(scope, 0))
  all.house.clock.advance(1_000)
  await all.as(systemActor('test'), async (scope) => await retainVoices(scope, 0))
  const { $client } = all.house.database
  expect(await $client`select 1 from answer_tellings where answer_id = ${answer.id}`).toEqual([])
  expect(await $client`select 1 from answer_ratings where resident_id is not null`).toEqual([])
})
