import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { oggSilence } from './ogg-silence.ts'
import type { PhoneUser } from './phone/phone-user.ts'
import { formattedHtml } from './phone/phone-html.ts'
import { startWithBot } from './support/api.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
let user: PhoneUser
beforeEach(async () => {
  setup = await startWithBot()
  user = setup.emulator.addUser(setup.bot, { firstName: 'Bà <Lan>' })
})
afterEach(() => setup.emulator.close())

const get = async (path: string) => {
  const { statusCode, headers, body } = await request(setup.emulator.url + path)
  return { status: statusCode, headers, text: await body.text() }
}
const act = async (fields: Record<string, string>) => {
  const { statusCode, headers, body } = await request(`${setup.emulator.url}/phone/${user.id}/act`, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
  })
  return { status: statusCode, location: headers['location'], text: await body.text() }
}

describe('the driver of a phone', () => {
  it('lets nobody do what a phone does not let them do', () => {
    expect(() => user.send('chào')).toThrow('press start first')
    expect(() => user.start('không dấu')).toThrow('start payload')
    user.start()
    expect(() => user.send('  ')).toThrow('empty')
    user.block()
    expect(() => user.send('chào')).toThrow('unblock')
    user.unblock()
    user.deactivate()
    expect(() => user.send('chào')).toThrow('deactivated')
  })

  it('cuts a long text into messages of 4096 characters, as the app does', () => {
    user.start()
    user.send('ạ'.repeat(10_000))
    expect(
      user
        .messages()
        .slice(1)
        .map(({ text }) => text.length),
    ).toEqual([4096, 4096, 1808])
  })

  it('waits for what comes after the last act: already there, still to come, or an edit', async () => {
    user.start()
    const say = (text: string) => setup.api('sendMessage', { chat_id: user.id, text })
    const { body } = await say('Chào')
    const isAnswer = () => true
    expect((await user.waitFor(isAnswer)).text).toBe('Chào')
    user.send('hỏi')
    const waiting = setup.emulator.waitFor(user, isAnswer)
    await say('Trả lời')
    expect((await waiting).text).toBe('Trả lời')
    user.send('nữa')
    const edited = user.waitFor(({ edited }) => edited)
    await setup.api('editMessageText', { chat_id: user.id, message_id: body.result.message_id, text: 'Đã sửa' })
    expect((await edited).text).toBe('Đã sửa')
    user.send('thôi')
    await expect(user.waitFor(isAnswer, 1)).rejects.toThrow('no fitting message within 1 ms')
  })

  it('shares one person between bots, each with a chat of its own', async () => {
    const other = setup.emulator.addBot({ token: '7000000003:AAEmulatedTokenForTheTests02', username: 'other_bot' })
    const there = setup.emulator.addUser(other, { id: user.id, firstName: 'x' })
    user.start()
    expect(there.firstName).toBe('Bà <Lan>')
    expect(there.messages()).toEqual([])
    expect(() => setup.emulator.addUser(other, { id: user.id, firstName: 'x' })).toThrow('already there')
  })
})

describe('the page of a phone', () => {
  it('is linked from the list of bots and people', async () => {
    const { text } = await get('/phone')
    expect(text).toContain(`/phone/${user.id}?bot=nhip_cau_bot`)
    expect(text).toContain('Nhịp Cầu')
    expect((await get('/')).status).toBe(303)
    expect((await get('/phone/12')).status).toBe(404)
  })

  it('shows bubbles, buttons and formats, and nothing that a name or text smuggles in', async () => {
    user.start()
    await setup.api('sendMessage', {
      chat_id: user.id,
      text: '<b>Mời</b> &lt;script&gt;',
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Có "dự"', callback_data: 'yes' }]] },
    })
    const { text, headers } = await get(`/phone/${user.id}`)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(text).toContain('<strong>Mời</strong> &#60;script&#62;')
    expect(text).toContain('value="yes"')
    expect(text).toContain('Bà &#60;Lan&#62;')
    expect(text).not.toContain('<Lan>')
  })

  it('works without JavaScript: start, write, press, send a photo and a voice message', async () => {
    expect((await act({ act: 'send', text: 'chào' })).status).toBe(409)
    expect(await act({ act: 'start' })).toMatchObject({ status: 303, location: `/phone/${user.id}?bot=nhip_cau_bot` })
    await act({ act: 'send', text: 'chào' })
    await act({ act: 'photo', text: '' })
    await act({ act: 'voice' })
    await setup.api('sendMessage', {
      chat_id: user.id,
      text: 'a',
      reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] },
    })
    await act({ press: 'yes', message: '5' })
    const { body } = await setup.api('getUpdates')
    expect(body.result.map((update: object) => Object.keys(update)[1])).toEqual([
      'message',
      'message',
      'message',
      'message',
      'callback_query',
    ])
    const { text } = await get(`/phone/${user.id}/messages`)
    const [image = ''] = /\/phone\/\d+\/files\/[\w-]+/u.exec(text) ?? []
    expect((await get(image)).headers['content-type']).toBe('image/jpeg')
  })

  it('tells an open page at once what changed and what the bot answered to a tap', async () => {
    user.start()
    await setup.api('sendMessage', {
      chat_id: user.id,
      text: 'a',
      reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] },
    })
    const { body } = await request(`${setup.emulator.url}/phone/${user.id}/events`)
    const stream = body[Symbol.asyncIterator]()
    await stream.next()
    const tap = user.press('Có')
    expect(String((await stream.next()).value)).toContain('event: change')
    await setup.api('answerCallbackQuery', { callback_query_id: tap.id, text: 'Đã ghi' })
    expect(String((await stream.next()).value)).toContain('event: answer\ndata: "Đã ghi"')
    await stream.return?.()
  })

  it('lets a new person be added', async () => {
    const { statusCode, headers, body } = await request(`${setup.emulator.url}/phone`, {
      method: 'POST',
      body: new URLSearchParams({ bot: 'nhip_cau_bot', name: 'Ông Hùng' }).toString(),
    })
    await body.dump()
    expect(statusCode).toBe(303)
    expect(headers['location']).toBe(`/phone/${user.id + 1}?bot=nhip_cau_bot`)
  })

  it('nests overlapping formats and links http addresses only', () => {
    const html = formattedHtml('abcdef', [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 2, length: 4 },
      { type: 'text_link', offset: 4, length: 2, url: 'javascript:1' },
    ])
    expect(html).toBe('<strong>ab<em>cd</em></strong>ef')
  })
})

it('makes a voice message whose Ogg pages carry right checksums', () => {
  const bytes = oggSilence(1)
  const pages = [...bytes.toString('latin1').matchAll(/OggS/gu)].map(({ index }) => index)
  expect(pages).toHaveLength(3)
  const crc32 = (page: Buffer) => {
    let crc = 0
    for (const byte of page) {
      crc ^= byte << 24
      for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80000000) === 0 ? crc << 1 : (crc << 1) ^ 0x04c11db7
    }
    return crc >>> 0
  }
  pages.forEach((start, index) => {
    const page = Buffer.from(bytes.subarray(start, pages[index + 1] ?? bytes.length))
    const stored = page.readUInt32LE(22)
    page.writeUInt32LE(0, 22)
    expect(crc32(page)).toBe(stored)
  })
})
