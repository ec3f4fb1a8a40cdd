import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addUnit } from '../../../src/units/index.ts'
import {
  audiencePage,
  followSecondUnit,
  makeLinkCode,
  joinByLinkCode,
  stopNotices,
  withdrawConsent,
} from '../../../src/residents/index.ts'
import { openResidents, type Residents } from './residents-house.ts'

let all: Residents
beforeEach(async () => {
  all = await openResidents()
})
afterEach(async () => await all.close())

const everyPage = async (unitIds: readonly string[], limit: number, bound = all.house.clock.now()) => {
  const found = []
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<typeof audiencePage>> = await audiencePage(all.house.database, {
      unitIds,
      bound,
      after,
      limit,
    })
    found.push(...page.persons)
    after = page.cursor
  }
  return found
}

describe('The audience of a notice', () => {
  test('are those who live in a unit or below it, or follow it, and nobody else', async () => {
    const { meet, as } = all
    const group = await as(
      all.system,
      async (scope) => await addUnit(scope, { communeId: '00082', fullName: 'Tổ dân phố số 5' }),
    )
    const inWard = await meet('zalo', '00082')
    const inGroup = await meet('zalo', group)
    const follower = await meet('web', '00070')
    await as(follower.actor, async (scope) => await followSecondUnit(scope, { unitId: '00082' }))
    await meet('zalo', '00070')
    await meet('zalo', null)
    const ids = async (unit: string) => (await everyPage([unit], 10)).map(({ residentId }) => residentId).toSorted()
    expect(await ids('00082')).toEqual([inWard, inGroup, follower].map(({ residentId }) => residentId).toSorted())
    expect(await ids(group)).toEqual([inGroup.residentId])
    expect(await ids('01')).toHaveLength(4)
  })

  test('leaves out who stopped notices, took the consent back or never gave it', async () => {
    const { meet, as } = all
    const stops = await meet('zalo', '00082')
    await as(stops.actor, async (scope) => await stopNotices(scope))
    const withdraws = await meet('zalo', '00082')
    all.house.clock.advance(1)
    await as(
      withdraws.actor,
      async (scope) => await withdrawConsent(scope, { purpose: 'notices', version: 'test', act: 'chosen' }),
    )
    await meet('zalo', '00082', ['relay'])
    expect(await everyPage(['00082'], 10)).toEqual([])
  })

  test('gives each person once, with every chat through which something may go to them now', async () => {
    const { meet, addContact, house } = all
    const person = await meet('web', '00082', ['relay', 'notices', 'cross_border'])
    const telegram = await addContact(person, 'telegram')
    const zalo = await addContact(person, 'zalo')
    const reach = async () =>
      (await everyPage(['00082'], 1)).map(({ reaches }) => reaches.map((one) => [one.chatId, one.accountId]))
    const web = [person.chatId, 'web:1']
    expect(await reach()).toEqual([[web, [telegram, 'telegram:1'], [zalo, 'zalo:1']]])
    await house.database.execute(sql`update chats set reachability = 'blocked' where id = ${zalo}`)
    expect(await reach()).toEqual([[web, [telegram, 'telegram:1']]])
    await house.database.execute(sql`update chats set erase_at = now() where id = ${telegram}`)
    expect(await reach()).toEqual([[web]])
  })

  test('tells when a window was opened, in our time', async () => {
    const { meet, house } = all
    const person = await meet('zalo', '00082')
    const at = house.clock.now()
    await house.database.execute(
      sql`update chats set window_opened_at = ${at.toISOString()}::timestamptz where id = ${person.chatId}`,
    )
    const [found] = await everyPage(['00082'], 1)
    expect(found?.reaches.map((one) => one.windowOpenedAt)).toEqual([at])
  })

  test('uses Telegram only while data may go abroad; who has nothing else is in it without a way', async () => {
    const { meet } = all
    const person = await meet('telegram', '00082', ['relay', 'notices'])
    expect((await everyPage(['00082'], 10)).map(({ residentId, reaches }) => [residentId, reaches])).toEqual([
      [person.residentId, []],
    ])
  })

  test('meets each of many once, whatever the size of the pages and whichever contact they use meanwhile', async () => {
    const { meet, addContact, house } = all
    const people = []
    for (let number = 0; number < 12; number += 1) {
      const person = await meet('web', '00082')
      people.push(person)
      if (number % 3 === 0) await addContact(person, 'zalo')
    }
    const bound = house.clock.now()
    const first = await audiencePage(house.database, { unitIds: ['00082'], bound, after: 0, limit: 5 })
    // Everybody's Zalo fails between two pages: who was met on it is not met again on the web.
    await house.database.execute(sql`update chats set reachability = 'gone' where account_id = 'zalo:1'`)
    const seen = [...first.persons]
    for (let after = first.cursor; after !== null;) {
      const page = await audiencePage(house.database, { unitIds: ['00082'], bound, after, limit: 5 })
      seen.push(...page.persons)
      after = page.cursor
    }
    expect(seen.map(({ residentId }) => residentId).toSorted()).toEqual(
      people.map(({ residentId }) => residentId).toSorted(),
    )
  })

  test('who joins after the bound is not in it, and two who became one during the run are met once', async () => {
    const { meet, as, house } = all
    const zalo = await meet('zalo', '00082')
    const web = await meet('web', '00082')
    const bound = house.clock.now()
    house.clock.advance(1_000)
    await meet('zalo', '00082')
    const first = await audiencePage(house.database, { unitIds: ['00082'], bound, after: 0, limit: 1 })
    expect(first.persons.map(({ residentId }) => residentId)).toEqual([zalo.residentId])
    const { digits } = await as(web.actor, async (scope) => await makeLinkCode(scope))
    await as(
      zalo.actor,
      async (scope) => await joinByLinkCode(scope, { chatId: zalo.chatId, accountId: 'zalo:1', code: digits }, []),
    )
    const rest = await audiencePage(house.database, { unitIds: ['00082'], bound, after: first.cursor ?? 0, limit: 10 })
    expect(rest.persons).toEqual([])
  })
})
