import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PhoneUser } from './phone/phone-user.ts'
import { startWithBot } from './support/api.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
let user: PhoneUser
beforeEach(async () => {
  setup = await startWithBot()
  user = setup.emulator.addUser(setup.bot, { firstName: 'Lan', languageCode: 'vi' })
  user.start()
})
afterEach(() => setup.emulator.close())

const send = (params: Record<string, unknown>) => setup.api('sendMessage', { chat_id: user.id, ...params })
const refusal = async (params: Record<string, unknown>) => {
  const { status, body } = await send(params)
  expect(status).toBe(400)
  return String(body.description)
}

describe('text', () => {
  it('is cut of white space at both ends and shown on the phone', async () => {
    const { body } = await send({ text: '  Xin chào ông/bà \n' })
    expect(body.result).toMatchObject({ text: 'Xin chào ông/bà', chat: { id: user.id, type: 'private' } })
    expect(user.messages().at(-1)).toMatchObject({ from: 'bot', text: 'Xin chào ông/bà', kind: 'text' })
  })

  it('is refused when empty, also after parsing', async () => {
    expect(await refusal({ text: ' \n ' })).toBe('Bad Request: message text is empty')
    expect(await refusal({ text: '<b></b>', parse_mode: 'HTML' })).toBe('Bad Request: message text is empty')
  })

  it('has at most 4096 characters after parsing', async () => {
    expect((await send({ text: 'ạ'.repeat(4096) })).status).toBe(200)
    expect(await refusal({ text: 'ạ'.repeat(4097) })).toBe('Bad Request: message is too long')
    expect((await send({ text: `<b>${'&amp;'.repeat(4096)}</b>`, parse_mode: 'HTML' })).status).toBe(200)
    expect(await refusal({ text: `<b>${'&amp;'.repeat(4097)}</b>`, parse_mode: 'HTML' })).toMatch(/too long/u)
  })

  it('numbers messages inside each chat', async () => {
    const other = setup.emulator.addUser(setup.bot, { firstName: 'Hùng' })
    other.start()
    const first = await send({ text: 'a' })
    const second = await setup.api('sendMessage', { chat_id: other.id, text: 'a' })
    expect(first.body.result.message_id).toBe(second.body.result.message_id)
  })
})

