import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { saveAccount } from '../../src/channels/index.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const account = { id: 'zalo:old', platform: 'zalo', externalId: 'old', name: 'Zalo', lane: 'zalo:1' } as const
  await saveAccount(stage.house.database, { ...account, credentials: null, capabilities: {} }, stage.house.clock.now())
})
beforeEach(async () => await stage.clear())
afterAll(async () => await stage.close())

/** The account that somebody wrote through, and what became of it. */
const moveToOld = async (chatId: number, state: 'active' | 'needs_consent' | 'disabled') => {
  const { database } = stage.house
  await database.execute(sql`update accounts set state = ${state} where id = 'zalo:old'`)
  await database.execute(sql`update contacts set account_id = 'zalo:old' where chat_id = ${chatId}`)
}
const authorOf = async (): Promise<{ resident_id: string; chat_id: string } | undefined> =>
  (
    await stage.house.database.execute<{ resident_id: string; chat_id: string }>(
      sql`select resident_id, chat_id from opinion_authors limit 1`,
    )
  )[0]

test('the receipt brings an opinion to another channel once its account is gone for good: number, words and answers', async () => {
  const before = await stage.resident()
  const code = codeIn(await before.say('nắp cống vỡ', '1'))
  await moveToOld(before.chatId, 'disabled')
  const now = await stage.resident()
  const asked = await now.say(code)
  expect(asked).toContain('Tài khoản đã gửi ý kiến này nay không còn')
  expect(asked).not.toContain('nắp cống vỡ')
  const taken = await now.say('1')
  expect(taken).toContain('Đã nhận lại ý kiến')
  expect(taken).toContain('nắp cống vỡ')
  expect(await now.say('việc của tôi')).toContain('1 ý kiến')
  expect(await authorOf()).toEqual({ resident_id: now.residentId, chat_id: String(now.chatId) })
  const [audit] = await stage.house.database.execute<{ n: string }>(
    sql`select count(*) as n from audit_entries where action = 'opinion.reunited'`,
  )
  expect(Number(audit?.n)).toBe(1)
  // A third person with the same receipt comes too late: its author can speak again.
  const third = await stage.resident()
  expect(await third.say(code)).not.toContain('nhận lại')
})

test('a receipt that only somebody else holds stays what it is: no, or any other word, takes nothing', async () => {
  const before = await stage.resident()
  const code = codeIn(await before.say('nắp cống vỡ', '1'))
  await moveToOld(before.chatId, 'disabled')
  const now = await stage.resident()
  await now.say(code)
  await now.say('2')
  await now.say(code, 'thôi')
  expect(await authorOf()).toMatchObject({ resident_id: before.residentId })
})

test.each(['active', 'needs_consent'] as const)(
  'while the account is %s its people may still write: a receipt in other hands shows its state only',
  async (state) => {
    const before = await stage.resident()
    const code = codeIn(await before.say('nắp cống vỡ', '1'))
    await moveToOld(before.chatId, state)
    const now = await stage.resident()
    const seen = await now.say(code)
    expect(seen).not.toContain('nhận lại')
    expect(seen).not.toContain('nắp cống vỡ')
    await now.say('1')
    expect(await authorOf()).toMatchObject({ resident_id: before.residentId })
  },
)

test('one receipt opens one opinion, not the person', async () => {
  const before = await stage.resident()
  const code = codeIn(await before.say('nắp cống vỡ', '1'))
  await before.say('đèn hỏng', '1')
  await moveToOld(before.chatId, 'disabled')
  const now = await stage.resident()
  await now.say(code, '1')
  expect(await now.say('việc của tôi')).toContain('1 ý kiến')
})
