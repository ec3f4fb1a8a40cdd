import { afterAll, beforeAll, expect, test } from 'vitest'
import { remindAttendees } from '../../src/conversation/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { addDays, atVietnamTime, vietnamDate } from '../../src/kernel/calendar/plain-date.ts'
import { manualClock } from '../../src/kernel/clock.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { announceSession, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let writer: WardOfficer
let approver: WardOfficer
let code: string
let dialogueId: string
beforeAll(async () => {
  place = await startTestApp({ env: { PUBLIC_URL: '' } })
  writer = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  const { dialogue } = await announceSession(writer, approver)
  code = String((dialogue as { noticeCode?: string }).noticeCode)
  dialogueId = dialogue.id
}, 120_000)
afterAll(async () => await place.close())

const people: [string, () => Person][] = [
  ['Zalo', () => zaloPerson(place, 'Bà Lan')],
  ['Telegram', () => telegramPerson(place, 'An')],
  ['the web chat', () => webPerson(place)],
]

test.each(people)(
  'on %s bare numbers are enough: comes with two people, then does not',
  async (_name, make) => {
    const person = make()
    await moveIn(person)
    expect((await person.say('THAMGIA')).join('\n')).toContain('Ông/bà có đến được không?')
    expect((await person.say('1')).join('\n')).toContain('Có mấy người đi cùng')
    expect((await person.say('2')).join('\n')).toContain('(3 người)')
    expect((await person.say('THAMGIA')).join('\n')).toContain('Ông/bà đã báo sẽ đến (3 người)')
    expect((await person.say('3')).join('\n')).toContain('không đến được')
  },
  60_000,
)

test('a link or QR code leads a newcomer through consent straight to the question of this session', async () => {
  const driver = telegramPerson(place, 'Minh', `t_${code}`)
  await driver.begin()
  let heard = (await driver.say('1')).join('\n')
  if (!heard.includes('Ông/bà có đến được không?')) heard = (await driver.say('Phường Cửa Nam')).join('\n')
  expect(heard).toContain('Ông/bà có đến được không?')
  expect((await driver.say('1')).join('\n')).toContain('Đã ghi: ông/bà sẽ đến')
}, 60_000)

test('calendar file and ticket are public, tell nothing of people, and unknown codes are not found', async () => {
  const calendar = await fetch(`${place.url}/verify/${code}/calendar.ics`)
  expect([calendar.status, calendar.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const text = await calendar.text()
  expect(text).toContain(`UID:${dialogueId}@nhip-cau`)
  expect(text.split('\r\n')[0]).toBe('BEGIN:VCALENDAR')
  const ticket = await fetch(`${place.url}/verify/${code}/ve/1234567`, { headers: { accept: 'text/html' } })
  const page = await ticket.text()
  expect(ticket.status).toBe(200)
  expect(page).toContain('123 4567')
  expect(page).toContain('<svg class="qr"')
  const page2 = await (await fetch(`${place.url}/verify/${code}`, { headers: { accept: 'text/html' } })).text()
  expect(page2).toContain(`/verify/${code}/calendar.ics`)
  expect(page2).toContain('https://www.google.com/maps/search/')
  for (const path of [
    '000000/calendar.ics',
    'x/calendar.ics',
    `${code}/ve/12`,
    `${code}/ve/<b>`,
    '000000/ve/1234567',
  ]) {
    expect([path, (await fetch(`${place.url}/verify/${path}`)).status]).toEqual([path, 404])
  }
  const answers = await Promise.all(
    Array.from({ length: 30 }, async () => (await fetch(`${place.url}/verify/${code}/calendar.ics`)).status),
  )
  expect(answers).toContain(429)
})

test('the evening before, the reminder comes with its list, and a bare number answers it', async () => {
  const { house } = place.installation
  const person = zaloPerson(place, 'Bà Hạnh')
  await moveIn(person)
  await person.say('THAMGIA')
  await person.say('1')
  await person.say('0')
  // The session is moved to the day after tomorrow, and the job looks at a clock that shows tomorrow evening.
  const evening = atVietnamTime(addDays(vietnamDate(new Date()), 1), '19:00')
  const startsAt = new Date(evening.getTime() + 13.5 * 3_600_000).toISOString()
  await house.database.$client`
    update dialogues set starts_at = ${startsAt}, ends_at = null,
      told = jsonb_set(told, '{facts,startsAt}', to_jsonb(${startsAt}::text)) where id = ${dialogueId}`
  const atEvening = { ...house, clock: manualClock(evening) }
  expect(await act(atEvening, systemActor('test'), remindAttendees)).toBeGreaterThan(0)
  expect(await act(atEvening, systemActor('test'), remindAttendees)).toBe(0)
  const before = (await person.read()).length
  await house.database
    .$client`update outbox set due_at = created_at - interval '2 days' where due_at >= ${evening.toISOString()}`
  await settled(place)
  const reminded = (await person.read()).slice(before).join('\n')
  expect(reminded).toContain('Xin nhắc ông/bà: buổi đối thoại mà ông/bà đã báo tham dự')
  expect(reminded).toContain('2. Tôi không đến được nữa')
  expect((await person.say('2')).join('\n')).toContain('Đã ghi: ông/bà không đến được')
}, 60_000)
