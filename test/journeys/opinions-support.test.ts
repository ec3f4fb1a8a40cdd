import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keepOpinion, listPlaceItems } from '../../src/questions/index.ts'
import { officer, ward } from '../integration/questions/question-house.ts'
import { plainHead } from '../integration/questions/items/item-stage.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
const front = officer('front_officer', ward)
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => await stage.close())

const items = async () => (await listPlaceItems(stage.house.database, { ongoingOf: '00001' })).items

/** Somebody has asked it, and an officer has kept it under a title. */
const kept = async (words: string, title?: string) => {
  const author = await stage.resident()
  await author.say(words, '1')
  const [latest] = await stage.list()
  await stage.as(front, async (scope) => {
    await keepOpinion(scope, { ...plainHead, opinionId: latest?.id ?? '', ...(title === undefined ? {} : { title }) })
  })
  return author
}

beforeEach(async () => {
  await stage.clear()
  await stage.house.database.$client`truncate items cascade`
})

const words = 'Rác ở ngõ 12 để ba ngày nay không ai thu gom'
const title = 'Thu gom rác ở ngõ 12'

test('whoever writes what others ask is offered to support it before anything is sent; 1 supports, nothing is sent', async () => {
  await kept('Ngõ 12 ba ngày không ai thu gom rác', title)
  const fan = await stage.resident()
  const offer = await fan.say(words)
  expect(offer).toContain(`Đã có 1 người hỏi việc này: «${title}».`)
  expect(offer).toMatch(/1\. Ủng hộ việc này[^]*2\. Vẫn gửi câu của tôi[^]*3\. Hủy/)
  expect(offer).not.toContain('ba ngày không ai')
  const done = await fan.say('1')
  expect(done).toContain('Đã ghi nhận ông/bà ủng hộ việc này. Câu ông/bà vừa viết không được gửi đi.')
  expect(await stage.list()).toHaveLength(1)
  expect((await items())[0]).toMatchObject({ opinionCount: 1, supportCount: 1 })
  expect(await (await stage.resident()).say(words)).toContain('Đã có 2 người hỏi việc này')
})

test('2 sends their own all the same, and they are not asked a second time', async () => {
  await kept('Ngõ 12 ba ngày không ai thu gom rác', title)
  const author = await stage.resident()
  await author.say(words)
  const confirm = await author.say('2')
  expect(confirm).toContain('Xin ông/bà xem lại trước khi gửi')
  expect(confirm).toContain(words)
  expect(codeIn(await author.say('1'))).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(await stage.list()).toHaveLength(2)
  expect((await items())[0]).toMatchObject({ supportCount: 0 })
})

test('3 sends nothing and supports nothing', async () => {
  await kept('Ngõ 12 ba ngày không ai thu gom rác', title)
  const author = await stage.resident()
  await author.say(words)
  expect(await author.say('3')).not.toContain('Mã')
  expect(await stage.list()).toHaveLength(1)
  expect((await items())[0]).toMatchObject({ supportCount: 0 })
})

test.each([
  ['Ủng hộ', 1],
  ['có ạ', 1],
  ['gửi', 0],
])('in words: "%s" supports %i', async (said, supports) => {
  await kept('Ngõ 12 ba ngày không ai thu gom rác', title)
  const fan = await stage.resident()
  await fan.say(words)
  await fan.say(said)
  expect((await items())[0]).toMatchObject({ supportCount: supports })
})

test('nothing is offered for other matters, for one without a title, and to the author of that very matter', async () => {
  const author = await kept('Ngõ 12 ba ngày không ai thu gom rác', title)
  await kept('Đèn đường tổ 5 hỏng đã hai tuần')
  expect(await (await stage.resident()).say('Bao giờ trường mầm non tuyển sinh?')).toContain('Xin ông/bà xem lại')
  expect(await (await stage.resident()).say('Đèn đường tổ 5 hỏng hai tuần nay')).toContain('Xin ông/bà xem lại')
  expect(await author.say(words)).toContain('Xin ông/bà xem lại')
})

test('whoever wants to stay anonymous is offered nothing that would be counted by their person', async () => {
  await kept('Ngõ 12 ba ngày không ai thu gom rác', title)
  const author = await stage.resident({ naming: 'anonymous' })
  expect(await author.say(words)).toContain('Xin ông/bà xem lại')
})

test('TRACUU lists what one supports, shows it, and takes the support back', async () => {
  await kept('Ngõ 12 ba ngày không ai thu gom rác', title)
  const fan = await stage.resident()
  await fan.say(words)
  await fan.say('1')
  const list = await fan.say('TRACUU')
  expect(list).toContain('Ông/bà đang ủng hộ 1 việc')
  expect(list).toContain(`1. Việc số 1: ${title}`)
  const shown = await fan.say('1')
  expect(shown).toContain('Có 1 người gửi ý kiến về việc này.')
  expect(shown).not.toContain('ba ngày không ai')
  expect(await fan.say('1')).toContain('Đã thôi ủng hộ')
  expect((await items())[0]).toMatchObject({ opinionCount: 1, supportCount: 0 })
  // With opinions of their own the list of these comes first, and leads there.
  await fan.say(words, '1', 'Bao giờ trường mầm non tuyển sinh?', '1')
  expect(await fan.say('TRACUU')).toMatch(/\d\. Việc tôi ủng hộ \(1\)/)
})
