import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countDiversions } from '../../src/questions/index.ts'
import { dumpDatabase, foundIn } from '../support/dump.ts'
import { ward } from '../integration/questions/question-house.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => await stage.clear())
afterAll(async () => await stage.close())

const diverted = async () =>
  await countDiversions(stage.house.database, { unitPath: ward, from: '2026-01-01', until: '2026-12-31' })

const nothing = { emergency: 0, complaint: 0, denunciation: 0, accusation: 0, confidence_vote: 0 }

const marks = async (): Promise<(string | null)[]> => {
  const rows = await stage.house.database.execute<{ mark: string | null }>(sql`
    select guard_mark as mark from opinions order by received_at`)
  return rows.map((row) => row.mark)
}

const doors = [
  { kind: 'complaint', words: 'Tôi khiếu nại quyết định thu hồi đất nhà tôi', opinion: '2', cancel: '3' },
  { kind: 'denunciation', words: 'toi to cao truong thon lay tien cuu tro', opinion: '2', cancel: '3' },
  { kind: 'accusation', words: 'Ông Hùng kế toán xã tham ô quỹ khuyến học', opinion: '3', cancel: '4' },
  { kind: 'confidence_vote', words: 'Đề nghị bỏ phiếu tín nhiệm chủ tịch phường', opinion: '2', cancel: '3' },
] as const

test.each(doors)('of one $kind that is taken elsewhere only a number is left', async ({ kind, words }) => {
  const person = await stage.resident()
  await person.photo(words)
  expect(await person.say('1')).toContain('chỉ đếm thêm một lượt')
  expect(await diverted()).toEqual({ ...nothing, [kind]: 1 })
  expect(await stage.list()).toEqual([])
  const [left] = await stage.house.database.execute(sql`
    select (select count(*)::int from inbox) as inbox, (select count(*)::int from opinion_wordings) as wordings,
      (select count(*)::int from attachments where state <> 'erased') as files,
      (select count(*)::int from conversations where chat_id = ${person.chatId}
        and (state is not null or prompt_id is not null)) as states`)
  expect(left).toEqual({ inbox: 0, wordings: 0, files: 0, states: 0 })
  expect(foundIn(await dumpDatabase(stage.house.database), words)).toEqual([])
  // The page of a web chat is cleared as well.
  expect(stage.scrubbed).toEqual([person.chatId])
})

test.each(doors)('one $kind that its author calls an opinion goes to triage with the mark', async (door) => {
  const person = await stage.resident()
  await person.say(door.words)
  expect(await person.say(door.opinion)).toContain('1. Gửi')
  // Further words of the same kind are not asked about again.
  expect(await person.say('Mong Mặt trận xem giúp')).toContain('1. Gửi')
  expect(codeIn(await person.say('1'))).toMatch(/^\d{4}/)
  expect(await marks()).toEqual([door.kind])
  expect(await diverted()).toEqual(nothing)
  expect(await stage.list()).toHaveLength(1)
})

test.each(doors)('one $kind that is cancelled leaves neither words nor a number', async ({ words, cancel }) => {
  const person = await stage.resident()
  await person.say(words)
  expect(await person.say(cancel)).toContain('Đã hủy')
  expect(await diverted()).toEqual(nothing)
  expect(await stage.list()).toEqual([])
})

test('who writes again about the matter, without the person, sends an opinion that bears no mark', async () => {
  const person = await stage.resident()
  const told = await person.say('Ông Hùng kế toán xã tham ô quỹ khuyến học')
  for (const part of ['không cần nêu người', '“kế toán, tham ô”', '2. Tôi viết lại']) expect(told).toContain(part)
  expect(await person.say('2')).toContain('nhắn lại nội dung mới')
  expect(await person.say('Đề nghị xã công khai thu chi quỹ khuyến học')).toContain('1. Gửi')
  await person.say('1')
  expect(await marks()).toEqual([null])
})

test('words of another kind are asked about, whatever was said of the ones before', async () => {
  const person = await stage.resident()
  await person.say('Tôi khiếu nại quyết định thu hồi đất nhà tôi', '2')
  expect(await person.say('Và tôi tố cáo trưởng thôn lấy tiền cứu trợ')).toContain('Luật Tố cáo')
  await person.say('2', '1')
  expect(await marks()).toEqual(['denunciation'])
})

test('an ordinary matter bears no mark', async () => {
  const person = await stage.resident()
  await person.say('Ngõ 12 mưa là ngập', '1')
  expect(await marks()).toEqual([null])
})

test('an emergency gets the numbers first and at once, and is asked whether it is a matter besides', async () => {
  const person = await stage.resident()
  const told = await person.say('cháy nhà số 5 ngõ 12')
  expect(told.indexOf('114')).toBeGreaterThan(-1)
  expect(told.indexOf('113')).toBeLessThan(told.indexOf('ý kiến không'))
  expect(told).toMatch(/113 .*\n114 .*\n115 /)
  expect(await diverted()).toEqual({ ...nothing, emergency: 1 })
  expect(await person.say('không')).toContain('không được lưu lại')
  expect(await stage.list()).toEqual([])
})

