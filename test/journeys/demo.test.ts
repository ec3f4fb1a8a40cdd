import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { announce, awaitDelivery, dayOfSession } from '../../demo/call-sessions.ts'
import { createClosing } from '../../demo/closing.ts'
import { fillHouse, type Demo } from '../../demo/fill-house.ts'
import { guide } from '../../demo/guide.ts'
import { handIn } from '../../demo/hand-in.ts'
import { join } from '../../demo/join.ts'
import { demoPassword } from '../../demo/officers.ts'
import { openHouse } from '../../demo/open-house.ts'
import type { Phone } from '../../demo/phones/phone.ts'
import { webPhone } from '../../demo/phones/web-phone.ts'
import { readData, type DemoMessage } from '../../demo/read-data.ts'
import { freePort } from '../../demo/free-port.ts'
import { listThreads } from '../../src/desk/index.ts'
import { findDialogue } from '../../src/dialogues/index.ts'
import { readResults } from '../../src/forms/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { addDays, daysBetween, weekday } from '../../src/kernel/calendar/plain-date.ts'
import { signIn } from '../../src/officers/index.ts'
import { countQuestions, listQuestions, opinionClasses, type Question } from '../../src/questions/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'

const closing = createClosing()
const warnings: string[] = []
let database: TestDatabase
let demo: Demo
// A few of each kind: an opinion and a question with a photo, a voice, then those whom the bot shows another door.
let messages: readonly DemoMessage[]

beforeAll(async () => {
  database = await createTestDatabase()
  const all = await readData('messages')
  messages = [
    ...opinionClasses.flatMap((one) => all.filter((message) => message.class === one && !message.diverted).slice(0, 2)),
    ...all.filter(({ voice, on }) => voice && on === 'web'),
    ...all.filter(({ then }) => then === 'withdraw').slice(0, 1),
    ...all.filter(({ naming }) => naming === 'anonymous').slice(0, 1),
    ...all.filter(({ naming }) => naming === 'named').slice(0, 1),
    ...all.filter(({ diverted }) => diverted),
  ]
  const options = { port: 0, databaseUrl: database.url, warn: (line: string) => void warnings.push(line) }
  demo = await fillHouse(
    await openHouse(options, closing),
    {
      residents: { zalo: 22, telegram: 9, web: 6 },
      messages,
      stirring: 8,
      answering: 4,
      pace: { leastMs: 1, mostMs: 2 },
      tell: () => {},
      signal: new AbortController().signal,
    },
    closing,
  )
}, 180_000)

afterAll(async () => {
  await closing.run()
  await database.drop()
})

const house = () => demo.house.installation.house

const questions = async (): Promise<readonly Question[]> => {
  const of = { dialogueId: demo.dialogueId, reader: demo.ward.officers.leader.actor, limit: 100 }
  return (await listQuestions(house().database, house().keyring, of)).items
}

