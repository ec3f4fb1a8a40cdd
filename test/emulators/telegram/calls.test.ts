import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FormData, request } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWithBot, token } from './support/api.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
beforeEach(async () => {
  setup = await startWithBot()
})
afterEach(() => setup.emulator.close())

const openUser = () => {
  const user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
  user.start()
  return user
}

describe('who may call', () => {
  it('answers getMe for a known token', async () => {
    const { status, body } = await setup.api('getMe')
    expect(status).toBe(200)
    expect(body.result).toMatchObject({ id: 7_000_000_001, is_bot: true, username: 'nhip_cau_bot' })
  })

  it('refuses an unknown token with 401 and a malformed one with 404', async () => {
    const unknown = await setup.api('getMe', {}, '7000000009:AAnobodyHasThisTokenAtAll0')
    expect(unknown.body).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
    expect((await setup.api('getMe', {}, 'nonsense')).status).toBe(404)
  })

  it('refuses a revoked token with 401', async () => {
    setup.emulator.revokeToken(setup.bot)
    expect((await setup.api('getMe')).status).toBe(401)
  })

  it('answers 404 for a method that it does not know and finds methods whatever their case', async () => {
    expect((await setup.api('sendEverything')).body.description).toBe('Not Found: method not found')
    expect((await setup.api('GETME')).status).toBe(200)
  })
})

describe('what a call may carry', () => {
  it('takes the same call by GET, as a form, as JSON and as multipart', async () => {
    const user = openUser()
    const base = `${setup.emulator.url}/bot${token}/sendMessage`
    const text = 'Mời ông/bà'
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] })
    const words = { chat_id: String(user.id), text, reply_markup: markup, disable_notification: 'true' }
    const form = new FormData()
    for (const [name, word] of Object.entries(words)) form.set(name, word)
    const answers = [
      await request(`${base}?${new URLSearchParams(words).toString()}`),
      await request(base, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(words).toString(),
      }),
      await request(base, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ ...words, disable_notification: true }),
      }),
      await request(base, { method: 'POST', body: form }),
    ]
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200)
      expect(await answer.body.json()).toMatchObject({ ok: true, result: { text } })
    }
    const shown = user.messages().filter(({ from }) => from === 'bot')
    expect(shown).toHaveLength(4)
    for (const message of shown)
      expect(message).toMatchObject({ silent: true, buttons: [[{ text: 'Có', data: 'yes' }]] })
  })

  it.each([
    ['an unknown field', { text: 'a', texte: 'b' }, /unknown parameter "texte"/u],
    ['an unknown nested field', { text: 'a', link_preview_options: { disabled: true } }, /unknown field "disabled"/u],
    ['a number for a text', { text: 5 }, /field "text" must be of type String/u],
    ['a word for a boolean', { text: 'a', disable_notification: 'true' }, /must be of type Boolean/u],
    ['nothing for a value', { text: 'a', parse_mode: null }, /must be of type String/u],
    ['a missing text', {}, /parameter "text" is required/u],
    ['half a surrogate pair', { text: 'a\ud83d' }, /strings must be encoded in UTF-8/u],
    ['a keyboard that is no JSON', { text: 'a', reply_markup: '{' }, /can't parse reply markup JSON object/u],
    ['a topic in a private chat', { text: 'a', message_thread_id: 4 }, /message thread not found/u],
  ])('refuses %s', async (_name, params, said) => {
    const user = openUser()
    const { status, body } = await setup.api('sendMessage', { chat_id: user.id, ...params })
    expect(status).toBe(400)
    expect(body.description).toMatch(/^Bad Request: /u)
    expect(body.description).toMatch(said)
    expect(user.messages()).toHaveLength(1)
  })

  it('refuses a body that is no JSON object or no UTF-8', async () => {
    const post = async (body: string | Buffer) => {
      const answer = await request(`${setup.emulator.url}/bot${token}/getMe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      await answer.body.dump()
      return answer.statusCode
    }
    expect(await post('{"a"')).toBe(400)
    expect(await post('[1]')).toBe(400)
    expect(await post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBe(400)
  })

  it('knows ids beyond 32 bits and refuses ids beyond 2^53', async () => {
    const user = openUser()
    expect(user.id).toBeGreaterThan(2 ** 32)
    const far = await setup.api('sendMessage', { chat_id: 2 ** 60, text: 'a' })
    expect(far.body.description).toBe('Bad Request: chat identifier must be a valid Integer')
  })
})

describe('the log of calls', () => {
  it('holds what was called and how it ended, never a token or a secret', async () => {
    await setup.api('setWebhook', { url: 'https://example.org/x', secret_token: 'very-secret-word' })
    await setup.api('sendMessage', { chat_id: 1, text: `my token is ${token}` })
    expect(setup.emulator.calls.map(({ method, status }) => [method, status])).toEqual([
      ['setWebhook', 200],
      ['sendMessage', 400],
    ])
    expect(setup.emulator.calls[1]?.description).toBe('Bad Request: chat not found')
    const written = JSON.stringify(setup.emulator.calls)
    expect(written).not.toContain(token)
    expect(written).not.toContain('very-secret-word')
  })

  it('stays empty when messages are not recorded, and sending still works and counts', async () => {
    await setup.emulator.close()
    setup = await startWithBot({ recordMessages: false, anyChat: (id) => (id % 2 === 0 ? 'open' : 'blocked') })
    expect((await setup.api('sendMessage', { chat_id: 5_000_000_002, text: 'a' })).status).toBe(200)
    expect((await setup.api('sendMessage', { chat_id: 5_000_000_003, text: 'a' })).status).toBe(403)
    expect(setup.emulator.calls).toEqual([])
    expect(setup.emulator.counters.messages).toBe(1)
    expect([...setup.emulator.counters.byChat]).toEqual([[5_000_000_002, 1]])
  })
})

it('judges independently: its files import nothing but each other, node and undici', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )
  expect(files.length).toBeGreaterThan(30)
  const imported = files.flatMap((name) =>
    [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/from '([^']+)'/gu)].map(([, from = '']) =>
      from.startsWith('.') ? join(name, '..', from) : from,
    ),
  )
  const foreign = imported.filter((from) => !from.startsWith('node:') && from !== 'undici' && !files.includes(from))
  expect(foreign).toEqual([])
})