test('an emergency that is also a matter goes on to the question whether to send', async () => {
  const person = await stage.resident()
  await person.say('dây điện đứt rơi xuống đường')
  expect(await person.say('1')).toContain('1. Gửi')
  await person.say('1')
  expect(await stage.list()).toHaveLength(1)
  expect(await marks()).toEqual(['emergency'])
})

test('a complaint is shown its door with the words that led to it; who takes it leaves only a number', async () => {
  const person = await stage.resident()
  const words = 'Tôi khiếu nại quyết định thu hồi đất số 88 của nhà ông Bảy'
  const told = await person.say(words)
  for (const part of ['Luật Khiếu nại', 'Ban Tiếp công dân', '“khiếu nại”']) expect(told).toContain(part)
  expect(told).toMatch(/1\. Tôi sẽ gửi theo đúng nơi\n2\. Đây là ý kiến, xin gửi\n3\. Hủy/)
  expect(await person.say('1')).toContain('chỉ đếm thêm một lượt')
  expect(await diverted()).toEqual({ ...nothing, complaint: 1 })
  expect(await stage.list()).toEqual([])
  const [left] = await stage.house.database.execute(sql`
    select (select count(*)::int from inbox) as inbox, (select count(*)::int from opinion_wordings) as wordings,
      (select count(*)::int from conversations where state is not null and chat_id = ${person.chatId}) as states`)
  expect(left).toEqual({ inbox: 0, wordings: 0, states: 0 })
  expect(foundIn(await dumpDatabase(stage.house.database), 'ông Bảy')).toEqual([])
})

test('a denunciation is told of secrecy and protection; with its photo it leaves nothing behind', async () => {
  const person = await stage.resident()
  const told = await person.photo('toi to cao ong A nhan tien')
  for (const part of ['Luật Tố cáo', 'bảo vệ', 'đừng viết tên']) expect(told).toContain(part)
  await person.say('1')
  expect(await diverted()).toMatchObject({ denunciation: 1 })
  const [file] = await stage.house.database.execute<{ state: string }>(sql`select state from attachments`)
  expect(file?.state).toBe('erased')
})

test('the resident decides: an opinion that mentions a complaint is sent, and the count stays', async () => {
  const person = await stage.resident()
  await person.say('Tôi khiếu nại việc rác')
  expect(await person.say('2')).toContain('1. Gửi')
  expect(codeIn(await person.say('1'))).toMatch(/^\d{4}/)
  expect(await diverted()).toMatchObject({ complaint: 0 })
  await person.say('Tôi khiếu nại việc nước')
  expect(await person.say('3')).toContain('Đã hủy')
  expect(await diverted()).toMatchObject({ complaint: 0 })
})

test('further words are guarded too, before anything is sent', async () => {
  const person = await stage.resident()
  await person.say('ngõ 12 có chuyện')
  expect(await person.say('có người bị điện giật')).toContain('115')
  expect(await stage.list()).toEqual([])
})

test('an anonymous opinion leaves no trace of words, code or address anywhere', async () => {
  const person = await stage.resident({ naming: 'anonymous' })
  const secret = 'Tổ trưởng thu tiền không có biên lai ở Hàng Bột'
  await person.say(secret)
  expect(foundIn(await dumpDatabase(stage.house.database), secret)).toEqual([])
  const receipt = await person.say('1')
  expect(receipt).toContain('Xin giữ kỹ mã này')
  const dump = await dumpDatabase(stage.house.database)
  const code = codeIn(receipt).replaceAll(' ', '')
  for (const hidden of [secret, 'Hàng Bột', person.address, code]) expect(foundIn(dump, hidden)).toEqual([])
  expect(stage.scrubbed).toEqual([person.chatId])

  const [opinion] = await stage.list()
  const id = opinion?.id ?? ''
  for (const row of dump.filter((one) => one.text.includes(id))) {
    expect(row.text).not.toContain(person.residentId)
    expect(['opinions', 'opinion_wordings', 'receipt_salts', 'search_entries']).toContain(row.table)
  }
  const [state] = await stage.house.database.execute(sql`
    select state, held, prompt_id from conversations where chat_id = ${person.chatId}`)
  expect(state).toEqual({ state: null, held: null, prompt_id: null })
})

test('of a sealed opinion a dump shows neither words nor the platform’s id of the author', async () => {
  const person = await stage.resident()
  const secret = 'Quán karaoke ồn suốt đêm phố Yên Ninh'
  await person.say(secret, '1')
  const dump = await dumpDatabase(stage.house.database)
  for (const hidden of [secret, 'Yên Ninh', person.address]) expect(foundIn(dump, hidden)).toEqual([])
  expect(stage.scrubbed).toEqual([])
})
