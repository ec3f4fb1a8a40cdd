import { describe, expect, it } from 'vitest'
import { refreshDueTokens } from '../../../src/channels/index.ts'
import { openZaloHouse } from './zalo-house.ts'
import type { ZaloHouse, ZaloProcess } from './zalo-house.ts'

const hourMs = 3_600_000
const oauth = '/v4/oa/access_token'

const accountRow = async ({ house, accountId }: ZaloHouse) => {
  const [row] = await house.database.$client<{ state: string; trouble: string | null }[]>`
    select state, trouble from accounts where id = ${accountId}`
  return row
}

/** As if so many seconds had gone by at the database since a refresh began. */
const ageAttempt = async ({ house, accountId }: ZaloHouse, seconds: number) =>
  await house.database.$client`
    update account_tokens set attempt_at = attempt_at - make_interval(secs => ${seconds}) where account_id = ${accountId}`

const personOf = async ({ emulator, oaId }: ZaloHouse) => {
  const person = emulator.addUser(oaId)
  await person.follow()
  return person
}

const sendBy = ({ channel }: ZaloProcess, accountId: string, address: string, id: number) => {
  const message = { text: 'Kính chào ông/bà', locale: 'vi' } as const
  return channel.send({ id, accountId, address, message, isBulk: false }, new AbortController().signal)
}

const refreshBy = ({ vault, connector }: ZaloProcess, accountId: string, refused: string) =>
  vault.refresh(accountId, refused, (token) => connector.renew(accountId, token))

describe('the token pair of an account', () => {
  it('is never spent twice by two processes whose token dies at the same moment, over many rounds', async () => {
    const stage = await openZaloHouse()
    const { emulator, clock, accountId } = stage
    const processes = [await stage.startProcess(), await stage.startProcess()] as const
    const person = await personOf(stage)
    const rounds = 15
    const outcomes: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      clock.advance(26 * hourMs)
      await person.sendText('vẫn ở đây')
      const sends = processes.flatMap((process) =>
        [1, 2].map((at) => sendBy(process, accountId, person.id, round * 10 + at)),
      )
      for (const { kind } of await Promise.all(sends)) outcomes.push(kind)
    }
    expect(emulator.refreshReuses).toBe(0)
    expect(emulator.calls.filter(({ path }) => path === oauth)).toHaveLength(rounds)
    // Whoever found the pair in the other's hands waits; nobody fails.
    expect(new Set(outcomes).difference(new Set(['sent', 'retry']))).toEqual(new Set())
    expect(outcomes.filter((kind) => kind === 'sent').length).toBeGreaterThanOrEqual(rounds * 2)
  })

  it('found in the hands of another process is waited for, and then taken from it', async () => {
    const stage = await openZaloHouse()
    const { emulator, accountId, tokens } = stage
    const [one, other] = [await stage.startProcess(), await stage.startProcess()]
    const asked = Promise.withResolvers<void>()
    const match = ({ path }: { path: string }): boolean => {
      if (path === oauth) asked.resolve()
      return path === oauth
    }
    const slow = emulator.fault({ match, kind: 'slow' })
    const first = refreshBy(one, accountId, tokens.accessToken)
    await asked.promise
    expect(await refreshBy(other, accountId, tokens.accessToken)).toMatchObject({
      kind: 'retry',
      why: 'refresh-under-way',
    })
    slow.release()
    const fresh = await first
    expect(fresh.kind).toBe('fresh')
    expect(await refreshBy(other, accountId, tokens.accessToken)).toEqual(fresh)
    expect(emulator.refreshReuses).toBe(0)
  })

  it('is stored before anyone uses it, sealed, with the spent token beside it', async () => {
    const stage = await openZaloHouse()
    const process = await stage.startProcess()
    const { accountId, tokens } = stage
    const fresh = await refreshBy(process, accountId, tokens.accessToken)
    const [row] = await stage.house.database.$client<
      { previous_refresh_token: Buffer; version: number; all: string }[]
    >`
      select previous_refresh_token, version, account_tokens::text as all from account_tokens where account_id = ${accountId}`
    expect(row?.version).toBe(2)
    const place = `account_tokens.previous_refresh_token:${accountId}`
    expect(stage.house.keyring.openText('credential', row?.previous_refresh_token ?? Buffer.alloc(0), place)).toBe(
      tokens.refreshToken,
    )
    const another = await stage.startProcess()
    expect(await another.vault.accessToken(accountId)).toBe(fresh.kind === 'fresh' ? fresh.accessToken : '')
    expect(row?.all).not.toContain(tokens.accessToken.slice(0, 20))
  })
})

