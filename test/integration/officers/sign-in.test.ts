import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  actorOfSession,
  confirmSignIn,
  disableTotp,
  enableTotp,
  endAllSessions,
  newTotpSecret,
} from '../../../src/officers/index.ts'
import { openOfficers, password, type OfficersHouse } from './officers-house.ts'

let here: OfficersHouse
beforeAll(async () => {
  here = await openOfficers()
})
afterAll(async () => await here.close())

const grants = [{ role: 'front_officer', unitId: '00082' }] as const

const sessionOf = async (login: string): Promise<string> => {
  const outcome = await here.signIn(login)
  if (outcome.kind !== 'signed-in') throw new Error(`not signed in: ${outcome.kind}`)
  return outcome.session.token
}

test('the right password opens a session that names the officer and their units', async () => {
  const officerId = await here.enter('right', grants)
  const signedIn = await actorOfSession(here.house, await sessionOf('  RIGHT '))
  expect(signedIn?.actor).toEqual({
    kind: 'officer',
    officerId,
    grants: [{ role: 'front_officer', unitId: '00082', unitPath: ['vn', '01', '00082'] }],
  })
})

test('a wrong password and an unknown login are answered alike', async () => {
  await here.enter('alike', grants)
  expect(await here.signIn('alike', 'sai mật khẩu rồi', '203.0.113.20')).toEqual({ kind: 'refused' })
  expect(await here.signIn('nobody', 'sai mật khẩu rồi', '203.0.113.21')).toEqual({ kind: 'refused' })
})

test('tries at one login have to wait longer and longer, known or not; the right password then helps no more', async () => {
  await here.enter('guessed', grants)
  for (const login of ['guessed', 'unknown']) {
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await here.signIn(login, 'sai', `198.51.100.${tries}`)).kind).toBe('refused')
    }
    const first = await here.signIn(login, password, '198.51.100.77')
    expect(first.kind).toBe('locked')
    const waits = first.kind === 'locked' ? first.until.getTime() - here.house.clock.now().getTime() : 0
    expect(waits).toBe(30_000)
  }
  here.house.clock.advance(30_001)
  expect((await here.signIn('guessed', 'sai', '198.51.100.78')).kind).toBe('refused')
  here.house.clock.advance(59_000)
  expect((await here.signIn('guessed', password, '198.51.100.78')).kind).toBe('locked')
  here.house.clock.advance(2_000)
  expect((await here.signIn('guessed', password, '198.51.100.78')).kind).toBe('signed-in')
})

test('a hundred guesses at once are counted as a hundred', async () => {
  await here.enter('parallel', grants)
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => await here.signIn('parallel', 'sai', `192.0.2.${index}`)),
  )
  expect(outcomes.filter((one) => one.kind === 'refused')).toHaveLength(5)
  expect(outcomes.filter((one) => one.kind === 'locked')).toHaveLength(35)
})

test('one address that tries many logins is stopped, its neighbour is not', async () => {
  await here.enter('bystander', grants)
  for (let tries = 0; tries < 30; tries += 1) await here.signIn(`guess-${tries}`, 'sai', '203.0.113.99')
  expect((await here.signIn('bystander', password, '203.0.113.99')).kind).toBe('locked')
  expect((await here.signIn('bystander', password, '203.0.113.98')).kind).toBe('signed-in')
})

test('a session ends after 12 idle hours, after 7 days in all, and at once when it is revoked', async () => {
  await here.enter('sessions', grants)
  const idle = await sessionOf('sessions')
  here.house.clock.advance(12 * 3_600_000 + 1)
  expect(await actorOfSession(here.house, idle)).toBeUndefined()
  const used = await sessionOf('sessions')
  for (let hours = 0; hours < 7 * 24 - 10; hours += 10) {
    here.house.clock.advance(10 * 3_600_000)
    expect(await actorOfSession(here.house, used)).toBeDefined()
  }
  here.house.clock.advance(10 * 3_600_000)
  expect(await actorOfSession(here.house, used)).toBeUndefined()
  const revoked = await sessionOf('sessions')
  const signedIn = await actorOfSession(here.house, revoked)
  if (!signedIn) throw new Error('not signed in')
  await here.as(signedIn.actor, async (scope) => await endAllSessions(scope, {}))
  expect(await actorOfSession(here.house, revoked)).toBeUndefined()
})