describe('HTML', () => {
  it('becomes text with entities in UTF-16 units', async () => {
    const { body } = await send({
      text: '😀 <b>Mời <i>họp</i></b> <a href="https://example.org/?a=1&amp;b=2">ở đây</a> &lt;3 <pre><code class="language-sql">x</code></pre>',
      parse_mode: 'HTML',
    })
    expect(body.result.text).toBe('😀 Mời họp ở đây <3 x')
    expect(body.result.entities).toEqual([
      { type: 'bold', offset: 3, length: 7 },
      { type: 'italic', offset: 7, length: 3 },
      { type: 'text_link', offset: 11, length: 5, url: 'https://example.org/?a=1&b=2' },
      { type: 'pre', offset: 20, length: 1, language: 'sql' },
    ])
  })

  it.each([
    ['<div>a</div>', 'unsupported start tag "div" at byte offset 0'],
    ['ă <b>a', 'can\'t find end tag corresponding to start tag "b"'],
    ['<b>a</i>', 'unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['a</b>', 'unexpected end tag at byte offset 1'],
    ['ă 5 < 6', 'unclosed start tag at byte offset 5'],
    ['a <> b', 'unsupported start tag "" at byte offset 2'],
  ])('refuses %s', async (text, why) => {
    const said = await refusal({ text, parse_mode: 'HTML' })
    expect(said.toLowerCase()).toBe(`bad request: can't parse entities: ${why}`.toLowerCase())
  })

  it('refuses an unknown parse mode, and says which known ones it does not play', async () => {
    expect(await refusal({ text: 'a', parse_mode: 'BBCode' })).toBe('Bad Request: unsupported parse_mode')
    expect(await refusal({ text: 'a', parse_mode: 'MarkdownV2' })).toMatch(/not emulated/u)
  })
})

describe('given entities', () => {
  it('move along when white space in front is cut', async () => {
    const { body } = await send({ text: '  Mời', entities: [{ type: 'bold', offset: 2, length: 3 }] })
    expect(body.result).toMatchObject({ text: 'Mời', entities: [{ type: 'bold', offset: 0, length: 3 }] })
  })

  it.each([
    ['an unknown kind', { type: 'loud', offset: 0, length: 1 }],
    ['one that ends behind the text', { type: 'bold', offset: 1, length: 9 }],
    ['one that begins behind the text', { type: 'bold', offset: 9, length: 1 }],
    ['one without length', { type: 'bold', offset: 0, length: 0 }],
    ['one inside an emoji', { type: 'bold', offset: 2, length: 1 }],
    ['a link without address', { type: 'text_link', offset: 0, length: 1 }],
  ])('are refused: %s', async (_name, entity) => {
    expect(await refusal({ text: 'a😀b', entities: [entity] })).toMatch(/^Bad Request: can't parse entities: /u)
  })
})

describe('keyboards', () => {
  const inline = (...row: unknown[]) => send({ text: 'a', reply_markup: { inline_keyboard: [row] } })
  const said = async (button: unknown) => String((await inline(button)).body.description)

  it('counts callback data in bytes, 1 to 64', async () => {
    expect((await inline({ text: 'x', callback_data: 'ạ'.repeat(21) })).status).toBe(200)
    expect(await said({ text: 'x', callback_data: 'ạ'.repeat(22) })).toBe('Bad Request: BUTTON_DATA_INVALID')
    expect(await said({ text: 'x', callback_data: '' })).toBe('Bad Request: BUTTON_DATA_INVALID')
  })

  it('takes addresses with a host that exists on the internet', async () => {
    expect((await inline({ text: 'x', url: 'https://example.org/a?b=1' })).status).toBe(200)
    expect((await inline({ text: 'x', url: 'tg://user?id=5' })).status).toBe(200)
    expect(await said({ text: 'x', url: 'http://localhost:8080/' })).toMatch(/is invalid: Wrong HTTP URL/u)
    expect(await said({ text: 'x', url: 'javascript://example.org' })).toMatch(/Unsupported URL protocol/u)
  })

  it.each([
    ['no kind', { text: 'x' }, /Text buttons are unallowed/u],
    ['two kinds', { text: 'x', url: 'https://example.org', callback_data: 'a' }, /more than one of/u],
    ['no words', { text: '', callback_data: 'a' }, /must be non-empty/u],
    ['an unknown field', { text: 'x', callback: 'a' }, /unknown field "callback"/u],
    ['an unknown style', { text: 'x', callback_data: 'a', style: 'pink' }, /wrong parameter style/u],
    ['no object', 'x', /InlineKeyboardButton must be an Object/iu],
  ])('refuses an inline button with %s', async (_name, button, why) => {
    expect(await said(button)).toMatch(why)
  })

  it('refuses rows that are no rows and more than 100 buttons', async () => {
    expect(await refusal({ text: 'a', reply_markup: { inline_keyboard: [{ text: 'x' }] } })).toMatch(/Array of Arrays/u)
    const many = Array.from({ length: 101 }, (_, index) => [{ text: 'x', callback_data: String(index) }])
    expect(await refusal({ text: 'a', reply_markup: { inline_keyboard: many } })).toMatch(/reply markup is too long/u)
    expect(await refusal({ text: 'a', reply_markup: { rows: [] } })).toMatch(/object expected as reply markup/u)
  })

  it('shows a reply keyboard until it is removed; asking for a phone number works in private chats only', async () => {
    const keyboard = [[{ text: 'Gửi số điện thoại', request_contact: true }, 'Thôi']]
    await send({ text: 'a', reply_markup: { keyboard, resize_keyboard: true } })
    expect(user.replyKeyboard()).toEqual(keyboard)
    user.press('Gửi số điện thoại')
    expect(user.messages().at(-1)).toMatchObject({ kind: 'contact', from: 'person' })
    await send({ text: 'b', reply_markup: { remove_keyboard: true } })
    expect(user.replyKeyboard()).toEqual([])
    const group = setup.emulator.addGroup(setup.bot, { title: 'Tổ 5' })
    const { body } = await setup.api('sendMessage', { chat_id: group.id(), text: 'a', reply_markup: { keyboard } })
    expect(body.description).toMatch(/private chats only/u)
  })
})

describe('replies', () => {
  it('quote a message of the chat, which must exist unless it need not', async () => {
    const asked = user.send('Bao giờ họp?')
    const { body } = await send({ text: 'Ngày mai', reply_parameters: { message_id: asked, quote: 'họp' } })
    expect(body.result.reply_to_message).toMatchObject({ message_id: asked, text: 'Bao giờ họp?' })
    expect(await refusal({ text: 'a', reply_parameters: { message_id: 999 } })).toMatch(
      /message to be replied not found/u,
    )
    expect(await refusal({ text: 'a', reply_parameters: { message_id: asked, quote: 'xa' } })).toMatch(
      /QUOTE_TEXT_INVALID/u,
    )
    const lenient = { message_id: 999, allow_sending_without_reply: true }
    expect((await send({ text: 'a', reply_parameters: lenient })).status).toBe(200)
  })

  it('carry protection and link preview settings into the message', async () => {
    const { body } = await send({ text: 'a', protect_content: true, link_preview_options: { is_disabled: true } })
    expect(body.result).toMatchObject({ has_protected_content: true, link_preview_options: { is_disabled: true } })
    expect(user.messages().at(-1)?.protected).toBe(true)
  })
})

describe('who can be written to', () => {
  it('nobody who never pressed start: 403; nobody unknown: 400', async () => {
    const shy = setup.emulator.addUser(setup.bot, { firstName: 'Minh' })
    const { status, body } = await setup.api('sendMessage', { chat_id: shy.id, text: 'a' })
    expect([status, body.description]).toEqual([403, "Forbidden: bot can't initiate conversation with a user"])
    const unknown = await setup.api('sendMessage', { chat_id: 42, text: 'a' })
    expect([unknown.status, unknown.body.description]).toEqual([400, 'Bad Request: chat not found'])
    expect((await setup.api('sendMessage', { chat_id: '@nobody_here', text: 'a' })).body.description).toMatch(
      /chat not found/u,
    )
  })

  it('nobody who blocked the bot or left: 403, until they come back', async () => {
    user.block()
    expect((await send({ text: 'a' })).body.description).toBe('Forbidden: bot was blocked by the user')
    user.unblock()
    expect((await send({ text: 'a' })).status).toBe(200)
    user.deactivate()
    expect((await send({ text: 'a' })).body).toEqual({
      ok: false,
      error_code: 403,
      description: 'Forbidden: user is deactivated',
    })
  })

  it('a group under its new id once it became a supergroup, which the refusal tells', async () => {
    const group = setup.emulator.addGroup(setup.bot, { title: 'Tổ 5' })
    const old = group.id()
    const id = group.migrate()
    const { body } = await setup.api('sendMessage', { chat_id: old, text: 'a' })
    expect(body).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: id } })
    expect(body.description).toBe('Bad Request: group chat was upgraded to a supergroup chat')
    expect((await setup.api('sendMessage', { chat_id: id, text: 'a' })).status).toBe(200)
    group.kick(user.id)
    const kicked = await setup.api('sendMessage', { chat_id: id, text: 'a' })
    expect(kicked.body.description).toBe('Forbidden: bot was kicked from the supergroup chat')
  })
})