describe('a refresh without a clear answer', () => {
  it('leaves the old token in use while it works, and tells an operator', async () => {
    const stage = await openZaloHouse({ switches: { oldAccessTokenDies: false } })
    const { emulator, accountId, clock, house } = stage
    const process = await stage.startProcess({ timeoutMs: 200 })
    const person = await personOf(stage)
    emulator.fault({ match: oauth, kind: 'timeout-after-accept' })
    clock.advance(20 * hourMs)
    expect(await refreshDueTokens(house, process.connector.renew)).toEqual({ refreshed: 0, postponed: 1, failed: 0 })
    expect(await accountRow(stage)).toEqual({ state: 'active', trouble: 'refresh-uncertain' })
    expect(await sendBy(process, accountId, person.id, 1)).toMatchObject({ kind: 'sent' })
    // The job does not touch a token that may be spent as long as there is something to lose.
    expect(await refreshDueTokens(house, process.connector.renew)).toEqual({ refreshed: 0, postponed: 0, failed: 0 })
    expect(emulator.refreshReuses).toBe(0)
  })

  it('is tried again when nothing can be lost any more, after a pause, and heals by itself', async () => {
    const stage = await openZaloHouse()
    const { emulator, accountId, clock } = stage
    const process = await stage.startProcess()
    const person = await personOf(stage)
    clock.advance(26 * hourMs)
    emulator.fault({ match: oauth, kind: 'html-502' })
    const afterMs = 300_000
    expect(await sendBy(process, accountId, person.id, 1)).toMatchObject({ kind: 'retry', scope: 'account', afterMs })
    expect(await sendBy(process, accountId, person.id, 1)).toMatchObject({ kind: 'retry', why: 'refresh-unclear' })
    expect(emulator.calls.filter(({ path }) => path === oauth)).toHaveLength(1)
    await ageAttempt(stage, 301)
    expect(await sendBy(process, accountId, person.id, 1)).toMatchObject({ kind: 'sent' })
    expect(await accountRow(stage)).toEqual({ state: 'active', trouble: null })
    expect(emulator.refreshReuses).toBe(0)
  })

  it('that did spend the token ends in a call for the admin, once', async () => {
    const stage = await openZaloHouse()
    const { emulator, accountId, clock } = stage
    const process = await stage.startProcess({ timeoutMs: 200 })
    const person = await personOf(stage)
    clock.advance(26 * hourMs)
    emulator.fault({ match: oauth, kind: 'timeout-after-accept' })
    await sendBy(process, accountId, person.id, 1)
    await ageAttempt(stage, 301)
    expect(await sendBy(process, accountId, person.id, 1)).toMatchObject({ kind: 'refused', scope: 'account' })
    expect(await accountRow(stage)).toEqual({ state: 'needs_consent', trouble: 'refresh-uncertain' })
    expect(stage.log.errors).toEqual(['an account must be connected again by its admin'])
  })

  it('three times in a row is not tried a fourth time', async () => {
    const stage = await openZaloHouse()
    const { emulator, accountId, tokens } = stage
    const process = await stage.startProcess()
    emulator.fault({ match: oauth, kind: 'html-502', times: 10 })
    for (const kind of ['retry', 'retry', 'needs-consent']) {
      expect(await refreshBy(process, accountId, tokens.accessToken)).toMatchObject({ kind })
      await ageAttempt(stage, 301)
    }
    expect(await refreshBy(process, accountId, tokens.accessToken)).toMatchObject({ kind: 'needs-consent' })
    expect(emulator.calls.filter(({ path }) => path === oauth)).toHaveLength(3)
    expect(await accountRow(stage)).toMatchObject({ state: 'needs_consent' })
  })

  it('because the process died is noticed by the next one', async () => {
    const stage = await openZaloHouse()
    const { emulator, accountId, tokens, house } = stage
    const process = await stage.startProcess()
    await house.database.$client`
      update account_tokens set attempt_by = gen_random_uuid(), attempt_at = clock_timestamp() where account_id = ${accountId}`
    expect(await refreshBy(process, accountId, tokens.accessToken)).toMatchObject({ why: 'refresh-under-way' })
    await ageAttempt(stage, 61)
    expect(await refreshBy(process, accountId, tokens.accessToken)).toMatchObject({ kind: 'fresh' })
    expect(emulator.refreshReuses).toBe(0)
  })
})

