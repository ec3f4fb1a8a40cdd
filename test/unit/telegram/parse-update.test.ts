import { describe, expect, it } from 'vitest'
import { parseUpdate } from '../../../bots/telegram/parse-update.ts'
import { readEnvelope } from '../../../bots/telegram/read-envelope.ts'
import { isFields } from '../../../bots/telegram/update-fields.ts'
import { manualClock } from '../../../src/kernel/clock.ts'

const clock = manualClock(new Date('2026-11-22T03:04:05.678Z'))
const now = new Date('2026-11-22T03:04:05.000Z')
const date = 1_795_000_000
const at = new Date(date * 1000)
const id = 7_000_000_123_456
const from = { id, is_bot: false, first_name: 'Lan', language_code: 'vi' }
const chat = { id, type: 'private', first_name: 'Lan' }
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const read = (update: object) => parseUpdate(bytes({ update_id: 900_000_001, ...update }), clock)
const message = (content: object, more: object = {}) =>
  read({ message: { message_id: 12, from, chat, date, ...content, ...more } })

describe('what a person writes', () => {
  it('keeps a text to the letter, commands too, and tells time and language', () => {
    expect(message({ text: '  Hỏi về  hè phố 🙏' })).toEqual({
      at,
      content: { kind: 'text', text: '  Hỏi về  hè phố 🙏' },
      opensWindow: true,
      language: 'vi',
    })
    expect(message({ text: '/hoi Bao giờ họp?' }).content).toEqual({ kind: 'text', text: '/hoi Bao giờ họp?' })
  })

  it('takes the name of the bot off a command that was tapped', () => {
    expect(message({ text: '/lich@nhip_cau_bot' }).content).toEqual({ kind: 'text', text: '/lich' })
    expect(message({ text: 'viết cho a/b@nhip_cau_bot' }).content).toMatchObject({ text: 'viết cho a/b@nhip_cau_bot' })
  })

  it.each([
    ['/start', { kind: 'start' }],
    ['/start phien-12_A', { kind: 'start', payload: 'phien-12_A' }],
    ['/start@nhip_cau_bot x', { kind: 'start', payload: 'x' }],
    [`/start ${'a'.repeat(64)}`, { kind: 'start', payload: 'a'.repeat(64) }],
    [`/start ${'a'.repeat(65)}`, { kind: 'text', text: `/start ${'a'.repeat(65)}` }],
    ['/start xin chào', { kind: 'text', text: '/start xin chào' }],
    ['/starting', { kind: 'text', text: '/starting' }],
  ])('opens by a link only with a payload that a link can have: %s', (text, content) => {
    expect(message({ text }).content).toEqual(content)
  })

  it('names the message of ours that was quoted, and no other', () => {
    const quoted = { message_id: 77, date, chat, from: { id: 1, is_bot: true, first_name: 'Nhịp Cầu' } }
    expect(message({ text: 'vâng' }, { reply_to_message: quoted }).quotes).toBe('77')
    expect(message({ text: 'vâng' }, { reply_to_message: { ...quoted, from } })).not.toHaveProperty('quotes')
  })
})

describe('what a person shares', () => {
  const sizes = [
    { file_id: 'small', width: 90, height: 67, file_size: 1000 },
    { file_id: 'whole', width: 5000, height: 4000, file_size: 25_000_000 },
    { file_id: 'large', width: 1280, height: 960, file_size: 90_000 },
  ]

  it('takes the largest size of a photo that can be had, with its caption', () => {
    expect(message({ photo: sizes, caption: 'Ổ gà' }).content).toEqual({
      kind: 'media',
      items: [{ media: 'image', source: { kind: 'telegram-file', fileId: 'large' }, sizeBytes: 90_000 }],
      caption: 'Ổ gà',
    })
  })

  it.each([
    ['voice', 'voice'],
    ['audio', 'voice'],
    ['video', 'video'],
    ['video_note', 'video'],
    ['document', 'file'],
    ['animation', 'animation'],
  ])('reads %s as %s', (name, media) => {
    const file = { file_id: 'f', file_name: 'đơn.pdf', file_size: 3, mime_type: 'application/x-evil' }
    expect(message({ [name]: file }).content).toEqual({
      kind: 'media',
      items: [{ media, source: { kind: 'telegram-file', fileId: 'f' }, name: 'đơn.pdf', sizeBytes: 3 }],
    })
  })

  it('reads an animation once, although it comes as a document too', () => {
    const { content } = message({ document: { file_id: 'd' }, animation: { file_id: 'a' } })
    expect(content).toMatchObject({ items: [{ media: 'animation', source: { fileId: 'a' } }] })
  })

  it('trusts a phone number only when the contact is the sender', () => {
    const contact = { phone_number: '+84900000001', first_name: 'Lan', last_name: 'Trần' }
    const whole = { kind: 'contact', phone: '+84900000001', name: 'Lan Trần' }
    expect(message({ contact: { ...contact, user_id: id } }).content).toEqual({ ...whole, isOwn: true })
    expect(message({ contact: { ...contact, user_id: id + 1 } }).content).toEqual({ ...whole, isOwn: false })
    expect(message({ contact }).content).toEqual({ ...whole, isOwn: false })
  })

  it('reads a place, also one with a name', () => {
    const location = { latitude: 21.03, longitude: 105.85 }
    expect(message({ location }).content).toEqual({ kind: 'location', ...location })
    expect(message({ location, venue: { location, title: 'UBND' } }).content).toMatchObject({ kind: 'location' })
  })

  it.each(['sticker', 'poll', 'dice', 'game', 'story'])('says that it cannot use a %s', (name) => {
    expect(message({ [name]: {} })).toMatchObject({ content: { kind: 'unsupported', name }, opensWindow: true })
  })

  it('is silent about messages on the chat itself', () => {
    const read = message({ pinned_message: { message_id: 1 } })
    expect(read).toMatchObject({ content: { kind: 'ignored', name: 'service' }, opensWindow: false })
  })
})

