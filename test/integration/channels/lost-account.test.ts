import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accountEvents,
  countOnlyReached,
  findAccount,
  readAccountEvent,
  openAccountDirectory,
  ratingsOf,
  readSmsGateway,
  restoreAccount,
  retireAccount,
  saveSmsGateway,
} from '../../../src/channels/index.ts'
import { readGatewaySettings } from '../../../bots/phone/gateway-settings.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { openResidents, type Residents } from '../residents/residents-house.ts'

let all: Residents
beforeAll(async () => {
  all = await openResidents()
})
afterAll(async () => await all.close())

const officer = (role: 'admin' | 'front_officer'): Actor => ({
  kind: 'officer',
  officerId: '0198c0de-0000-7000-8000-000000000001',
  grants: [{ role, unitId: 'vn', unitPath: ['vn'] }],
})
const admin = officer('admin')

describe('An account that does not work', () => {
  test('is counted with those whom it alone reaches, by unit, and nobody twice', async () => {
    const { database } = all.house
    const alone = await all.meet('zalo', '00082')
    await all.addContact(alone, 'zalo')
    const elsewhere = await all.meet('zalo', null)
    const both = await all.meet('zalo', '00082')
    const web = await all.addContact(both, 'web')
    const count = async (unitIds?: readonly string[]) =>
      (await countOnlyReached(database, { accountIds: ['zalo:1'], ...(unitIds ? { unitIds } : {}) })).get('zalo:1') ?? 0
    expect(await count()).toBe(2)
    expect(await count(['00082'])).toBe(1)
    expect(await countOnlyReached(database, { accountIds: [] })).toEqual(new Map())
    // The other channel of a person counts only while something arrives there.
    await database.execute(sql`update chats set reachability = 'blocked' where id = ${web}`)
    expect(await count()).toBe(3)
    await database.execute(sql`update chats set reachability = 'reachable' where id = ${web}`)
    await all.as(admin, async (scope) => await retireAccount(scope, { accountId: 'telegram:1' }))
    await all.addContact(elsewhere, 'telegram')
    expect(await count()).toBe(2)
  })

  test('that is gone for good is marked by an administrator alone; chats and contacts stay, and it may come back', async () => {
    const { database } = all.house
    const retire = (actor: Actor, accountId = 'zalo:1') =>
      all.as(actor, async (scope) => await retireAccount(scope, { accountId }))
    await expect(retire(officer('front_officer'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(retire(admin, 'zalo:404')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(retire(admin, 'web:1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const rows = async () =>
      await database.execute(
        sql`select (select count(*) from chats) as chats, (select count(*) from contacts) as contacts`,
      )
    const before = await rows()
    await retire(admin)
    expect(await findAccount(database, 'zalo:1')).toMatchObject({ state: 'disabled', trouble: null })
    expect(await rows()).toEqual(before)
    await all.as(admin, async (scope) => await restoreAccount(scope, { accountId: 'zalo:1' }))
    expect(await findAccount(database, 'zalo:1')).toMatchObject({ state: 'active' })
  })
})

describe('What a platform tells of an account', () => {
  const note = async (name: string, values: Record<string, string | number>, at = all.house.clock.now()) =>
    await all.as(all.system, async (scope) => await readAccountEvent(scope, { accountId: 'zalo:1', at, name, values }))

  test('ratings are counted without whose they were; what nobody asks for later is not kept', async () => {
    const { database, clock } = all.house
    const since = new Date(clock.now().getTime() - 90 * 86_400_000)
    expect(await ratingsOf(database, { accountId: 'zalo:1', since })).toEqual({ count: 0, average: null })
    await note('user_feedback', { rate: 5, trackingId: 'b1-7' })
    await note('user_feedback', { rate: 2, trackingId: 'b1-8' })
    await note('user_feedback', { rate: 9 })
    await note('user_feedback', { rate: 1 }, new Date(since.getTime() - 1))
    await note('add_user_to_tag', { tag: 'x', users: 1 })
    expect(await ratingsOf(database, { accountId: 'zalo:1', since })).toEqual({ count: 2, average: 3.5 })
    const kept = await database.execute<{ all: string }>(
      sql`select string_agg(name || "values"::text, ' ') as all from account_events`,
    )
    expect(kept[0]?.all).not.toMatch(/b1-|tag/)
  })

  test('changes of templates and quotas come newest first; what is older than a year goes with the next', async () => {
    const { database, clock } = all.house
    const now = clock.now()
    await note('change_oa_daily_quota', { previous: 1, next: 2 }, new Date(now.getTime() - 500 * 86_400_000))
    await note('change_oa_daily_quota', { previous: 500, next: 2000 }, new Date(now.getTime() - 1000))
    await note('change_template_status', { templateId: '7', previous: 'ENABLE', next: 'REJECT' })
    const events = await accountEvents(database, { accountId: 'zalo:1', limit: 10 })
    expect(events.map(({ name }) => name)).toEqual(['change_template_status', 'change_oa_daily_quota'])
    expect(events[1]?.values).toEqual({ previous: 500, next: 2000 })
  })
})

describe('The SMS gateway', () => {
  const settings = {
    url: 'https://sms.example.vn/send',
    method: 'POST',
    headers: '{"X-Api-Key":"k1"}',
    body: '{"to":"{phone}","text":"{text}","id":"{id}"}',
    success: 'code=100',
    blocked: '',
    busy: '',
    messageId: 'id',
    webhookSecret: 's1',
    plain: true,
    perSecond: 5,
  }
  const save = async (change: Partial<typeof settings> = {}, actor: Actor = admin) =>
    await all.as(actor, async (scope) => await saveSmsGateway(scope, { ...settings, ...change }))

  test('is saved sealed, given to the adapter whole, and shown without its secrets', async () => {
    await save()
    await save({ headers: '', webhookSecret: '', perSecond: 7 })
    const directory = await openAccountDirectory(all.house, 'phone')
    const account = directory.byId('phone:default')
    await directory.stop()
    if (!account) throw new Error('the account of phones was not made')
    expect(account.credentials).toMatchObject({ webhookSecret: 's1', success: 'code=100' })
    expect(readGatewaySettings(account)).toMatchObject({
      headers: { 'x-api-key': 'k1' },
      plain: true,
      encoding: 'json',
    })
    expect(account.capabilities).toMatchObject({ perSecond: 7 })
    const shown = await all.as(admin, readSmsGateway)
    expect(shown).toMatchObject({ headers: '', webhookSecret: '', hasHeaders: true, hasSecret: true, perSecond: 7 })
    const [row] = await all.house.database.execute<{ credentials: Buffer }>(
      sql`select credentials from accounts where id = 'phone:default'`,
    )
    expect(String(row?.credentials)).not.toContain('k1')
  })

  test.each([
    [{ url: 'ftp://x' }, 'url'],
    [{ method: 'TRACE' }, 'method'],
    [{ headers: '[1]' }, 'headers'],
    [{ headers: '{' }, 'headers'],
    [{ body: '{"to":"{phone}"}' }, 'body'],
    [{ method: 'GET' }, 'body'],
    [{ success: 'code' }, 'success'],
    [{ perSecond: 0 }, 'perSecond'],
    [{ perSecond: Number.NaN }, 'perSecond'],
  ])('is refused with the field that is wrong (%#)', async (change, field) => {
    await expect(save(change)).rejects.toMatchObject({ code: 'INVALID', field })
  })

  test('is nobody else’s business', async () => {
    await expect(save({}, officer('front_officer'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(all.as(officer('front_officer'), readSmsGateway)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