describe('a refresh that is refused', () => {
  it('because the token is dead stops the account only when the access token is dead too', async () => {
    const stage = await openZaloHouse()
    const { accountId, clock, house } = stage
    const process = await stage.startProcess()
    const person = await personOf(stage)
    const fake = 'a token that Zalo has never seen'
    await house.database.$client`
      update account_tokens set refresh_token = ${house.keyring.seal('credential', fake, `account_tokens.refresh_token:${accountId}`)}
      where account_id = ${accountId}`
    expect(await refreshDueTokens(house, process.connector.renew)).toEqual({ refreshed: 0, postponed: 0, failed: 1 })
    expect(await accountRow(stage)).toEqual({ state: 'active', trouble: 'refresh-refused' })
    expect(await sendBy(process, accountId, person.id, 1)).toMatchObject({ kind: 'sent' })
    clock.advance(26 * hourMs)
    expect(await sendBy(process, accountId, person.id, 2)).toMatchObject({ kind: 'refused', scope: 'account' })
    expect(await accountRow(stage)).toMatchObject({ state: 'needs_consent' })
  })

  it("because of the app's settings spends nothing and asks nobody for consent", async () => {
    const stage = await openZaloHouse()
    const { emulator, accountId, tokens } = stage
    const process = await stage.startProcess()
    emulator.app.active = false
    expect(await refreshBy(process, accountId, tokens.accessToken)).toEqual({ kind: 'refused', why: 'oauth -14002' })
    emulator.app.active = true
    expect(await refreshBy(process, accountId, tokens.accessToken)).toMatchObject({ kind: 'fresh' })
    expect(await accountRow(stage)).toEqual({ state: 'active', trouble: null })
  })
})

describe('refreshing ahead of time', () => {
  it('happens at 20 of 25 hours, and to a pair of unknown age at once', async () => {
    const stage = await openZaloHouse()
    const { clock, house } = stage
    const { connector } = await stage.startProcess()
    const run = async () => (await refreshDueTokens(house, connector.renew)).refreshed
    expect(await run()).toBe(1)
    clock.advance(19 * hourMs)
    expect(await run()).toBe(0)
    clock.advance(hourMs)
    expect(await run()).toBe(1)
    expect(await run()).toBe(0)
  })

  it('keeps the refresh token of a switched-off account from lapsing, once a month', async () => {
    const stage = await openZaloHouse()
    const { clock, house, accountId, emulator } = stage
    const { connector } = await stage.startProcess()
    await refreshDueTokens(house, connector.renew)
    await house.database.$client`update accounts set state = 'disabled' where id = ${accountId}`
    const calls = () => emulator.calls.filter(({ path }) => path === oauth).length
    const before = calls()
    // 200 days, a day at a time: more than two lives of a refresh token.
    for (let day = 0; day < 200; day += 1) {
      clock.advance(24 * hourMs)
      await refreshDueTokens(house, connector.renew)
    }
    expect(calls() - before).toBe(7)
    expect(await accountRow(stage)).toEqual({ state: 'disabled', trouble: null })
  })
})

it('no token and no secret reaches a log or an outcome, whatever goes wrong', async () => {
  const stage = await openZaloHouse()
  const { emulator, accountId, clock, log, tokens } = stage
  const process = await stage.startProcess({ timeoutMs: 200 })
  const person = await personOf(stage)
  const told: unknown[] = []
  for (const kind of ['html-502', 'timeout-after-accept', 'empty-200'] as const) {
    clock.advance(26 * hourMs)
    emulator.fault({ match: oauth, kind })
    told.push(await sendBy(process, accountId, person.id, 1))
    await ageAttempt(stage, 301)
  }
  told.push(await sendBy(process, accountId, person.id, 1))
  expect(log.lines.length).toBeGreaterThan(0)
  const everything = JSON.stringify([told, log.lines])
  const { appSecret, oaSecretKey } = emulator.app
  const secrets = [tokens.accessToken, tokens.refreshToken, appSecret, oaSecretKey, person.id, 'Kính chào']
  for (const secret of secrets) expect(everything).not.toContain(secret)
})
