import { createHmac } from 'node:crypto'
import { request } from 'undici'
import { describe, expect, it } from 'vitest'
import { readAnswer } from './call-api.ts'
import { setUp } from './set-up.ts'

const getoa = '/v2.0/oa/getoa'

describe('rate buckets', () => {
  it('loose: the account may use up its minute at once; -32 with headers until the next minute', async () => {
    const { api, clock } = await setUp({ account: { ratePerMinute: 5 } })
    for (let count = 1; count <= 5; count += 1) {
      const answer = await api.get(getoa)
      expect(answer.error).toBe(0)
      expect(answer.headers['x-ratelimit-limit']).toBe('4000')
      expect(answer.headers['x-ratelimit-remain']).toBe(String(4000 - count))
    }
    const over = await api.get(getoa)
    expect(over).toMatchObject({ status: 200, error: -32 })
    expect(over.text).toContain('Official Account')
    expect(over.headers).toHaveProperty('x-ratelimit-remain')
    clock.advance(60_000)
    expect((await api.get(getoa)).error).toBe(0)
  })

  it('tight: a tenth at once, then evenly', async () => {
    const { api, clock } = await setUp({ account: { ratePerMinute: 60 }, switches: { rateShape: 'tight' } })
    for (let count = 0; count < 6; count += 1) expect((await api.get(getoa)).error).toBe(0)
    expect((await api.get(getoa)).error).toBe(-32)
    clock.advance(1000)
    expect((await api.get(getoa)).error).toBe(0)
    expect((await api.get(getoa)).error).toBe(-32)
  })

  it('the app has a bucket of its own for all its accounts, and another for articles', async () => {
    const { emulator, api, account } = await setUp({ switches: { appPerMinute: 2, articlesPerMinute: 1 } })
    await api.get(getoa)
    await api.get(getoa)
    const over = await api.get(getoa)
    expect(over.error).toBe(-32)
    expect(over.text).toContain('Application')
    expect((await api.get('/v2.0/article/getslice', { offset: 0, limit: 1 })).error).toBe(0)
    expect((await api.get('/v2.0/article/getslice', { offset: 0, limit: 1 })).error).toBe(-32)
    emulator.switches.rateShape = 'off'
    expect((await api.get(getoa)).data['oa_id']).toBe(account.oaId)
  })

  it('refused calls change nothing', async () => {
    const { emulator, api, account } = await setUp({ account: { ratePerMinute: 1 } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    await api.text(user.id, 'một')
    expect((await api.text(user.id, 'hai')).error).toBe(-32)
    expect(user.messages().map(({ text }) => text)).toEqual(['một'])
  })
})

describe('the state of the account and the app', () => {
  it('package gate: -224 for Basic and Standard, by switch for state agencies', async () => {
    const { api, account } = await setUp({ account: { package: 'standard' } })
    expect((await api.get(getoa)).error).toBe(-224)
    account.package = 'growth'
    expect((await api.get(getoa)).error).toBe(0)
  })

  it('a state agency on Basic passes unless switched', async () => {
    const { emulator, api } = await setUp({ account: { package: 'basic', oaType: 4 } })
    expect((await api.get(getoa)).error).toBe(0)
    emulator.switches.packageGateForState = true
    expect((await api.get(getoa)).error).toBe(-224)
  })

  it('disabled -204, permission taken back -223, unverified -221, app inactive -209', async () => {
    const { emulator, api, account } = await setUp()
    account.verified = false
    expect((await api.get(getoa)).error).toBe(-221)
    account.authorized = false
    expect((await api.get(getoa)).error).toBe(-223)
    account.disabled = true
    expect((await api.get(getoa)).error).toBe(-204)
    emulator.app.active = false
    expect((await api.get(getoa)).error).toBe(-209)
  })

  it('getoa tells type, package and followers, and can spell the id both ways', async () => {
    const { emulator, api, account } = await setUp({ account: { oaType: 4, name: 'Mặt trận phường' } })
    await emulator.addUser(account.oaId).follow()
    expect((await api.get(getoa)).data).toMatchObject({ oa_id: account.oaId, oa_type: 4, num_follower: 1 })
    emulator.switches.oaIdSpelling = 'oaid'
    expect((await api.get(getoa)).data).toMatchObject({ oaid: account.oaId })
  })

  it('numericIds writes ids of answers as numbers', async () => {
    const { api, account } = await setUp({ switches: { numericIds: true } })
    expect((await api.get(getoa)).text).toContain(`"oa_id":${account.oaId},`)
  })
})

describe('appsecret_proof', () => {
  it('is checked when given, demanded by switch: -242, or -1241 on the template API', async () => {
    const { emulator, token } = await setUp()
    const proof = createHmac('sha256', emulator.app.appSecret).update(token).digest('hex')
    const ask = async (path: string, headers: Record<string, string>) =>
      (await readAnswer(await request(emulator.url + path, { headers: { access_token: token, ...headers } }))).error
    expect(await ask(getoa, { appsecret_proof: 'wrong' })).toBe(-242)
    expect(await ask(getoa, {})).toBe(0)
    emulator.switches.appSecretProof = true
    expect(await ask(getoa, {})).toBe(-242)
    expect(await ask('/message/quota', {})).toBe(-1241)
    expect(await ask(getoa, { appsecret_proof: proof })).toBe(0)
    expect(await ask(`${getoa}?appsecret_proof=${proof}`, {})).toBe(0)
  })
})
