import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStage, type Stage } from './opinions-stage.ts'

const line = (at: number): string => `Cống số ${String(at).padStart(6, '0')} tắc. `
/** Words of exactly so many characters, none of them repeated. */
const long = (length: number, from = 0): string =>
  Array.from({ length: Math.ceil(length / line(0).length) }, (_, at) => line(from + at))
    .join('')
    .slice(0, length - 1)
    .concat('.')
const tooLong = 'Ý kiến này dài quá 20.000 ký tự nên chưa gửi đi được.'
const messages = (said: string): number => (said === '' ? 0 : said.split('\n---\n').length)

describe('on Telegram, whose app cuts a long text', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('telegram')
  })
  beforeEach(async () => await stage.clear())
  afterAll(async () => await stage.close())

  const sent = async (): Promise<(string | undefined)[]> =>
    (await stage.list()).map((item) => item.wordings?.map((wording) => wording.text).join(' | '))
  const pieces = (count: number, from = 0): string[] =>
    Array.from({ length: count }, (_, at) => long(4_096, (from + at) * 1_000))

  test('25 pieces that come faster than we send get one message', async () => {
    const person = await stage.resident()
    const said = await person.say(...pieces(24), 'đây là phần cuối, xin hết.')
    expect(messages(said)).toBe(1)
    expect(said).toContain(tooLong)
    expect(said).toMatch(/phần sau chưa được ghép vào\. Nếu cần gửi cả bài, xin ông\/bà gửi tệp PDF hoặc Word/u)
    expect(said).toMatch(/1\. Chỉ lấy phần đầu.*\n2\. Viết lại cho ngắn hơn\n3\. Hủy/u)
    expect(await stage.list()).toEqual([])
  })

  test('what follows the refusal at once gets no word, whatever it begins with', async () => {
    const person = await stage.resident()
    expect(messages(await person.say(...pieces(5)))).toBe(1)
    expect(await person.say(`Góp ý ${long(4_000, 9_000)}`)).toBe('')
    expect(await person.say(`Hỏi ${long(4_000, 10_000)}`)).toBe('')
    expect(await person.say('Xin cảm ơn quý cơ quan đã đọc.')).toBe('')
    expect(await person.say('1')).toContain('Xin ông/bà xem lại trước khi gửi')
    await person.say('1')
    const [words = ''] = await sent()
    expect(words).toBe(pieces(4).join('\n'))
  })

  test('the question about a piece waits for the next one; about a short text it does not', async () => {
    const person = await stage.resident()
    const due = async (text: string): Promise<number> => {
      await person.receive(text)
      const [row] = await stage.house.database.$client`
        select extract(epoch from due_at - created_at)::int as seconds from outbox where slot = 'prompt'`
      return Number(row?.['seconds'])
    }
    expect(await due(long(4_096))).toBe(2)
    expect(await due('Vì sao cống tắc?')).toBe(0)
  })

  test('an answer, a word and a danger to life are heard in between', async () => {
    const person = await stage.resident()
    await person.say(...pieces(5))
    const urgent = await person.say(`${long(3_900, 9_000)} Cứu với, nhà tôi đang cháy, có người mắc kẹt!`)
    expect(urgent).toContain('114')
    expect(await person.say(`${long(3_900, 10_000)} Cứu với, nhà tôi đang cháy, có người mắc kẹt!`)).toBe('')
    expect(await person.say('hủy')).toContain('Đã hủy')
    await person.say(...pieces(5))
    expect(await person.say('0')).toContain('Ông/bà muốn làm việc gì?')
    expect(await stage.list()).toEqual([])
  })

  test('who writes on after a while is answered again', async () => {
    const person = await stage.resident()
    await person.say(...pieces(5))
    stage.house.clock.advance(60_000)
    expect(await person.say(long(4_096, 9_000))).toContain(tooLong)
    stage.house.clock.advance(60_000)
    expect(await person.say('Mong sớm sửa.')).toContain('Xin ông/bà xem lại trước khi gửi')
    await person.say('1')
    expect((await sent())[0]).toMatch(/\nMong sớm sửa\.$/u)
  })
})

describe('where nothing is cut', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('web')
  })
  beforeEach(async () => await stage.clear())
  afterAll(async () => await stage.close())

  test('each message that does not fit is told, and costs nothing of what was written before', async () => {
    const person = await stage.resident()
    await person.say(long(9_000), long(9_000, 1_000))
    const told = await person.say(long(9_000, 2_000))
    expect(told).toContain(tooLong)
    expect(told).toContain(`${long(9_000, 1_000).slice(-20)}”`)
    expect(await person.say(long(9_000, 3_000))).toContain(tooLong)
    expect(await person.say('Mong sớm sửa.')).toContain('được ghép vào cùng ý kiến')
    await person.say('1')
    const [item] = await stage.list()
    expect(item?.wordings?.[0]?.text).toBe(`${long(9_000)}\n${long(9_000, 1_000)}\nMong sớm sửa.`)
  })

  test('2 takes new words in place of all that was kept, 3 keeps nothing', async () => {
    const person = await stage.resident()
    await person.say(long(9_000), long(9_000, 1_000), long(9_000, 2_000))
    expect(await person.say('2')).toContain('nhắn lại nội dung mới')
    expect(await person.say('Cống ngõ 3 tắc')).toContain('Nội dung: “Cống ngõ 3 tắc”')
    await person.say('hủy', long(9_000), long(9_000, 1_000), long(9_000, 2_000))
    expect(await person.say('3')).toContain('Đã hủy')
    expect(await stage.list()).toEqual([])
  })
})
