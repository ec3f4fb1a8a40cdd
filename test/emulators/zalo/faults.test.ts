import { describe, expect, it } from 'vitest'
import { callApi } from './call-api.ts'
import { setUp } from './set-up.ts'

const cs = '/v3.0/oa/message/cs'

const following = async (input: Parameters<typeof setUp>[0] = {}) => {
  const world = await setUp(input)
  const user = world.emulator.addUser(world.account.oaId)
  await user.follow()
  return { ...world, user }
}

describe('faults', () => {
  it('timeout-after-accept: the phone shows the message, the echo goes out, no answer comes', async () => {
    const { emulator, api, user, hook } = await following()
    emulator.fault({ match: cs, kind: 'timeout-after-accept' })
    let answered = false
    const pending = api.text(user.id, 'một').then(
      () => (answered = true),
      () => undefined,
    )
    expect((await emulator.waitFor(user, 'một')).from).toBe('oa')
    await emulator.waitForDelivery(({ eventName, state }) => eventName === 'oa_send_text' && state === 'delivered')
    expect(hook.names()).toContain('oa_send_text')
    // A whole later call goes through while the first still hangs.
    expect((await api.text(user.id, 'hai')).error).toBe(0)
    expect(answered).toBe(false)
    await emulator.close()
    await pending
  })

  it('reset-before-accept breaks the connection and nothing happened', async () => {
    const { emulator, api, user } = await following()
    emulator.fault({ match: cs, kind: 'reset-before-accept' })
    await expect(api.text(user.id, 'một')).rejects.toThrow()
    expect(user.messages()).toEqual([])
    expect((await api.text(user.id, 'hai')).error).toBe(0)
  })

  it('reset-after-accept breaks the connection after the message arrived', async () => {
    const { emulator, api, user } = await following()
    emulator.fault({ match: cs, kind: 'reset-after-accept' })
    await expect(api.text(user.id, 'một')).rejects.toThrow()
    expect(user.messages().map(({ text }) => text)).toEqual(['một'])
  })

  it.each([
    ['html-502', { status: 502, error: undefined, text: expect.stringContaining('<html>') as unknown }],
    ['empty-200', { status: 200, error: undefined, text: '' }],
    ['code-200', { status: 200, error: -200 }],
    ['http-500', { status: 500, error: 500 }],
  ] as const)('%s answers so, without effect or, if told, with it', async (kind, expected) => {
    const { emulator, api, user } = await following()
    emulator.fault({ match: cs, kind })
    expect(await api.text(user.id, 'không tới')).toMatchObject(expected)
    emulator.fault({ match: cs, kind, accept: true })
    expect(await api.text(user.id, 'có tới')).toMatchObject(expected)
    expect(user.messages().map(({ text }) => text)).toEqual(['có tới'])
  })

  it('slow holds the true answer until it is released', async () => {
    const { emulator, api, user } = await following()
    const fault = emulator.fault({ match: cs, kind: 'slow' })
    let answered = false
    const pending = api.text(user.id, 'một').finally(() => (answered = true))
    await emulator.waitFor(user, 'một')
    expect(answered).toBe(false)
    fault.release()
    expect((await pending).error).toBe(0)
  })

  it('hits as often as told, only what matches, and can be taken back', async () => {
    const { emulator, api, user } = await following()
    const fault = emulator.fault({ match: /message\/cs$/, kind: 'code-200', times: 2 })
    expect((await api.get('/v2.0/oa/getoa')).error).toBe(0)
    expect((await api.text(user.id, 'a')).error).toBe(-200)
    expect((await api.text(user.id, 'a')).error).toBe(-200)
    expect((await api.text(user.id, 'a')).error).toBe(0)
    expect(fault).toMatchObject({ hits: 2, left: 0 })
    const other = emulator.fault({ match: ({ body }) => body.includes('xấu'), kind: 'http-500', times: 9 })
    expect((await api.text(user.id, 'tốt')).error).toBe(0)
    expect((await api.text(user.id, 'xấu')).status).toBe(500)
    other.remove()
    expect((await api.text(user.id, 'xấu')).error).toBe(0)
  })

  it('can hit the token endpoint: the refresh took effect although the answer was lost', async () => {
    const { emulator, refreshToken } = await following()
    emulator.fault({ match: '/v4/oa/access_token', kind: 'html-502', accept: true })
    const refresh = () =>
      fetch(`${emulator.url}/v4/oa/access_token`, {
        method: 'POST',
        headers: { secret_key: emulator.app.appSecret },
        body: new URLSearchParams({
          app_id: emulator.app.appId,
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
        }),
      })
    expect((await refresh()).status).toBe(502)
    expect(await (await refresh()).json()).toMatchObject({ error: -14014 })
  })
})

describe('logs', () => {
  it('calls are logged with their outcome and without tokens and secrets', async () => {
    const { emulator, api, user, token, refreshToken } = await following()
    await api.text(user.id, 'Chào')
    await callApi(emulator, 'unknown-token-0123456789').get('/v2.0/oa/getoa')
    await fetch(`${emulator.url}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: emulator.app.appSecret },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    })
    expect(emulator.calls).toMatchObject([
      { path: cs, status: 200, error: 0, oaId: user.oaId, body: { message: { text: 'Chào' } } },
      { path: '/v2.0/oa/getoa', error: -216 },
      { path: '/v4/oa/access_token', error: -14002 },
    ])
    const log = JSON.stringify(emulator.calls)
    for (const secret of [token, refreshToken, emulator.app.appSecret, 'unknown-token'])
      expect(log).not.toContain(secret)
  })
})
