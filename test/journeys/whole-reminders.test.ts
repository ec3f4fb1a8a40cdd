import { afterAll, beforeAll, expect, test } from 'vitest'
import { remindAttendees } from '../../src/conversation/index.ts'
import { createLog } from '../../src/create-log.ts'
import { act } from '../../src/database/index.ts'
import { openInstallation } from '../../src/installation.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { startSmsEmulator, type SmsEmulator } from '../emulators/sms/start-sms-emulator.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { setUpSmsGateway } from '../support/sms-gateway.ts'
import { sendNotice, wardOfficer, wardSession, type WardOfficer } from '../support/ward-officers.ts'

/** The time of this journey: it goes on by itself, because sending is paced by it, and leaps where it is told to. */
let ahead = 0
const clock = { now: () => new Date(performance.timeOrigin + performance.now() + ahead) }
const at = (moment: string): void => {
  ahead += new Date(`${moment}:00+07:00`).getTime() - clock.now().getTime()
}

let place: TestApp
let gateway: SmsEmulator
let front: WardOfficer
let approver: WardOfficer
let dialogueId: string
const number = '+84912345678'
const people: Record<string, Person> = {}

const shown = (): string[] =>
  gateway
    .phone(number)
    .messages.filter(({ from }) => from === 'gateway')
    .map(({ text }) => text)

const everybody = async (): Promise<Record<string, string[]>> => {
  await settled(place)
  await gateway.settle()
  const said: Record<string, string[]> = { phone: shown() }
  for (const [name, person] of Object.entries(people)) said[name] = await person.read()
  return said
}

/** Who hears something while it is done, and what. */
const heardBy = async (doing: () => Promise<unknown>): Promise<Record<string, string>> => {
  const before = await everybody()
  await doing()
  const after = await everybody()
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, said]) => {
      const heard = said.slice(before[name]?.length).join('\n---\n')
      return heard === '' ? [] : [[name, heard]]
    }),
  )
}

const textBack = async (words: string): Promise<void> => {
  await settled(place)
  gateway.reply(number, words)
  await gateway.settle()
  await settled(place)
}

/** The job of every minute, which the service may run by itself besides. */
const remind = async (): Promise<void> => {
  while ((await act(place.installation.house, systemActor('remind-attendees'), remindAttendees)) > 0);
}

const personOf = (name: string): Person => {
  const person = people[name]
  if (!person) throw new Error(`nobody is called ${name}`)
  return person
}

beforeAll(async () => {
  at('2026-11-24T10:00')
  place = await startTestApp({ clock })
  await place.installation.house.database.$client`
    update channel_rules set value = case key when 'notice.quiet-from-hour' then 21 else 7 end
    where key in ('notice.quiet-from-hour', 'notice.quiet-until-hour')`
  gateway = await startSmsEmulator({ webhookUrl: `${place.url}/webhooks/sms/default`, at: clock.now() })
  await setUpSmsGateway(place, gateway)
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  for (const name of ['open', 'paid', 'closed']) people[name] = zaloPerson(place, name)
  people['telegram'] = telegramPerson(place, 'Nam')
  for (const person of Object.values(people)) await moveIn(person)
  for (const words of ['xin chào', '1', 'phường Cửa Nam', '1']) await textBack(words)
  const called = await front.ask('POST', '/api/v1/dialogues', {
    ...wardSession(clock.now()),
    startsAt: '2026-12-02T08:30:00+07:00',
    endsAt: '2026-12-02T11:30:00+07:00',
    collectionClosesAt: '2026-12-01T17:00:00+07:00',
  })
  expect(called.status).toBe(201)
  dialogueId = called.body.id
  await sendNotice(front, approver, dialogueId, 'announcement')
  await settled(place)
  for (const person of Object.values(people)) {
    for (const words of ['THAMGIA', '1', '0']) await person.say(words)
  }
  for (const words of ['THAMGIA', '1', '0']) await textBack(words)
}, 240_000)
afterAll(async () => {
  await gateway.close()
  await place.close()
})

