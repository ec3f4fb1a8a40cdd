import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { tellMerged } from '../../src/conversation/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { keepOpinion, mergeItems, readItem } from '../../src/questions/index.ts'
import { plainHead } from '../integration/questions/items/item-stage.ts'
import { officer, ward } from '../integration/questions/question-house.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
const front = officer('front_officer', ward)
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => await stage.close())
beforeEach(async () => {
  await stage.clear()
  await stage.house.database.$client`truncate items cascade`
  const day = 86_400_000
  const now = stage.house.clock.now().getTime()
  // Nine in the morning of the next day.
  stage.house.clock.set(new Date(Math.ceil(now / day) * day + 2 * 3_600_000))
})

type Author = Awaited<ReturnType<Stage['resident']>>

const send = async (words: string, naming = 'sealed') => {
  const author = await stage.resident({ naming })
  const code = codeIn(await author.say(words, '1'))
  const latest = (await stage.list()).find((one) => one.triage === 'waiting')
  const kept = await stage.as(
    front,
    async (scope) => await keepOpinion(scope, { ...plainHead, opinionId: latest?.id ?? '', title: 'Thu gom rác' }),
  )
  return { author, code, ...kept }
}
const merge = async (into: string, ...itemIds: string[]): Promise<void> => {
  await stage.as(front, async (scope) => await mergeItems(scope, { intoItemId: into, itemIds }))
}
const tell = async (): Promise<number> => await stage.as(systemActor('tell-merged'), tellMerged)
const minutes = (count: number): void => stage.house.clock.advance(count * 60_000)
const heard = async (author: Author): Promise<string> => {
  const rows = await stage.house.database.$client<{ chat_id: string; payload: Buffer }[]>`
    with sent as (delete from outbox where chat_id = ${author.chatId} returning id, chat_id, payload)
    select * from sent order by id`
  return rows
    .map((row) => stage.house.keyring.openText('outbox', row.payload, `outbox.payload:${author.chatId}`))
    .map((payload) => (JSON.parse(payload) as { text: string }).text)
    .join('\n---\n')
}
const opinions = async (itemId: string): Promise<number> =>
  (await readItem(stage.house.database, itemId))?.opinionCount ?? 0

test('at night nobody is told; in the morning everybody is, once', async () => {
  const [one, two] = [await send('Ngõ 12 rác ba ngày không ai thu'), await send('Cột điện đầu ngõ 35 nghiêng')]
  stage.house.clock.set(new Date(`${stage.house.clock.now().toISOString().slice(0, 10)}T16:00:00Z`))
  await merge(one.itemId, two.itemId)
  minutes(30)
  expect(await tell()).toBe(0)
  minutes(9 * 60)
  expect(await tell()).toBe(2)
  expect(await tell()).toBe(0)
  for (const { author, code } of [one, two]) expect(await heard(author)).toContain(`Ý kiến mã ${code}`)
})

test('whoever has a draft open keeps it, and is told the way in words', async () => {
  const [one, two] = [await send('Ngõ 12 rác ba ngày không ai thu'), await send('Cột điện đầu ngõ 35 nghiêng')]
  await two.author.say('Bao giờ trường mầm non tuyển sinh?')
  await merge(one.itemId, two.itemId)
  minutes(11)
  await tell()
  const news = await heard(two.author)
  expect(news).toContain(`xin ông/bà nhắn TRACUU ${two.code} để tách riêng`)
  expect(news).not.toContain('trả lời 1')
  expect(await two.author.say('1')).toContain('Mã')
  expect(await opinions(one.itemId)).toBe(2)
  const shown = await two.author.say(`TRACUU ${two.code}`)
  expect(shown).toContain('Đã gộp với 1 ý kiến cùng nội dung')
  expect(shown).toContain('3. Không đúng ý tôi, xin tách riêng')
  expect(await two.author.say('3')).toContain('Đã tách ý kiến của ông/bà thành việc riêng')
  expect(await opinions(one.itemId)).toBe(1)
})

test('2 agrees and changes nothing; what was told is not told again when a third joins, except to the third', async () => {
  const [one, two] = [await send('Ngõ 12 rác ba ngày không ai thu'), await send('Cột điện đầu ngõ 35 nghiêng')]
  await merge(one.itemId, two.itemId)
  minutes(11)
  await tell()
  await heard(one.author)
  expect(await two.author.say('2')).toContain('Cảm ơn ông/bà')
  const three = await send('Đèn đường tổ 5 hỏng đã hai tuần')
  await merge(one.itemId, three.itemId)
  minutes(11)
  expect(await tell()).toBe(1)
  expect(await heard(three.author)).toContain('đã được gộp với 2 ý kiến cùng nội dung')
  expect(await heard(one.author)).toBe('')
})

test('an anonymous author is told nothing, sees it by the code and takes theirs out with it', async () => {
  const one = await send('Ngõ 12 rác ba ngày không ai thu')
  const two = await send('Cột điện đầu ngõ 35 nghiêng', 'anonymous')
  await merge(one.itemId, two.itemId)
  minutes(11)
  expect(await tell()).toBe(1)
  expect(await heard(two.author)).toBe('')
  const shown = await two.author.say(`TRACUU ${two.code}`)
  expect(shown).toContain('Đã gộp với 1 ý kiến cùng nội dung')
  expect(await two.author.say('3')).toContain('xin ông/bà nhắn lại mã 12 số')
  expect(await two.author.say(two.code)).toContain('Đã tách ý kiến của ông/bà thành việc riêng')
  expect(await opinions(one.itemId)).toBe(1)
})

test('whoever is alone again by then, or has withdrawn, hears nothing', async () => {
  const [one, two] = [await send('Ngõ 12 rác ba ngày không ai thu'), await send('Cột điện đầu ngõ 35 nghiêng')]
  await merge(one.itemId, two.itemId)
  await two.author.say(`TRACUU ${two.code}`, '1', '1')
  minutes(11)
  expect(await tell()).toBe(0)
})
