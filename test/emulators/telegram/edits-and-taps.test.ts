import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PhoneUser } from './phone/phone-user.ts'
import { startWithBot } from './support/api.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
let user: PhoneUser
beforeEach(async () => {
  setup = await startWithBot()
  user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
  user.start()
})
afterEach(() => setup.emulator.close())

const keyboard = { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] }
const sent = async (params: Record<string, unknown> = {}) =>
  Number((await setup.api('sendMessage', { chat_id: user.id, text: 'Ông/bà dự?', ...params })).body.result.message_id)
const said = async (method: string, params: Record<string, unknown>) =>
  String((await setup.api(method, { chat_id: user.id, ...params })).body.description)

describe('edits', () => {
  it('replace text and keyboard in place', async () => {
    const id = await sent({ reply_markup: keyboard })
    const { body } = await setup.api('editMessageText', { chat_id: user.id, message_id: id, text: 'Đã ghi' })
    expect(body.result).toMatchObject({ message_id: id, text: 'Đã ghi', edit_date: expect.any(Number) })
    expect(user.messages().at(-1)).toMatchObject({ id, text: 'Đã ghi', buttons: [], edited: true })
    await setup.api('editMessageReplyMarkup', { chat_id: user.id, message_id: id, reply_markup: keyboard })
    expect(user.messages().at(-1)).toMatchObject({ text: 'Đã ghi', buttons: [[{ text: 'Có', data: 'yes' }]] })
  })

  it('that change nothing are refused, with and without a keyboard', async () => {
    const id = await sent({ reply_markup: keyboard, text: '<b>a</b>', parse_mode: 'HTML' })
    const same = { message_id: id, text: '<b>a</b>', parse_mode: 'HTML' }
    expect(await said('editMessageText', { ...same, reply_markup: keyboard })).toMatch(
      /^Bad Request: message is not modified: specified new message content/u,
    )
    expect(await said('editMessageReplyMarkup', { message_id: id, reply_markup: keyboard })).toMatch(/is not modified/u)
    expect((await setup.api('editMessageText', { chat_id: user.id, ...same })).status).toBe(200)
  })

  it('of what is not there, not the bot’s, or without text are refused', async () => {
    const own = user.send('của tôi')
    expect(await said('editMessageText', { message_id: 999, text: 'b' })).toBe('Bad Request: message to edit not found')
    expect(await said('editMessageText', { message_id: own, text: 'b' })).toBe("Bad Request: message can't be edited")
    const photo = await setup.api('sendPhoto', { chat_id: user.id, photo: 'https://example.org/a.jpg' })
    expect(await said('editMessageText', { message_id: photo.body.result.message_id, text: 'b' })).toMatch(
      /no text in/u,
    )
    expect(await said('editMessageText', { text: 'b' })).toBe('Bad Request: message identifier is not specified')
    const id = await sent()
    const below = { keyboard: [['a']] }
    expect(await said('editMessageText', { message_id: id, text: 'b', reply_markup: below })).toMatch(
      /inline keyboard expected/u,
    )
  })
})

