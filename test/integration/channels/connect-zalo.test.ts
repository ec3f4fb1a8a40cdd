import { describe, expect, it } from 'vitest'
import {
  beginConnect,
  finishConnect,
  findAccount,
  probeButtons,
  recordButtons,
  seedFromEnvironment,
} from '../../../src/channels/index.ts'
import { act } from '../../../src/database/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { openZaloHouse, system } from './zalo-house.ts'
import type { ZaloHouse, ZaloProcess } from './zalo-house.ts'

const redirectUri = 'https://ward.example/console/channels/zalo/return'
const admin: OfficerActor = {
  kind: 'officer',
  officerId: 'o1',
  grants: [{ role: 'admin', unitId: 'u1', unitPath: ['u1'] }],
}
const approver: OfficerActor = {
  ...admin,
  officerId: 'o2',
  grants: [{ role: 'approver', unitId: 'u1', unitPath: ['u1'] }],
}
const minutes = 60_000

const begin = (stage: ZaloHouse, { connector }: ZaloProcess, actor = admin) =>
  act(stage.house, actor, (scope) => beginConnect(scope, { connector, redirectUri }))

/** What the admin's browser brings back after agreeing. */
const agree = (stage: ZaloHouse, url: string, oaId: string | undefined): URLSearchParams => {
  const asked = new URL(url).searchParams
  const back = stage.emulator.consent(oaId, {
    redirectUri: asked.get('redirect_uri') ?? '',
    state: asked.get('state') ?? '',
    codeChallenge: asked.get('code_challenge') ?? '',
  })
  return new URL(back).searchParams
}

const finish = (
  stage: ZaloHouse,
  process: ZaloProcess,
  consentId: string | undefined,
  query: URLSearchParams,
  actor = admin,
) =>
  finishConnect(stage.house, actor, { connector: process.connector, consentId, query, credentials: stage.credentials })

const tokensOf = async ({ house }: ZaloHouse, accountId: string) => {
  const [row] = await house.database.$client<{ version: number; access_token: Buffer; unclear_attempts: number }[]>`
    select version, access_token, unclear_attempts from account_tokens where account_id = ${accountId}`
  return row
}

