import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficerActor, Role } from '../../../src/kernel/actor.ts'
import {
  actorOfSession,
  actorOfToken,
  addOfficer,
  choosePassword,
  completeSetUp,
  disableOfficer,
  grantRole,
  issueToken,
  makePasswordLink,
  makeSetUpLink,
  readLink,
  revokeRole,
  revokeToken,
  setPasswordByLink,
  soleEligibleApprover,
} from '../../../src/officers/index.ts'
import { openOfficers, paths, system, type OfficersHouse } from './officers-house.ts'

let here: OfficersHouse
let admin: OfficerActor
beforeAll(async () => {
  here = await openOfficers()
})
afterAll(async () => await here.close())

const officer = (officerId: string, role: Role, unitPath: readonly string[]): OfficerActor => ({
  kind: 'officer',
  officerId,
  grants: [{ role, unitId: unitPath.at(-1) ?? '', unitPath }],
})

test('the set-up link makes the first officer once; the one before it is dead', async () => {
  const older = await here.as(system, makeSetUpLink)
  const link = await here.as(system, makeSetUpLink)
  expect(await readLink(here.house, older?.token ?? '')).toBeUndefined()
  const passwordHash = await choosePassword('xe đạp ba bánh', [])
  const input = { token: link?.token ?? '', name: ' Nguyễn  Thị Hoa ', login: 'Hoa', passwordHash, unitId: '00082' }
  const attempts = await Promise.allSettled([
    here.as(system, async (scope) => await completeSetUp(scope, input)),
    here.as(system, async (scope) => await completeSetUp(scope, { ...input, login: 'second' })),
  ])
  const made = attempts.filter((one) => one.status === 'fulfilled')
  expect(made).toHaveLength(1)
  admin = officer(made[0]?.value.officerId ?? '', 'admin', paths.country)
  expect(await here.as(system, makeSetUpLink)).toBeNull()
})

test('five people of one name who are entered at the same moment each get a login of their own', async () => {
  const grants = [{ role: 'leader', unitId: '00082' }] as const
  const logins = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const added = await here.as(admin, async (scope) => await addOfficer(scope, { name: 'Lê Thị Cúc', grants }))
      return added.login
    }),
  )
  expect(logins.toSorted()).toEqual(['lethicuc', 'lethicuc2', 'lethicuc3', 'lethicuc4', 'lethicuc5'])
})

test('an invitation works once and for 72 hours, and sets the password', async () => {
  const { officerId } = await here.as(
    admin,
    async (scope) =>
      await addOfficer(scope, { name: 'Trần Văn Bình', grants: [{ role: 'approver', unitId: '00082' }] }),
  )
  const { token } = await here.as(admin, async (scope) => await makePasswordLink(scope, { officerId }))
  expect((await readLink(here.house, token))?.officer?.login).toBe('tranvanbinh')
  const passwordHash = await choosePassword('cầu Long Biên mùa thu', [])
  await here.as(system, async (scope) => await setPasswordByLink(scope, { token, passwordHash }))
  await expect(
    here.as(system, async (scope) => await setPasswordByLink(scope, { token, passwordHash })),
  ).rejects.toMatchObject({ phrase: 'officers:linkGone' })
  expect((await here.signIn('tranvanbinh')).kind).toBe('signed-in')
  const again = await here.as(admin, async (scope) => await makePasswordLink(scope, { officerId }))
  here.house.clock.advance(24 * 3_600_000 + 1)
  expect(await readLink(here.house, again.token)).toBeUndefined()
})

test('a new password by link signs every device out', async () => {
  const officerId = await here.enter('forgot', [{ role: 'leader', unitId: '00082' }])
  const signedIn = await here.signIn('forgot')
  const token = signedIn.kind === 'signed-in' ? signedIn.session.token : ''
  expect(await actorOfSession(here.house, token)).toBeDefined()
  const link = await here.as(admin, async (scope) => await makePasswordLink(scope, { officerId }))
  const passwordHash = await choosePassword('xe đạp ba bánh', [])
  await here.as(system, async (scope) => await setPasswordByLink(scope, { token: link.token, passwordHash }))
  expect(await actorOfSession(here.house, token)).toBeUndefined()
})

const mayGrant: readonly (readonly [giver: Role, on: readonly string[], role: Role, unit: string, may: boolean])[] = [
  ['admin', paths.country, 'approver', '00082', true],
  ['admin', paths.country, 'admin', 'vn', true],
  ['front_officer', paths.ward, 'group_head', 'g1', true],
  ['front_officer', paths.ward, 'responder', '00082', true],
  ['front_officer', paths.ward, 'approver', '00082', false],
  ['front_officer', paths.ward, 'front_officer', '00082', false],
  ['front_officer', paths.ward, 'group_head', '00004', false],
  ['front_officer', paths.ward, 'group_head', '01', false],
  ['approver', paths.ward, 'group_head', 'g1', false],
  ['supervisor', paths.city, 'group_head', 'g1', false],
  ['leader', paths.ward, 'leader', '00082', false],
  ['group_head', paths.group, 'group_head', 'g1', false],
]

