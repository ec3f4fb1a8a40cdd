import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepOpinion, similarTo } from '../../../src/questions/index.ts'
import { officer, openQuestionHouse, ward, type QuestionHouse } from './question-house.ts'

let stage: QuestionHouse
beforeAll(async () => {
  stage = await openQuestionHouse()
})
afterAll(async () => await stage.close())

const head = {
  opinionClass: 'livelihood',
  kind: 'petition',
  topicId: null,
  reach: 'person',
  households: null,
  isRisk: false,
  isHotSpot: false,
  competence: 'commune',
  competentBody: null,
} as const
const front = officer('front_officer', ward)
const keep = async (opinionId: string) =>
  await stage.as(front, async (scope) => await keepOpinion(scope, { opinionId, ...head }))
const find = async (opinionId: string, text: string, unitId = '00001') =>
  await similarTo(stage.house.database, stage.house.keyring, {
    opinionId,
    unitId,
    dialogueId: null,
    text,
    now: stage.house.clock.now(),
  })

test('what asks the same is found in the unit alone, newest half year alone, and not once it is withdrawn', async () => {
  const person = await stage.meet()
  const text = 'Ngã tư Hàng Bài ngập sâu mỗi khi mưa to'
  const first = await stage.handIn(person, { text })
  const { itemId } = await keep(first.opinionId)
  await keep((await stage.handIn(await stage.meet(), { text, unitId: '00002' })).opinionId).catch(() => undefined)
  const second = await stage.handIn(await stage.meet(), { text: 'mua to la nga tu hang bai ngap sau' })
  const found = await find(second.opinionId, 'mua to la nga tu hang bai ngap sau')
  expect(found.items.map((one) => one.itemId)).toEqual([itemId])
  expect(found.items[0]?.because).toContain('nga tu hang bai ngap sau')
  expect(found.lately).toBe(1)
  expect((await find(second.opinionId, text, '00002')).items).toEqual([])
  stage.house.clock.advance(181 * 86_400_000)
  expect((await find(second.opinionId, text)).items).toEqual([])
})

test('among many the same is found, and what was opened once is not opened again', async () => {
  await stage.house.database.$client`truncate opinions, items cascade`
  const person = await stage.meet()
  const needle = await stage.handIn(person, { text: 'Bể bơi trường Trưng Vương đóng cửa đã hai năm' })
  const { itemId } = await keep(needle.opinionId)
  for (let n = 0; n < 60; n += 1) await stage.handIn(await stage.meet(), { text: `Việc số ${n} ở ngách ${n * 7}` })
  const found = await find(person.residentId, 'be boi truong trung vuong dong cua hai nam roi')
  expect(found.items[0]?.itemId).toBe(itemId)
  await stage.house.database.$client`delete from opinion_wordings where opinion_id <> ${needle.opinionId}`
  expect((await find(person.residentId, 'be boi truong trung vuong dong cua hai nam roi')).items[0]?.itemId).toBe(
    itemId,
  )
})
