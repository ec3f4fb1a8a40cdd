import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWithBot } from './support/api.ts'
import { startHook, type Hook } from './support/hook.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
let hook: Hook
const open = async (options: Parameters<typeof startWithBot>[0] = {}) => {
  setup = await startWithBot(options)
}
beforeEach(async () => {
  hook = await startHook()
  await open()
})
afterEach(async () => {
  await setup.emulator.close()
  await hook.close()
})

const setWebhook = (params: Record<string, unknown> = {}) => setup.api('setWebhook', { url: hook.url, ...params })
const addUser = (firstName = 'Lan') => {
  const user = setup.emulator.addUser(setup.bot, { firstName })
  user.start()
  return user
}
const info = async () => (await setup.api('getWebhookInfo')).body.result
const texts = () => hook.of('message').map(({ text }: { text: string }) => text)
const keyboard = { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] }

describe('setWebhook', () => {
  it('delivers with the secret header, also what waited before', async () => {
    const user = addUser()
    await setWebhook({ secret_token: 'Secret_word-1' })
    user.send('chào')
    await setup.emulator.idle()
    expect(texts()).toEqual(['/start', 'chào'])
    expect(hook.received.map(({ secret }) => secret)).toEqual(['Secret_word-1', 'Secret_word-1'])
    expect(await info()).toMatchObject({ url: hook.url, pending_update_count: 0, max_connections: 40 })
  })

  it('sends no secret header when none was given, and drops what waits when asked', async () => {
    addUser()
    await setWebhook({ drop_pending_updates: true })
    addUser('Hùng').send('chào')
    await setup.emulator.idle()
    expect(texts()).toEqual(['/start', 'chào'])
    expect(hook.received[0]?.secret).toBeUndefined()
  })

  it.each([
    ['a plain http address', { url: 'http://example.org/x' }, /HTTPS URL must be provided/u],
    ['another port', { url: 'https://example.org:8080/x' }, /only on ports 80, 88, 443 or 8443/u],
    ['no address at all', { url: 'nonsense' }, /invalid webhook URL/u],
    ['a secret with spaces', { secret_token: 'a b' }, /unallowed characters/u],
    ['a secret that is too long', { secret_token: 'a'.repeat(257) }, /too long/u],
    ['too many connections', { max_connections: 101 }, /between 1 and 100/u],
    ['an unknown kind of update', { allowed_updates: ['messages'] }, /unknown update type/u],
  ])('refuses %s', async (_name, params, why) => {
    const { status, body } = await setWebhook(params)
    expect(status).toBe(400)
    expect(body.description).toMatch(why)
    expect((await info()).url).toBe('')
  })

  it('keeps the wanted kinds when they are not given again', async () => {
    await setWebhook({ allowed_updates: ['message', 'callback_query'] })
    await setWebhook({ max_connections: 5 })
    expect((await info()).allowed_updates).toEqual(['message', 'callback_query'])
    addUser().block()
    await setup.emulator.idle()
    expect(hook.received).toHaveLength(1)
  })

  it('is refused more than once a second where limits hold', async () => {
    setup.emulator.setLimits({ setWebhookOncePerSecond: true })
    await setWebhook()
    expect((await setWebhook({ max_connections: 5 })).body.parameters).toEqual({ retry_after: 1 })
    setup.clock.advance(1000)
    expect((await setWebhook({ max_connections: 5 })).status).toBe(200)
  })

  it('is undone by deleteWebhook; updates wait for polling again', async () => {
    await setWebhook()
    expect((await setup.api('deleteWebhook')).body.description).toBe('Webhook was deleted')
    addUser()
    expect((await setup.api('getUpdates')).body.result).toHaveLength(1)
    expect(hook.received).toEqual([])
  })
})