test('everybody on their own channel has said that they come, by digits also on a plain phone', async () => {
  const rows = await place.installation.house.database.$client<{ channel: string; count: number }[]>`
    select channel, count(*)::int from attendances where answer = 'yes' group by channel order by channel`
  expect([...rows]).toEqual([
    { channel: 'phone', count: 1 },
    { channel: 'telegram', count: 1 },
    { channel: 'zalo', count: 3 },
  ])
  expect(shown().every((text) => !/https?:/.test(text))).toBe(true)
})

test('the evening before, each by the cheapest lawful way; whose windows are closed hears nothing yet', async () => {
  at('2026-11-28T10:00')
  await personOf('paid').say('LICH')
  at('2026-12-01T10:00')
  await personOf('open').say('LICH')
  at('2026-12-01T18:57')
  expect(await heardBy(remind)).toEqual({})
  at('2026-12-01T19:00')
  const heard = await heardBy(remind)
  expect(Object.keys(heard).toSorted()).toEqual(['open', 'paid', 'phone', 'telegram'])
  expect(heard['open']).toContain('Xin nhắc ông/bà: buổi đối thoại mà ông/bà đã báo tham dự')
  expect(heard['phone']).toMatch(/^[\x20-\x7e\n]+$/)
  expect(heard['phone']).toContain('1. Toi van den')
  const rows = await place.installation.house.database.$client<{ outcome: string; way: string | null }[]>`
    select outcome, way from attendance_reminders order by outcome, way`
  expect([...rows]).toEqual([
    { outcome: 'held', way: null },
    { outcome: 'sent', way: 'sms' },
    { outcome: 'sent', way: 'telegram' },
    { outcome: 'sent', way: 'zalo-free' },
    { outcome: 'sent', way: 'zalo-paid' },
  ])
  // A week has gone by: whoever looks has signed in today.
  const today = await wardOfficer(place, 'Lê Thị Thu', ['front_officer'])
  const page = await today.page(`/console/attendance/${dialogueId}`)
  expect(page.text).toContain('Đã nhắn 4 lượt')
  expect(page.text).toContain('Đang giữ 1 lượt')
})

test('whoever was held is told when they write, once', async () => {
  at('2026-12-01T19:30')
  const said = await personOf('closed').say('xin chào')
  expect(said.filter((text) => text.includes('Xin nhắc ông/bà'))).toHaveLength(1)
  const again = await personOf('closed').say('xin chào')
  expect(again.some((text) => text.includes('Xin nhắc ông/bà'))).toBe(false)
})

test('a phone answers by one digit that they come no more', async () => {
  const before = shown().length
  await textBack('2')
  expect(shown().slice(before).join('\n')).toContain('không đến được')
})

test('a change on the way is told once to each, however many ways would tell it', async () => {
  at('2026-12-01T20:00')
  const heard = await heardBy(async () => {
    const { body } = await front.ask('GET', `/api/v1/dialogues/${dialogueId}`)
    const version = body['version']
    await front.ask('PATCH', `/api/v1/dialogues/${dialogueId}`, { version, place: 'Trụ sở UBND phường Cửa Nam' })
    await sendNotice(front, approver, dialogueId, 'change')
    await settled(place)
    await remind()
  })
  for (const name of ['open', 'paid', 'closed', 'telegram']) {
    expect(heard[name]).toContain('Trụ sở UBND phường Cửa Nam')
    expect(heard[name]).not.toContain('---')
  }
})

test('nothing is said at night; in the morning nothing to who does not come, and nothing twice by a process that begins anew', async () => {
  at('2026-12-01T23:00')
  expect(await heardBy(remind)).toEqual({})
  at('2026-12-02T06:40')
  expect(await heardBy(remind)).toEqual({})
  at('2026-12-02T07:00')
  const heard = await heardBy(remind)
  expect(Object.keys(heard).toSorted()).toEqual(['closed', 'open', 'paid', 'telegram'])
  for (const text of Object.values(heard)) {
    expect(text).toContain('sắp bắt đầu')
    expect(text).toContain('Trụ sở UBND phường Cửa Nam')
  }
  const log = createLog('silent', { write: () => {} })
  const anew = await openInstallation({ config: place.config, log, clock })
  const reminded = await act(anew.house, systemActor('remind-attendees'), remindAttendees)
  await anew.close()
  expect(reminded).toBe(0)
  expect(await heardBy(remind)).toEqual({})
})