test.each(mayGrant)('%s on %j gives %s on %s: %s', async (giver, on, role, unitId, may) => {
  const officerId = await here.enter(
    `t${mayGrant.findIndex((row) => row[0] === giver && row[2] === role && row[3] === unitId)}-${giver}`,
    [{ role: 'responder', unitId: '00004' }],
  )
  const actor = officer('0198c0de-0000-7000-8000-000000000001', giver, on)
  const granting = here.as(actor, async (scope) => await grantRole(scope, { officerId, role, unitId }))
  if (may) await expect(granting).resolves.toBeUndefined()
  else await expect(granting).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a Front officer cannot take over an approver by a new password, nor disable one', async () => {
  const officerId = await here.enter('target', [{ role: 'approver', unitId: '00082' }])
  const front = officer('0198c0de-0000-7000-8000-000000000002', 'front_officer', paths.ward)
  await expect(here.as(front, async (scope) => await makePasswordLink(scope, { officerId }))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(here.as(front, async (scope) => await disableOfficer(scope, { officerId }))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('the last administrator keeps the role', async () => {
  const input = { officerId: admin.officerId, role: 'admin', unitId: 'vn' } as const
  const others = await here.house.database.execute<{ officer_id: string }>(
    `select distinct officer_id from officer_roles where role = 'admin' and officer_id <> '${admin.officerId}'`,
  )
  for (const { officer_id: officerId } of others) {
    await here.as(admin, async (scope) => await revokeRole(scope, { ...input, officerId }))
  }
  await expect(here.as(admin, async (scope) => await revokeRole(scope, input))).rejects.toMatchObject({
    phrase: 'officers:lastAdmin',
  })
})

test('a token works in its owner’s name until it is revoked or the owner is disabled', async () => {
  const officerId = await here.enter('program', [{ role: 'front_officer', unitId: '00082' }])
  const owner = officer(officerId, 'front_officer', paths.ward)
  const issue = async () => await here.as(owner, async (scope) => await issueToken(scope, { officerId, label: 'API' }))
  const one = await issue()
  const other = await issue()
  expect((await actorOfToken(here.house, one.token))?.actor).toEqual(owner)
  expect(await actorOfSession(here.house, one.token)).toBeUndefined()
  await here.as(owner, async (scope) => await revokeToken(scope, { officerId, tokenId: one.tokenId }))
  expect(await actorOfToken(here.house, one.token)).toBeUndefined()
  await here.as(admin, async (scope) => await disableOfficer(scope, { officerId }))
  expect(await actorOfToken(here.house, other.token)).toBeUndefined()
  expect((await here.signIn('program')).kind).toBe('refused')
})

test('everything that changes access stands in the audit, without names or secrets', async () => {
  const entries = await here.house.database.execute<{ action: string; details: unknown }>(
    'select action, details from audit_entries',
  )
  const actions = new Set(entries.map((entry) => entry.action))
  for (const action of [
    'added',
    'role_granted',
    'role_revoked',
    'password_set',
    'link_made',
    'token_issued',
    'disabled',
  ]) {
    expect(actions).toContain(`officer.${action}`)
  }
  expect(JSON.stringify(entries)).not.toMatch(/Hoa|Bình|nc_|argon2/)
})

test('alone for 14 days is who was the only approver all the time, and nobody after a second one came and went', async () => {
  const apart = await openOfficers()
  try {
    const day = 86_400_000
    const ask = async () =>
      await soleEligibleApprover(apart.house.database, { unitPath: paths.ward, now: apart.house.clock.now() })
    const first = await apart.enter('first', [{ role: 'approver', unitId: '01' }])
    apart.house.clock.advance(14 * day - 1)
    expect(await ask()).toBeUndefined()
    apart.house.clock.advance(1)
    expect(await ask()).toBe(first)
    const second = await apart.enter('second', [{ role: 'approver', unitId: '00082' }])
    expect(await ask()).toBeUndefined()
    await apart.as(
      system,
      async (scope) => await revokeRole(scope, { officerId: second, role: 'approver', unitId: '00082' }),
    )
    apart.house.clock.advance(13 * day)
    expect(await ask()).toBeUndefined()
    apart.house.clock.advance(1 * day + 1)
    expect(await ask()).toBe(first)
    await apart.enter('elsewhere', [{ role: 'approver', unitId: '00004' }])
    expect(await ask()).toBe(first)
  } finally {
    await apart.close()
  }
})