describe('connecting an Official Account', () => {
  it.each([true, false])(
    'leads to an account that can send, whether or not Zalo returns the state: %s',
    async (echoState) => {
      const stage = await openZaloHouse({
        switches: { pkce: 'per-request', echoState, oaIdSpelling: echoState ? 'oa_id' : 'oaid' },
      })
      const process = await stage.startProcess()
      const other = stage.emulator.addAccount({ name: 'Mặt trận phường Khác', package: 'growth' })
      const { url, consentId } = await begin(stage, process)
      const finished = await finish(stage, process, consentId, agree(stage, url, other.oaId))
      const accountId = `zalo:${other.oaId}`
      expect(finished).toEqual({ kind: 'connected', accountId, name: 'Mặt trận phường Khác' })
      await process.directory.reload()
      expect(process.directory.byExternalId(other.oaId)).toMatchObject({
        state: 'active',
        credentials: stage.credentials,
        capabilities: { oaType: 2, perSecond: 100 / 60 },
      })
      // A state agency's endpoint is learnt from Zalo's answer, not from the account's type.
      expect(process.directory.byId(accountId)?.capabilities).not.toHaveProperty('endpoint')
      const person = stage.emulator.addUser(other.oaId)
      await person.follow()
      const message = { text: 'Kính chào ông/bà', locale: 'vi' } as const
      const delivery = { id: 1, accountId, address: person.id, message, isBulk: false }
      expect(await process.channel.send(delivery, new AbortController().signal)).toMatchObject({ kind: 'sent' })
    },
  )

  it('mends an account whose token was spent', async () => {
    const stage = await openZaloHouse()
    const { house, accountId, oaId } = stage
    const process = await stage.startProcess()
    await house.database
      .$client`update accounts set state = 'needs_consent', trouble = 'refresh-uncertain' where id = ${accountId}`
    await house.database.$client`update account_tokens set unclear_attempts = 3 where account_id = ${accountId}`
    const { url, consentId } = await begin(stage, process)
    expect(await finish(stage, process, consentId, agree(stage, url, oaId))).toMatchObject({
      kind: 'connected',
      accountId,
    })
    expect(await findAccount(house.database, accountId)).toMatchObject({ state: 'active', trouble: null })
    expect(await tokensOf(stage, accountId)).toMatchObject({ version: 2, unclear_attempts: 0 })
  })

  it('keeps the tokens although Zalo cannot describe the account just now', async () => {
    const stage = await openZaloHouse()
    const process = await stage.startProcess()
    const { oaId } = stage.emulator.addAccount()
    const { url, consentId } = await begin(stage, process)
    stage.emulator.fault({ match: '/v2.0/oa/getoa', kind: 'html-502' })
    const accountId = `zalo:${oaId}`
    expect(await finish(stage, process, consentId, agree(stage, url, oaId))).toEqual({
      kind: 'connected',
      accountId,
      name: oaId,
    })
    expect(await tokensOf(stage, accountId)).toMatchObject({ version: 1 })
  })

  it('works once, in the browser and by the officer who began it, within half an hour', async () => {
    const stage = await openZaloHouse()
    const process = await stage.startProcess()
    const { oaId, clock, house } = stage
    const first = await begin(stage, process)
    const query = agree(stage, first.url, oaId)
    const nobody = { kind: 'not-begun' }
    expect(await finish(stage, process, undefined, query)).toEqual(nobody)
    expect(await finish(stage, process, "' or 1=1 --", query)).toEqual(nobody)
    expect(await finish(stage, process, first.consentId, query, { ...admin, officerId: 'o9' })).toEqual(nobody)
    expect(await finish(stage, process, first.consentId, query)).toMatchObject({ kind: 'connected' })
    expect(await finish(stage, process, first.consentId, query)).toEqual(nobody)
    const late = await begin(stage, process)
    clock.advance(31 * minutes)
    expect(await finish(stage, process, late.consentId, agree(stage, late.url, oaId))).toEqual(nobody)
    const [left] = await house.database.$client<
      { count: number }[]
    >`select count(*)::int as count from account_consents`
    expect(left?.count).toBe(0)
  })

  it('changes nothing when the admin says no, the state is another, or the code is old', async () => {
    const stage = await openZaloHouse()
    const process = await stage.startProcess()
    const { oaId, accountId, clock } = stage
    const before = await tokensOf(stage, accountId)
    const refused = await begin(stage, process)
    expect(await finish(stage, process, refused.consentId, agree(stage, refused.url, undefined))).toEqual({
      kind: 'refused',
    })
    const mixed = await begin(stage, process)
    const query = agree(stage, mixed.url, oaId)
    query.set('state', 'of another flow')
    expect(await finish(stage, process, mixed.consentId, query)).toEqual({ kind: 'wrong-state' })
    const slow = await begin(stage, process)
    const agreed = agree(stage, slow.url, oaId)
    clock.advance(11 * minutes)
    expect(await finish(stage, process, slow.consentId, agreed)).toEqual({ kind: 'failed', why: 'restart-flow -14019' })
    expect(await tokensOf(stage, accountId)).toEqual(before)
  })

  it('is for administrators', async () => {
    const stage = await openZaloHouse()
    const process = await stage.startProcess()
    await expect(begin(stage, process, approver)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { url, consentId } = await begin(stage, process)
    const query = agree(stage, url, stage.oaId)
    await expect(finish(stage, process, consentId, query, approver)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('the account of the environment', () => {
  it('brings its tokens only while the database has none', async () => {
    const stage = await openZaloHouse()
    const process = await stage.startProcess()
    const { house, accountId, tokens, seed } = stage
    const fresh = await process.vault.refresh(accountId, tokens.accessToken, (token) =>
      process.connector.renew(accountId, token),
    )
    await act(house, system, (scope) => seedFromEnvironment(scope, seed))
    const later = await stage.startProcess()
    expect(await later.vault.accessToken(accountId)).toBe(fresh.kind === 'fresh' ? fresh.accessToken : '')
  })

  it('follows the secrets of the environment and keeps name and what was learnt', async () => {
    const stage = await openZaloHouse()
    const process = await stage.startProcess()
    const { house, accountId, seed } = stage
    await house.database.$client`update accounts set name = 'Mặt trận phường' where id = ${accountId}`
    await process.directory.learn(accountId, { endpoint: 'v2' })
    const credentials = { ...seed.credentials, oaSecretKey: 'a new one' }
    await act(house, system, (scope) => seedFromEnvironment(scope, { ...seed, credentials }))
    await process.directory.reload()
    expect(process.directory.byId(accountId)).toMatchObject({ credentials, capabilities: { endpoint: 'v2' } })
    expect(await findAccount(house.database, accountId)).toMatchObject({ name: 'Mặt trận phường', state: 'active' })
  })

  it('without tokens waits to be connected, and receives all the same', async () => {
    const stage = await openZaloHouse({ withTokens: false })
    const process = await stage.startProcess()
    expect(await findAccount(stage.house.database, stage.accountId)).toMatchObject({
      state: 'needs_consent',
      trouble: 'not-connected',
    })
    expect(process.directory.byExternalId(stage.oaId)).toMatchObject({ credentials: stage.credentials })
  })
})

describe('buttons', () => {
  const message = {
    text: 'Ông/bà có thấy nút không?',
    locale: 'vi',
    choices: [{ number: 1, label: 'Có', data: 'p:abcd:1' }],
  } as const

  it('are tried on a member of staff, and used once the officer has seen them', async () => {
    const stage = await openZaloHouse({ account: { buttons: 'ok' } })
    const { connector, directory, channel } = await stage.startProcess()
    const { accountId, house } = stage
    const staff = stage.emulator.addUser(stage.oaId)
    await staff.follow()
    const probe = { connector, accountId, address: staff.id, message }
    expect(await probeButtons(admin, probe)).toMatchObject({ kind: 'sent' })
    expect(staff.messages().at(-1)?.buttons).toMatchObject([{ title: 'Có' }])
    expect(directory.byId(accountId)?.capabilities).not.toHaveProperty('buttons')
    await act(house, admin, (scope) => recordButtons(scope, { accountId, appeared: true }))
    await directory.reload()
    const delivery = { id: 5, accountId, address: staff.id, message, isBulk: false }
    await channel.send(delivery, new AbortController().signal)
    expect(staff.messages().at(-1)?.buttons).toHaveLength(1)
  })

  it('that an account refuses are told as such, without the text in their place', async () => {
    const stage = await openZaloHouse({ account: { buttons: 'refuse-233' } })
    const { connector } = await stage.startProcess()
    const staff = stage.emulator.addUser(stage.oaId)
    await staff.follow()
    const probe = { connector, accountId: stage.accountId, address: staff.id, message }
    expect(await probeButtons(admin, probe)).toEqual({ kind: 'refused', why: 'zalo -233', scope: 'message' })
    expect(staff.messages()).toEqual([])
    await expect(probeButtons(approver, probe)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