describe('The demo', () => {
  test('has a form that was answered in the chats and closed, and one that waits for the visitor', async () => {
    const { forms } = demo
    expect([forms.closed.state, forms.open.state, forms.answered]).toEqual(['closed', 'open', 4])
    const { total } = await readResults(house().database, forms.closed, demo.ward.officers.leader.actor)
    expect(total.persons).toBe(4)
  })
  test('has everybody join over their own channel and tells each of them of the session', async () => {
    expect(demo.phones.map(({ platform }) => platform).sort()).toEqual([
      ...Array.from({ length: 9 }, () => 'telegram'),
      ...Array.from({ length: 6 }, () => 'web'),
      ...Array.from({ length: 22 }, () => 'zalo'),
    ])
    expect(demo.told).toEqual({ sent: 37, recipients: 37 })
    const invited = demo.phones.filter((phone) => phone.hasRead(/kính mời ông\/bà tham dự/))
    expect(invited).toHaveLength(37)
  })

  test('has a session that collects, with a notice approved in time by a second person, and an urgent draft', async () => {
    const session = await findDialogue(house().database, demo.dialogueId)
    const urgent = await findDialogue(house().database, demo.urgentId)
    expect(session).toMatchObject({ state: 'announced', isThematic: true, rhythm: 'periodic' })
    expect(urgent).toMatchObject({ state: 'draft', rhythm: 'ad_hoc' })
    const [broadcast] = await house().database.execute<{ created_by: string; approved_by: string }>(
      sql`select created_by, approved_by from broadcasts where dialogue_id = ${demo.dialogueId}`,
    )
    expect(broadcast?.created_by).toBe(demo.ward.officers.front.actor.officerId)
    expect(broadcast?.approved_by).toBe(demo.ward.officers.approver.actor.officerId)
  })

  test('holds its session on a Friday more than seven days ahead, whatever day it is today', () => {
    for (let day = 0; day < 7; day += 1) {
      const today = addDays('2026-11-23', day)
      const session = dayOfSession(today)
      expect(weekday(session)).toBe(5)
      expect(daysBetween(today, session)).toBeGreaterThan(7)
    }
  })

  test('gives a receipt for every message but those for another door, of which it keeps a number', async () => {
    const [counted] = await house().database.execute<{ n: string }>(sql`select sum(count) as n from diversions`)
    expect(demo.collected.diverted).toBe(3)
    expect(Number(counted?.n)).toBe(3)
    expect(new Set(demo.collected.receipts).size).toBe(messages.length - 3)
    const listed = await questions()
    const words = listed.flatMap(({ wordings }) => wordings?.map(({ text }) => text) ?? [])
    for (const message of messages) {
      const isListed = message.voice !== true && message.diverted !== true && message.then === undefined
      if (isListed) expect(words).toContain(message.text.normalize('NFC'))
      if (message.diverted) expect(words).not.toContain(message.text)
    }
    expect(listed.some(({ naming }) => naming === 'anonymous')).toBe(true)
    expect(listed.some(({ name }) => name !== null)).toBe(true)
    expect(listed.some(({ files }) => files.length > 0)).toBe(true)
  })

  test('counts every class, and what officers entered for people without a phone', async () => {
    const counts = await countQuestions(house().database, { dialogueId: demo.dialogueId })
    for (const one of opinionClasses) expect(counts.byClass[one]).toBeGreaterThan(0)
    expect(demo.entered).toBe((await readData('entered')).length)
    const listed = await listQuestions(house().database, house().keyring, {
      dialogueId: demo.dialogueId,
      reader: systemActor('test'),
      filter: { channel: 'paper' },
    })
    expect(listed.items).toHaveLength(1)
  })

  test('leaves talks for the visitor to answer, and others that an officer has answered', async () => {
    const threads = await listThreads(house().database, house().keyring, { unitId: demo.ward.id })
    const talks = await readData('talks')
    expect(threads).toHaveLength(talks.length)
    for (const state of ['answered', 'closed']) expect(threads.some((thread) => thread.state === state)).toBe(true)
    for (const { text, answer } of talks) {
      if (answer === undefined) expect(threads.map(({ preview }) => preview)).toContain(text)
    }
  })

  test('lets each of the printed officers sign in', async () => {
    const logins = Object.values(demo.ward.officers).map(({ login }) => login)
    for (const login of logins) {
      const input = { login, password: demoPassword, address: '127.0.0.1', device: 'test' }
      expect(await signIn(house(), input)).toMatchObject({ kind: 'signed-in' })
    }
    expect(logins).toHaveLength(4)
  })

  test('prints only addresses that answer', async () => {
    const text = guide(demo)
    const addresses = [...new Set([...text.matchAll(/http:\/\/\S+?(?=[,\s])/g)].map(([address]) => address))]
    expect(addresses.length).toBeGreaterThan(8)
    for (const address of addresses) {
      const response = await fetch(address)
      await response.arrayBuffer()
      expect(`${response.status} ${address}`).toBe(`200 ${address}`)
    }
    for (const { login } of Object.values(demo.ward.officers)) expect(text).toContain(login)
    expect(text).toContain(demoPassword)
  })

  test('lets a visitor join on a phone that nobody has used', async () => {
    const visitor = webPhone(demo.house.url)
    await join(visitor, { yes: 'Đồng ý', place: 'p cua nam, ha noi' })
    await visitor.say('LICH')
    expect(await visitor.hear(/chống ngập/)).toContain('14 giờ')
    visitor.close()
    const { person } = demo.house.zalo.addUser(demo.house.oaId)
    expect(person.following).toBe(false)
  })

  test('goes on when the visitor has announced the second session, to the one that is meant', async () => {
    const id = await announce(house(), demo.ward, demo.urgentId)
    await awaitDelivery(house(), id, () => {}, new AbortController().signal)
    const author = demo.phones.find(({ platform }) => platform === 'telegram') as Phone
    expect(await handIn(author, { text: 'Rác ở ngõ 12 Thợ Nhuộm vẫn còn', class: 'livelihood' })).toMatchObject({
      kind: 'receipt',
    })
    const counts = await countQuestions(house().database, { dialogueId: demo.urgentId })
    expect(counts.listed).toBe(1)
  })

  test('goes on with new messages until everybody has spoken', async () => {
    const withdrawn = messages.filter(({ then }) => then !== undefined).length
    const before = demo.collected.receipts.length - withdrawn + demo.entered
    await demo.trickling
    const counts = await countQuestions(house().database, { dialogueId: demo.dialogueId })
    expect(counts.listed).toBeGreaterThan(before)
  })

  test('takes another port when the wanted one is taken', async () => {
    const server: Server = createServer()
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const taken = typeof address === 'object' && address !== null ? address.port : 0
    const free = await freePort('127.0.0.1', taken)
    expect(free).toBeGreaterThan(taken)
    await new Promise((resolve) => void server.close(resolve))
  })

  test('warns of nothing while it fills, and throws its folder away at the end', async () => {
    const serious = warnings.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)
    expect(serious).toEqual([])
    const { folder } = demo.house
    expect(existsSync(folder)).toBe(true)
    await closing.run()
    expect(existsSync(folder)).toBe(false)
  })
})
