import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { request } from 'undici'
import type { PhoneUser } from './phone/phone-user.ts'
import { startWithBot, token } from './support/api.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
let user: PhoneUser
beforeEach(async () => {
  setup = await startWithBot()
  user = setup.emulator.addUser(setup.bot, { firstName: 'Lan', languageCode: 'vi' })
})
afterEach(() => setup.emulator.close())

type Update = { update_id: number; message?: { text: string }; my_chat_member?: unknown }
const poll = async (params: Record<string, unknown> = {}): Promise<Update[]> =>
  (await setup.api('getUpdates', params)).body.result
const texts = (updates: Update[]) => updates.map(({ message }) => message?.text)

/** Waits until the emulator holds a long poll open, without sleeping. */
const untilPolling = async () => {
  while (setup.bot.poll === undefined) await new Promise((resolve) => setImmediate(resolve))
}

describe('getUpdates', () => {
  it('gives updates numbered by one until an offset confirms them', async () => {
    user.start('phien-12')
    user.send('một')
    user.send('hai')
    const first = await poll()
    expect(texts(first)).toEqual(['/start phien-12', 'một', 'hai'])
    const [zero = 0, one = 0, two = 0] = first.map(({ update_id: id }) => id)
    expect([one, two]).toEqual([zero + 1, zero + 2])
    expect(texts(await poll({ limit: 1 }))).toEqual(['/start phien-12'])
    expect(texts(await poll({ offset: two }))).toEqual(['hai'])
    expect(texts(await poll())).toEqual(['hai'])
    expect(await poll({ offset: two + 1 })).toEqual([])
  })

  it('marks commands, so that libraries recognise them', async () => {
    user.start('abc')
    const [update] = await poll()
    expect(update?.message).toMatchObject({
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      from: { id: user.id, language_code: 'vi' },
      chat: { id: user.id, type: 'private', first_name: 'Lan' },
    })
  })

  it('keeps only the newest with a negative offset', async () => {
    user.start()
    user.send('một')
    user.send('hai')
    expect(texts(await poll({ offset: -1 }))).toEqual(['hai'])
    expect(texts(await poll())).toEqual(['hai'])
  })

  it('waits for the next update, and for no longer than asked', async () => {
    user.start()
    const [first] = await poll()
    const offset = (first?.update_id ?? 0) + 1
    const waiting = poll({ offset, timeout: 30 })
    await untilPolling()
    user.send('chào')
    expect(texts(await waiting)).toEqual(['chào'])
    const idle = poll({ offset: offset + 1, timeout: 30 })
    await untilPolling()
    setup.clock.advance(30_000)
    await setup.emulator.runDue()
    expect(await idle).toEqual([])
  })

  it('ends a first poll with 409 when a second one comes', async () => {
    const first = setup.api('getUpdates', { timeout: 30 })
    await untilPolling()
    const second = poll({ timeout: 30 })
    const { status, body } = await first
    expect([status, body.description]).toEqual([
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ])
    user.start()
    expect(texts(await second)).toEqual(['/start'])
  })

  it('is refused with 409 while a webhook is set, the second time after 3 seconds', async () => {
    const open = setup.api('getUpdates', { timeout: 30 })
    await untilPolling()
    await setup.api('setWebhook', { url: 'https://example.org/x' })
    expect((await open).body.description).toBe('Conflict: terminated by setWebhook request')
    let answered = false
    const refused = setup.api('getUpdates').then((answer) => {
      answered = true
      return answer
    })
    await setup.api('getMe')
    expect(answered).toBe(false)
    setup.clock.advance(3000)
    await setup.emulator.runDue()
    expect((await refused).body.description).toMatch(/^Conflict: can't use getUpdates method while webhook is active/u)
  })

  it('forgets a poll whose client went away', async () => {
    const abort = new AbortController()
    const gone = request(`${setup.emulator.url}/bot${token}/getUpdates?timeout=50`, { signal: abort.signal })
    await untilPolling()
    abort.abort()
    await expect(gone).rejects.toThrow()
    while (setup.bot.poll !== undefined) await new Promise((resolve) => setImmediate(resolve))
    user.start()
    expect(texts(await poll())).toEqual(['/start'])
  })

  it('slows down a client that keeps asking with the same offset, where switched on', async () => {
    await setup.emulator.close()
    setup = await startWithBot({ pollThrottle: true })
    user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
    user.start()
    user.send('a')
    expect(await poll()).toHaveLength(2)
    expect(await poll()).toHaveLength(1)
    setup.clock.advance(500)
    expect(await poll()).toHaveLength(2)
  })

  it.each([{ limit: 0 }, { limit: 101 }, { timeout: -1 }, { offset: 'x' }])('refuses %j', async (params) => {
    expect((await setup.api('getUpdates', params)).status).toBe(400)
  })
})

describe('what a bot gets', () => {
  it('are the wanted kinds, and the wish lasts until another one', async () => {
    await poll({ allowed_updates: ['message'] })
    user.start()
    user.block()
    user.unblock()
    expect(await poll()).toHaveLength(1)
    await poll({ allowed_updates: [], offset: -1 })
    user.block()
    expect((await poll()).at(-1)).toHaveProperty('my_chat_member')
    expect((await setup.api('getUpdates', { allowed_updates: ['mesage'] })).status).toBe(400)
  })

  it('is a block and an unblock, and a start after a block unblocks first', async () => {
    user.start()
    user.block()
    user.start()
    const kinds = (await poll()).map((update) => Object.keys(update)[1])
    expect(kinds).toEqual(['message', 'my_chat_member', 'my_chat_member', 'message'])
  })

  it('is an edit of a message', async () => {
    user.start()
    const id = user.send('Duong hong')
    user.edit(id, 'Đường hỏng')
    expect((await poll()).at(-1)).toMatchObject({
      edited_message: { message_id: id, text: 'Đường hỏng', edit_date: expect.any(Number) },
    })
    expect(user.messages().at(-1)).toMatchObject({ text: 'Đường hỏng', edited: true })
  })

  it('is kept for 24 hours, a tap for 150 seconds', async () => {
    user.start()
    await setup.api('sendMessage', {
      chat_id: user.id,
      text: 'a',
      reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'b' }]] },
    })
    user.press('b')
    expect(await poll()).toHaveLength(2)
    setup.clock.advance(150_001)
    expect(await poll()).toHaveLength(1)
    setup.clock.advance(86_400_000)
    expect(await poll()).toHaveLength(0)
  })

  it('of a group, are commands and mentions', async () => {
    user.start()
    const group = setup.emulator.addGroup(setup.bot, { title: 'Tổ 5' })
    group.say(user.id, 'chào cả nhà')
    group.say(user.id, '/lich')
    group.say(user.id, 'hỏi @nhip_cau_bot')
    expect(texts(await poll())).toEqual(['/start', '/lich', 'hỏi @nhip_cau_bot'])
  })
})