describe('order', () => {
  it('holds inside a chat, one at a time, while chats travel side by side up to max_connections', async () => {
    const waiting: (() => void)[] = []
    hook.reply = (_received, response) => waiting.push(() => response.writeHead(200).end())
    await setWebhook({ max_connections: 2 })
    const users = ['Lan', 'Hùng', 'Minh'].map(addUser)
    for (const user of users) user.send(`câu của ${user.firstName}`)
    await hook.atLeast(2)
    const inFlight = hook.received.length
    hook.reply = (_received, response) => response.writeHead(200).end()
    for (const release of waiting) release()
    await setup.emulator.idle()
    expect(inFlight).toBe(2)
    expect(hook.most).toBe(2)
    for (const user of users) {
      const own = hook.of('message').filter(({ chat }: { chat: { id: number } }) => chat.id === user.id)
      expect(own.map(({ text }: { text: string }) => text)).toEqual(['/start', `câu của ${user.firstName}`])
    }
  })

  it('lets a failing update block its own chat only', async () => {
    hook.reply = (received, response) => {
      response.writeHead(received.update.message?.chat.first_name === 'Lan' ? 500 : 200).end()
    }
    await setWebhook()
    addUser('Lan').send('hai')
    addUser('Hùng').send('hai')
    await setup.emulator.idle()
    const from = (name: string) =>
      hook.of('message').flatMap(({ chat, text }) => (chat.first_name === name ? [text as string] : []))
    expect(from('Hùng')).toEqual(['/start', 'hai'])
    expect(new Set(from('Lan'))).toEqual(new Set(['/start']))
    expect((await info()).pending_update_count).toBe(2)
  })

  it.each([
    ['othersFirst', ['callback_query', 'message']],
    ['messagesFirst', ['message', 'callback_query']],
  ] as const)('between a message and a tap can be forced: %s', async (reorder, expected) => {
    const user = addUser()
    await setWebhook()
    await setup.emulator.idle()
    await setup.api('sendMessage', { chat_id: user.id, text: 'a', reply_markup: keyboard })
    setup.emulator.setDelivery({ reorder })
    setup.emulator.holdDelivery()
    if (reorder === 'othersFirst') user.send('trước')
    user.press('Có')
    if (reorder === 'messagesFirst') user.send('sau')
    setup.emulator.releaseDelivery()
    await setup.emulator.idle()
    const kinds = hook.received.slice(1).map(({ update }) => Object.keys(update)[1])
    expect(kinds).toEqual(expected)
  })
})