describe('what a person does', () => {
  const ours = { message_id: 40, date: date - 99_999, chat, from: { id: 1, is_bot: true }, text: 'Đồng ý?' }

  it('brings the data of a tapped button, at the present second, for a tap has no time of its own', () => {
    expect(read({ callback_query: { id: '1', from, message: ours, data: 'p:abcd1234:1' } })).toEqual({
      at: now,
      content: { kind: 'button', data: 'p:abcd1234:1', messageId: '40' },
      opensWindow: true,
      language: 'vi',
    })
  })

  it('reads a tap below a message that is too old to be told', () => {
    const gone = { message_id: 40, date: 0, chat }
    expect(read({ callback_query: { id: '1', from, message: gone, data: 'x' } }).content).toMatchObject({ data: 'x' })
  })

  it('asks to send a changed text anew instead of taking it over silently', () => {
    const edited = { message_id: 12, from, chat, date: date - 60, edit_date: date, text: 'mới' }
    expect(read({ edited_message: edited })).toMatchObject({ at, content: { kind: 'unsupported', name: 'edited' } })
  })

  it('is silent about a shared position that moves', () => {
    const edited = { message_id: 12, from, chat, date, edit_date: date, location: { latitude: 1, longitude: 2 } }
    expect(read({ edited_message: edited }).content).toEqual({ kind: 'ignored', name: 'live-location' })
  })

  it.each([
    ['kicked', { content: { kind: 'unfollow' }, opensWindow: false }],
    ['member', { content: { kind: 'follow' }, opensWindow: true }],
  ])('reads the new standing "%s" of the bot', (status, expected) => {
    expect(read({ my_chat_member: { chat, from, date, new_chat_member: { status } } })).toMatchObject({
      at,
      ...expected,
    })
  })

  it.each([
    { message: { message_id: 1, from, date, text: 'x', chat: { id: -4_000_000_001, type: 'group' } } },
    { my_chat_member: { from, date, chat: { id: -1, type: 'supergroup' }, new_chat_member: { status: 'member' } } },
    { callback_query: { id: '1', from, data: 'x', message: { ...ours, chat: { id: -1, type: 'group' } } } },
  ])('is silent in groups %#', (update) => {
    expect(read(update)).toMatchObject({ content: { kind: 'ignored', name: 'group' }, opensWindow: false })
  })

  it('does not answer another bot', () => {
    const { content } = message({ text: 'x' }, { from: { ...from, is_bot: true } })
    expect(content).toEqual({ kind: 'ignored', name: 'bot' })
  })
})

describe('the envelope of an update', () => {
  const envelope = (update: object) => {
    const raw = bytes(update)
    const fields: unknown = JSON.parse(raw.toString())
    return isFields(fields) ? readEnvelope('telegram:default', fields, raw, clock) : undefined
  }

  it('knows key, chat, time and order, with ids beyond 32 bits', () => {
    const update = { update_id: 5_000_000_000, message: { message_id: 1, from, chat, date, text: 'x' } }
    expect(envelope(update)).toEqual({
      accountId: 'telegram:default',
      key: '5000000000',
      conversation: String(id),
      at,
      seq: 5_000_000_000,
      raw: bytes(update),
    })
  })

  it('puts a tap into the chat of its message, at the present second', () => {
    const tap = { id: '1', from, data: 'x', message: { message_id: 1, date: 1, chat: { id: -5, type: 'group' } } }
    expect(envelope({ update_id: 1, callback_query: tap })).toMatchObject({ conversation: '-5', at: now })
    expect(envelope({ update_id: 1, callback_query: { ...tap, message: undefined } })).toMatchObject({
      conversation: String(id),
    })
  })

  it('orders a change by the time of the change', () => {
    const edited = { message_id: 1, from, chat, date: date - 600, edit_date: date, text: 'x' }
    expect(envelope({ update_id: 1, edited_message: edited })?.at).toEqual(at)
  })

  it('belongs to the account when there is no chat, or an id that no chat can have', () => {
    expect(envelope({ update_id: 1, poll: {} })).toMatchObject({ conversation: '', at: now })
    const message = { message_id: 1, from, date, chat: { id: 2 ** 60, type: 'private' } }
    expect(envelope({ update_id: 1, message })).toMatchObject({ conversation: '' })
  })

  it.each([{}, { update_id: 'x' }, { update_id: -1 }, { update_id: 1.5 }, { update_id: 1e99 }])(
    'is none without an id that Telegram gives: %j',
    (update) => {
      expect(envelope(update)).toBeUndefined()
    },
  )

  it.each([0, -5, 1e18, 'soon'])('has the present second when the date is %j', (odd) => {
    expect(envelope({ update_id: 1, message: { chat, from, date: odd } })?.at).toEqual(now)
  })
})