describe('deleting and reacting', () => {
  it('deletes own and incoming messages for two days', async () => {
    const id = await sent()
    const own = user.send('xóa giúp')
    for (const messageId of [id, own])
      expect((await setup.api('deleteMessage', { chat_id: user.id, message_id: messageId })).body.result).toBe(true)
    expect(user.messages().map(({ text }) => text)).toEqual(['/start'])
    expect(await said('deleteMessage', { message_id: id })).toBe('Bad Request: message to delete not found')
    const old = await sent()
    setup.clock.advance(172_801_000)
    expect(await said('deleteMessage', { message_id: old })).toBe("Bad Request: message can't be deleted")
  })

  it('reacts with one of the known emoji, and takes it back', async () => {
    const asked = user.send('Đường hỏng')
    const react = (reaction: unknown) => ({ message_id: asked, reaction })
    await setup.api('setMessageReaction', { chat_id: user.id, ...react([{ type: 'emoji', emoji: '👀' }]) })
    expect(user.messages().at(-1)?.reaction).toBe('👀')
    expect(await said('setMessageReaction', react([{ type: 'emoji', emoji: '✅' }]))).toBe(
      'Bad Request: REACTION_INVALID',
    )
    const two = [
      { type: 'emoji', emoji: '👀' },
      { type: 'emoji', emoji: '👍' },
    ]
    expect(await said('setMessageReaction', react(two))).toBe('Bad Request: REACTIONS_TOO_MANY')
    await setup.api('setMessageReaction', { chat_id: user.id, ...react([]) })
    expect(user.messages().at(-1)).not.toHaveProperty('reaction')
  })

  it('takes known chat actions only', async () => {
    expect((await setup.api('sendChatAction', { chat_id: user.id, action: 'typing' })).body.result).toBe(true)
    expect(await said('sendChatAction', { action: 'dancing' })).toMatch(/wrong parameter action/u)
  })

  it('tells about a chat that knows the bot', async () => {
    const { body } = await setup.api('getChat', { chat_id: user.id })
    expect(body.result).toMatchObject({ id: user.id, type: 'private', first_name: 'Lan', max_reaction_count: 11 })
    const shy = setup.emulator.addUser(setup.bot, { firstName: 'Minh' })
    expect((await setup.api('getChat', { chat_id: shy.id })).body.description).toBe('Bad Request: chat not found')
  })
})

describe('taps', () => {
  it('give the bot a callback query, and its answer shows on the phone', async () => {
    const id = await sent({ reply_markup: keyboard })
    const tap = user.press('Có')
    const { body } = await setup.api('getUpdates', { offset: -1 })
    expect(body.result[0].callback_query).toMatchObject({
      id: tap.id,
      from: { id: user.id },
      message: { message_id: id },
      data: 'yes',
    })
    const answer = { callback_query_id: tap.id, text: 'Đã ghi', show_alert: true }
    expect((await setup.api('answerCallbackQuery', answer)).body.result).toBe(true)
    expect(await tap.answered()).toEqual({ text: 'Đã ghi', showAlert: true })
  })

  it('can be answered for 150 seconds; later, or for taps that never were, the answer is refused', async () => {
    await sent({ reply_markup: keyboard })
    const tap = user.press('yes')
    setup.clock.advance(150_001)
    const late = await setup.api('answerCallbackQuery', { callback_query_id: tap.id })
    expect(late.body.description).toBe(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    )
    expect((await setup.api('answerCallbackQuery', { callback_query_id: '12' })).status).toBe(400)
    const long = await setup.api('answerCallbackQuery', { callback_query_id: tap.id, text: 'ạ'.repeat(201) })
    expect(long.body.description).toBe('Bad Request: MESSAGE_TOO_LONG')
  })

  it('on a button with an address ask the bot nothing, and on none are the test’s mistake', async () => {
    await sent({ reply_markup: { inline_keyboard: [[{ text: 'Mở', url: 'https://example.org/' }]] } })
    expect(user.press('Mở').url).toBe('https://example.org/')
    const { body } = await setup.api('getUpdates', { offset: -1 })
    expect(body.result[0]).not.toHaveProperty('callback_query')
    expect(() => user.press('Không có')).toThrow('no such button')
  })

  it('find the newest message that has the button, or the named one', async () => {
    const first = await sent({ reply_markup: keyboard })
    const second = await sent({ reply_markup: keyboard })
    user.press('yes')
    user.press('yes', first)
    const { body } = await setup.api('getUpdates', { offset: -2 })
    const pressed = body.result.map(
      (update: { callback_query: { message: { message_id: number } } }) => update.callback_query.message.message_id,
    )
    expect(pressed).toEqual([second, first])
  })
})
