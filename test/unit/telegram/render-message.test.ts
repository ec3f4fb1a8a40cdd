import { expect, it } from 'vitest'
import { renderMessage } from '../../../bots/telegram/render-message.ts'
import type { OutgoingMessage } from '../../../src/channels/port.ts'

const render = (message: Partial<OutgoingMessage>) =>
  renderMessage({ text: 'Ông/bà chọn việc nào?', locale: 'vi', ...message })

const choices = (...labels: string[]) =>
  labels.map((label, at) => ({ number: at + 1, label, data: `p:abcd1234:${at + 1}` }))

const rows = (message: Partial<OutgoingMessage>) => {
  const { markup } = render(message)
  return markup && 'inline_keyboard' in markup ? markup.inline_keyboard : []
}

it('leaves a text as it is and adds nothing to it', () => {
  expect(render({ text: '<b>5 & 6</b> *x*' })).toEqual({ text: '<b>5 & 6</b> *x*' })
})

it('shows a list in the text and as buttons that bring its data', () => {
  const message = { choices: choices('Gửi câu hỏi cho buổi đối thoại', 'Hủy') }
  expect(render(message).text).toBe('Ông/bà chọn việc nào?\n\n1. Gửi câu hỏi cho buổi đối thoại\n2. Hủy')
  expect(rows(message)).toEqual([
    [{ text: '1. Gửi câu hỏi cho buổi đối thoại', callback_data: 'p:abcd1234:1' }],
    [{ text: '2. Hủy', callback_data: 'p:abcd1234:2' }],
  ])
})

it('puts short buttons side by side', () => {
  expect(rows({ choices: choices('Gửi', 'Sửa', 'Hủy') }).map((row) => row.map(({ text }) => text))).toEqual([
    ['1. Gửi', '2. Sửa'],
    ['3. Hủy'],
  ])
})

it('shows the numbers alone, several a row, when the list is long', () => {
  const message = { choices: choices(...Array.from({ length: 12 }, (_, at) => `Phường số ${at + 1}`)) }
  expect(rows(message).map((row) => row.map(({ text }) => text))).toEqual([
    ['1', '2', '3', '4', '5'],
    ['6', '7', '8', '9', '10'],
    ['11', '12'],
  ])
  expect(render(message).text).toContain('\n12. Phường số 12')
})

it('cuts the words of a button, not those of the line, and no letter in two', () => {
  const label = `${'Tổ dân phố '.repeat(6)}cuối`
  const [[button] = []] = rows({ choices: choices(label) })
  expect(button?.text).toMatch(/^1\. Tổ dân phố .*…$/)
  expect(Array.from(button?.text ?? '').length).toBeLessThanOrEqual(43)
  expect(render({ choices: choices(label) }).text).toContain(label)
  const [[waving] = []] = rows({ choices: choices('👩‍👩‍👧'.repeat(50)) })
  expect(waving?.text).toBe(`1. ${'👩‍👩‍👧'.repeat(39)}…`)
})

it('keeps the number that the list gave, zero too', () => {
  expect(render({ choices: [{ number: 0, label: 'Về menu', data: 'p:x:0' }] }).text).toContain('\n0. Về menu')
})

it('shows a link as a line and as a button', () => {
  const link = { label: 'Xem giấy mời', url: 'https://phuong.example.vn/verify/123456' }
  expect(render({ link }).text).toBe('Ông/bà chọn việc nào?\n\nXem giấy mời: https://phuong.example.vn/verify/123456')
  expect(rows({ link, choices: choices('Có') })).toEqual([
    [{ text: '1. Có', callback_data: 'p:abcd1234:1' }],
    [{ text: 'Xem giấy mời', url: 'https://phuong.example.vn/verify/123456' }],
  ])
})

it.each(['http://localhost:8080/chat', 'tel:0900000001', 'không phải địa chỉ'])(
  'makes no button of an address that Telegram would refuse with the whole message: %s',
  (url) => {
    expect(render({ link: { label: 'Mở', url } })).toEqual({ text: `Ông/bà chọn việc nào?\n\nMở: ${url}` })
  },
)

it('asks for a phone number by a key below the text box', () => {
  const asksContact = { title: 'Gửi số điện thoại', subtitle: 'Chỉ để liên hệ' }
  const { markup, text } = render({ asksContact, choices: choices('Bỏ qua') })
  expect(markup).toEqual({
    keyboard: [[{ text: 'Gửi số điện thoại', request_contact: true }]],
    resize_keyboard: true,
    one_time_keyboard: true,
  })
  expect(text).toContain('1. Bỏ qua')
})

it('answers a message only by an id that Telegram gives', () => {
  expect(render({ quotes: '77' }).quotes).toBe(77)
  for (const quotes of ['', 'abc', '0', '-1', '1e99']) expect(render({ quotes })).not.toHaveProperty('quotes')
})
