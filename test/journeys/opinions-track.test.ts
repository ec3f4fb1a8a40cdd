import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { receiptCode } from '../../src/kernel/codes.ts'
import { wrongCodesMax } from '../../src/questions/index.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => await stage.clear())
afterAll(async () => await stage.close())

test('TRACUU lists what I sent, newest first; a number shows one with its words; 1 withdraws it after a question', async () => {
  const person = await stage.resident()
  await person.say('đèn hỏng ngõ 3', '1')
  await person.say('bao giờ sửa cống?', '1')
  const list = await person.say('tra cứu')
  expect(list).toMatch(/2 ý kiến.*\n.*\n1\. Câu hỏi.*: Mặt trận đã nhận\n2\. Phản ánh dân sinh/)
  const item = await person.say('2')
  expect(item).toContain('đèn hỏng ngõ 3')
  expect(item).toMatch(/1\. Rút lại ý kiến này\n2\. Bổ sung, đính chính\n3\. Về danh sách/)
  expect(await person.say('1')).toContain('chắc chắn muốn rút lại')
  expect(await stage.list()).toHaveLength(2)
  expect(await person.say('1')).toContain('Đã rút lại')
  expect(await stage.list()).toHaveLength(1)
  const after = await person.say('việc của tôi', '2')
  expect(after).toContain('Ông/bà đã rút lại')
  expect(after).not.toContain('1. Rút lại')
})

test('a long list comes in pages', async () => {
  const person = await stage.resident()
  for (let n = 1; n <= 8; n += 1) await person.say(`việc ${n} ở ngõ`, '1')
  const first = await person.say('TRACUU')
  expect(first).toContain('7. Xem tiếp')
  const second = await person.say('7')
  expect(second).toMatch(/1\. .*\n2\. /)
  expect(second).not.toContain('3. ')
  expect(await person.say('2')).toContain('việc 1 ở ngõ')
})

test('the code alone, with spaces, dots or a label, shows my own words; the addition stands beside them', async () => {
  const person = await stage.resident()
  const code = codeIn(await person.say('vỉa hè vỡ', '1'))
  for (const typed of [
    code,
    code.replaceAll(' ', ''),
    code.replaceAll(' ', '.'),
    `TRACUU ${code}`,
    `tra cuu ${code}`,
  ]) {
    expect(await person.say(typed)).toContain('vỉa hè vỡ')
  }
  await person.say('2')
  expect(await person.say('đoạn trước số nhà 40')).toContain('Đã ghi thêm')
  expect(await person.say(code)).toContain('Đã bổ sung 1 lần; lần cuối: “đoạn trước số nhà 40”')
  const [item] = await stage.list()
  expect(item?.wordings?.map((wording) => wording.text)).toEqual(['vỉa hè vỡ', 'đoạn trước số nhà 40'])
})

test('somebody else’s code shows the state and never a word', async () => {
  const code = codeIn(await (await stage.resident()).say('chuyện riêng nhà tôi', '1'))
  const told = await (await stage.resident()).say(code)
  expect(told).toContain('Mặt trận đã nhận')
  expect(told).not.toContain('chuyện riêng')
  expect(told).not.toContain('Rút lại')
})

test('an anonymous opinion opens to its code in any chat, and each act asks for the code again', async () => {
  const author = await stage.resident({ naming: 'anonymous' })
  const code = codeIn(await author.say('ẩn danh ở đây', '1'))
  expect(await author.say('TRACUU')).toContain('chỉ gửi ẩn danh')
  const other = await stage.resident()
  expect(await other.say(code)).toContain('ẩn danh ở đây')
  expect(await other.say('2')).toContain('nhắn mã biên nhận, rồi đến phần bổ sung')
  expect(await other.say(`${code}: thêm một câu`)).toContain('Đã ghi thêm')
  expect(await author.say(code)).toContain('thêm một câu')
  expect(await author.say('1')).toContain('nhắn lại mã biên nhận')
  expect(await author.say(code)).toContain('Đã rút lại')
  expect(await stage.list()).toEqual([])
  expect(stage.scrubbed).toEqual([author.chatId, other.chatId, author.chatId])
})

test('a code with a wrong digit, two swapped digits or one too few is told what to look at', async () => {
  const person = await stage.resident()
  const digits = codeIn(await person.say('một việc', '1')).replaceAll(' ', '')
  const wrong = `${digits.slice(0, 11)}${(Number(digits[11]) + 1) % 10}`
  expect(await person.say(`TRACUU ${wrong}`)).toContain('chữ số bị nhầm')
  expect(await person.say(wrong)).toContain('chữ số bị nhầm')
  expect(await person.say(`TRACUU ${digits.slice(0, 11)}`)).toContain('11 chữ số')
  expect(await person.say(digits.slice(0, 11))).toContain('11 chữ số')
})

test('guessing ends after ten unknown codes in an hour, politely; one’s own code works again in the next', async () => {
  stage.house.clock.set(new Date('2026-11-24T02:00:00Z'))
  const person = await stage.resident()
  const own = codeIn(await person.say('của tôi đây', '1'))
  let told = ''
  for (let n = 0; n < wrongCodesMax; n += 1) told = await person.say(`TRACUU ${receiptCode()}`)
  expect(told).toContain('Không có ý kiến nào mang mã này')
  expect(await person.say(`TRACUU ${receiptCode()}`)).toContain('thử lại sau một giờ')
  expect(await person.say(own)).toContain('thử lại sau một giờ')
  stage.house.clock.set(new Date('2026-11-24T03:00:01Z'))
  expect(await person.say(own)).toContain('của tôi đây')
})

test('the code of a notice is handed to the check of notices, and nothing sent gives a hint', async () => {
  const person = await stage.resident()
  expect(await person.say('TRACUU 204 812')).toContain('[check]')
  expect(await person.say('TRACUU')).toContain('12 chữ số của mã')
})

test('a free text while a list is open is a new opinion, not an answer', async () => {
  const person = await stage.resident()
  await person.say('đèn hỏng', '1', 'TRACUU')
  expect(await person.say('cống tắc ở ngõ 9')).toContain('1. Gửi')
})