describe('failures', () => {
  it('are retried at once, then after 2, 4, 8, 16, 32 and about 60 seconds, then 60 to 120', async () => {
    const times: number[] = []
    hook.reply = (_received, response) => {
      times.push(setup.clock.now().getTime())
      response.writeHead(500).end()
    }
    await setWebhook()
    addUser()
    await setup.emulator.idle()
    while (times.length < 10) {
      setup.clock.advance(1000)
      await setup.emulator.runDue()
    }
    const waits = times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 1000)
    expect(waits.slice(0, 6)).toEqual([0, 2, 4, 8, 16, 32])
    expect(waits[6]).toBeGreaterThanOrEqual(60)
    expect(waits[6]).toBeLessThanOrEqual(64)
    for (const wait of waits.slice(7)) {
      expect(wait).toBeGreaterThanOrEqual(60)
      expect(wait).toBeLessThanOrEqual(120)
    }
    expect(await info()).toMatchObject({
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    })
    expect(setup.emulator.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('with Retry-After wait as long as asked, at most an hour', async () => {
    hook.reply = (_received, response) => response.writeHead(503, { 'retry-after': '90000' }).end()
    await setWebhook()
    addUser()
    await setup.emulator.idle()
    setup.clock.advance(3_599_000)
    await setup.emulator.runDue()
    expect(hook.received).toHaveLength(1)
    setup.clock.advance(1000)
    await setup.emulator.runDue()
    expect(hook.received).toHaveLength(2)
  })

  it('are any redirect or broken connection, and no answer within 60 seconds; any 2xx is success', async () => {
    const replies = [302, 'broken', 'silent', 204] as const
    hook.reply = (_received, response) => {
      const next = replies[hook.received.length - 1]
      if (next === 'broken') response.socket?.destroy()
      else if (next !== 'silent') response.writeHead(next ?? 200).end()
    }
    await setWebhook()
    addUser()
    await setup.emulator.idle()
    setup.clock.advance(2000)
    await setup.emulator.runDue({ wait: false })
    await hook.atLeast(3)
    setup.clock.advance(60_000)
    await setup.emulator.runDue()
    expect((await info()).last_error_message).toBe('Read timeout expired')
    setup.clock.advance(4000)
    await setup.emulator.runDue()
    expect((await info()).pending_update_count).toBe(0)
    expect(setup.emulator.deliveries.map(({ status, error }) => status ?? error)).toEqual([
      302,
      expect.stringMatching(/^Webhook connection closed/u),
      'Read timeout expired',
      204,
    ])
  })

  it('end when the update expires: a tap after 150 seconds, a message after 24 hours', async () => {
    const user = addUser()
    await setup.api('sendMessage', { chat_id: user.id, text: 'a', reply_markup: keyboard })
    user.press('yes')
    hook.reply = (_received, response) => response.writeHead(500).end()
    await setWebhook()
    await setup.emulator.idle()
    expect((await info()).pending_update_count).toBe(2)
    for (let seconds = 0; seconds < 160; seconds += 2) {
      setup.clock.advance(2000)
      await setup.emulator.runDue()
    }
    expect((await info()).pending_update_count).toBe(1)
    expect(hook.of('callback_query').length).toBeGreaterThan(5)
    setup.clock.advance(86_400_000)
    await setup.emulator.runDue()
    expect((await info()).pending_update_count).toBe(0)
  })

  it('of 410 for 23 hours remove the webhook', async () => {
    hook.reply = (_received, response) => response.writeHead(410).end()
    await setWebhook()
    addUser()
    await setup.emulator.idle()
    setup.clock.advance(23 * 3_600_000 + 1000)
    await setup.emulator.runDue()
    expect((await info()).url).toBe('')
  })
})

it('passes time by itself without a given clock, for demos', async () => {
  await setup.emulator.close()
  await open({ timers: 'real', clock: { now: () => new Date() }, delivery: { delay: { probability: 1, maxMs: 3 } } })
  await setWebhook()
  addUser()
  await hook.atLeast(1)
  expect(texts()).toEqual(['/start'])
})

it('gets nothing while delivery is held, also when the webhook is set meanwhile', async () => {
  setup.emulator.holdDelivery()
  await setWebhook()
  addUser()
  await setup.emulator.idle()
  expect(hook.received).toEqual([])
  setup.emulator.releaseDelivery()
  await setup.emulator.idle()
  expect(texts()).toEqual(['/start'])
})

describe('what a webhook must bear', () => {
  it('is the same update twice, at once or later, as the seed says', async () => {
    await setWebhook()
    setup.emulator.setDelivery({ duplicate: { probability: 1 } })
    const user = addUser()
    await setup.emulator.idle()
    setup.emulator.setDelivery({ duplicate: { probability: 1, afterMs: 5000 } })
    user.send('hai')
    await setup.emulator.idle()
    expect(texts()).toEqual(['/start', '/start', 'hai'])
    setup.clock.advance(5000)
    await setup.emulator.runDue()
    expect(texts()).toEqual(['/start', '/start', 'hai', 'hai'])
    const ids = hook.received.map(({ update }) => update.update_id as number)
    expect(new Set(ids).size).toBe(2)
  })

  it('is delay, which keeps the order of the chat', async () => {
    await setWebhook()
    const user = addUser()
    await setup.emulator.idle()
    setup.emulator.setDelivery({ delay: { probability: 1, maxMs: 4000 } })
    user.send('một')
    setup.emulator.setDelivery({ delay: { probability: 0, maxMs: 0 } })
    user.send('hai')
    await setup.emulator.idle()
    expect(texts()).toEqual(['/start'])
    setup.clock.advance(4000)
    await setup.emulator.runDue()
    expect(texts()).toEqual(['/start', 'một', 'hai'])
  })

  it('is only one connection without a success in the last 10 seconds, where switched on', async () => {
    setup.emulator.setDelivery({ rampUp: true })
    const waiting: (() => void)[] = []
    hook.reply = (_received, response) => waiting.push(() => response.writeHead(200).end())
    await setWebhook()
    for (const name of ['Lan', 'Hùng', 'Minh']) addUser(name)
    await hook.atLeast(1)
    await setup.api('getMe')
    expect(hook.received).toHaveLength(1)
    waiting[0]?.()
    await hook.atLeast(3)
    for (const release of waiting.slice(1)) release()
    await setup.emulator.idle()
  })

  it('may answer with one method call, which runs unseen, but not with get or webhook methods', async () => {
    const user = addUser()
    const reply = (params: object) => {
      hook.reply = (_received, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(params))
      }
    }
    reply({ method: 'sendMessage', chat_id: user.id, text: 'chào' })
    await setWebhook()
    await setup.emulator.idle()
    expect(user.messages().at(-1)?.text).toBe('chào')
    reply({ method: 'deleteWebhook' })
    user.send('một')
    await setup.emulator.idle()
    expect((await info()).url).toBe(hook.url)
  })
})