test('a made-up, cut or foreign token opens nothing', async () => {
  await here.enter('tokens', grants)
  const token = await sessionOf('tokens')
  for (const wrong of ['', 'x', token.slice(1), `${token}A`, `nc_${token}`, 'A'.repeat(43), "' or 1=1 --"]) {
    expect(await actorOfSession(here.house, wrong)).toBeUndefined()
  }
})

const codeNow = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: here.house.clock.now().getTime() })

test('with a second factor the password alone opens nothing; each code and recovery code passes once', async () => {
  await here.enter('two-steps', grants)
  const signedIn = await actorOfSession(here.house, await sessionOf('two-steps'))
  if (!signedIn) throw new Error('not signed in')
  const secret = newTotpSecret()
  const input = { secret, code: codeNow(secret) }
  const { recoveryCodes } = await here.as(signedIn.actor, async (scope) => await enableTotp(scope, input))
  expect(new Set(recoveryCodes).size).toBe(10)

  const pendingOf = async (): Promise<string> => {
    const outcome = await here.signIn('two-steps')
    if (outcome.kind !== 'code-needed') throw new Error(outcome.kind)
    return outcome.pending
  }
  const confirm = async (pending: string, code: string) =>
    (await confirmSignIn(here.house, { pending, code, device: '' })).kind
  const pending = await pendingOf()
  expect(await confirm(pending, input.code)).toBe('refused')
  here.house.clock.advance(30_000)
  const fresh = codeNow(secret)
  expect(await confirm(pending, fresh)).toBe('signed-in')
  expect(await confirm(pending, fresh)).toBe('refused')
  const recovery = recoveryCodes[0] ?? ''
  expect(await confirm(pending, recovery.toUpperCase().replace('-', ' '))).toBe('signed-in')
  expect(await confirm(pending, recovery)).toBe('refused')

  expect(await confirm(`${pending}x`, codeNow(secret))).toBe('expired')
  here.house.clock.advance(5 * 60_000 + 1)
  expect(await confirm(pending, codeNow(secret))).toBe('expired')
})

test('guessing the second factor has to wait too, even with the right password each time', async () => {
  await here.enter('guessed-code', grants)
  const signedIn = await actorOfSession(here.house, await sessionOf('guessed-code'))
  if (!signedIn) throw new Error('not signed in')
  const secret = newTotpSecret()
  await here.as(signedIn.actor, async (scope) => await enableTotp(scope, { secret, code: codeNow(secret) }))
  const kinds: string[] = []
  for (let tries = 0; tries < 6; tries += 1) {
    const outcome = await here.signIn('guessed-code')
    if (outcome.kind !== 'code-needed') throw new Error(outcome.kind)
    kinds.push((await confirmSignIn(here.house, { pending: outcome.pending, code: '000000', device: '' })).kind)
  }
  expect(kinds).toEqual([...Array.from({ length: 5 }, () => 'refused'), 'locked'])
  const off = await here.as(signedIn.actor, async (scope) => await disableTotp(scope, { code: codeNow(secret) }))
  expect(off.kind).toBe('locked')
})

test('what the database holds of secrets are hashes and sealed bytes', async () => {
  await here.enter('dumped', grants)
  const token = await sessionOf('dumped')
  const dump = JSON.stringify([
    await here.house.database.execute('select * from officer_sessions'),
    await here.house.database.execute('select * from officers'),
    await here.house.database.execute('select * from officer_throttle'),
    await here.house.database.execute('select * from recovery_codes'),
  ])
  expect(dump).toContain('$argon2id$')
  for (const secret of [token, password, '203.0.113.7']) expect(dump).not.toContain(secret)
})
