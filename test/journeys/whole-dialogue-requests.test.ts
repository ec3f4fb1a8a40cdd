import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellRequests } from '../../src/conversation/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { formatShortDateVi } from '../../src/kernel/calendar/format-date.ts'
import { addDays, vietnamDate } from '../../src/kernel/calendar/plain-date.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let front: WardOfficer
let approver: WardOfficer
let stranger: WardOfficer
let tu: Person
let nam: Person
let lan: Person
/** The page of the request that this journey is about. */
let path = ''

const otherWard = '00070'
const title = 'Thu gom rác ở ngõ 12 phố Cửa Nam'

/** A form of the console, as an officer's browser sends it; gives the address that it leads to, or the status. */
const post = async (officer: WardOfficer, address: string, form: Record<string, string>): Promise<string> => {
  const account = await officer.page('/console/account')
  const token = /name="_token" value="([^"]+)"/.exec(account.text)?.[1] ?? ''
  const response = await fetch(`${place.url}${address}`, {
    method: 'POST',
    headers: { cookie: officer.cookie, origin: place.url },
    body: new URLSearchParams({ _token: token, ...form }),
    redirect: 'manual',
  })
  return response.headers.get('location') ?? `${response.status}`
}
const versionOn = async (address: string): Promise<string> =>
  /name="version"\s+value="(\d+)"/u.exec((await front.page(address)).text)?.[1] ?? 'no version'

/** What each hears when the minute's job has told everybody who joined. */
const told = async (): Promise<Record<'tu' | 'nam' | 'lan', string>> => {
  await settled(place)
  const people = { tu, nam, lan }
  const before = await Promise.all(Object.values(people).map(async (person) => (await person.read()).length))
  await act(place.installation.house, systemActor('tell-requests'), tellRequests)
  await settled(place)
  const [ofTu = '', ofNam = '', ofLan = ''] = await Promise.all(
    Object.values(people).map(async (person, at) => (await person.read()).slice(before[at]).join('\n---\n')),
  )
  return { tu: ofTu, nam: ofNam, lan: ofLan }
}

/** The menu is long: on Telegram its buttons show numbers only, and the words stand beside them in the text. */
const openMenu = async (person: Person, label = 'Đề nghị mở buổi đối thoại'): Promise<string> => {
  const menu = (await person.say('0')).join('\n')
  const number = new RegExp(`(\\d+)\\. ${label}`, 'u').exec(menu)?.[1] ?? `not in: ${menu}`
  return (await person.say(number)).join('\n')
}
const voterCode = async (person: Person): Promise<string> => {
  await openMenu(person)
  const shown = (await person.choose('Lấy mã để xác nhận tôi là cử tri')).join('\n')
  return /\d{4} \d{4}/.exec(shown)?.[0] ?? `no code in: ${shown}`
}
const verify = async (code: string): Promise<string> => await post(front, '/console/dialogue-requests/verify', { code })

beforeAll(async () => {
  place = await startTestApp()
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  stranger = await wardOfficer(place, 'Phạm Thị Mai', ['front_officer', 'approver'], otherWard)
  tu = zaloPerson(place, 'Bà Tư')
  nam = telegramPerson(place, 'Nam')
  lan = webPerson(place)
  for (const person of [tu, nam, lan]) await moveIn(person)
}, 120_000)
afterAll(async () => await place.close())

test('a resident asks on Zalo, and nobody else sees it before the Front has looked at it', async () => {
  expect(await openMenu(tu)).toContain('chưa có đề nghị nào đang mở')
  await tu.choose('Đề nghị một chủ đề mới')
  const shown = (await tu.say('Đề nghị đối thoại về rác ùn ứ ở ngõ 12 phố Cửa Nam')).join('\n')
  expect(shown).toContain('Tên ông/bà không hiện ra')
  expect((await tu.choose('Gửi')).join('\n')).toContain('Đã nhận đề nghị của ông/bà')
  expect(await openMenu(nam)).toContain('chưa có đề nghị nào đang mở')
  expect((await front.page('/console')).text).toContain('1 đề nghị đối thoại chờ xem')
  const list = await front.page('/console/dialogue-requests')
  path = /href="(\/console\/dialogue-requests\/[0-9a-f-]{36})"/u.exec(list.text)?.[1] ?? ''
  expect((await front.page(path)).text).toContain('rác ùn ứ ở ngõ 12 phố Cửa Nam')
})

test('what looks like a denunciation is shown its door first, and only a number is kept of it', async () => {
  await openMenu(lan)
  await lan.choose('Đề nghị một chủ đề mới')
  const shown = (await lan.say('Tôi tố cáo ông chủ tịch phường nhận hối lộ của công ty rác')).join('\n')
  expect(shown).toContain('Theo Luật Tố cáo')
  expect((await lan.choose('Tôi sẽ gửi theo đúng nơi')).join('\n')).toContain('chỉ đếm thêm một lượt')
  const rows = await place.installation.house.database.$client`select 1 from dialogue_requests`
  expect(rows).toHaveLength(1)
})

test('an officer of another ward sees nothing of it and may do nothing', async () => {
  expect((await stranger.page('/console/dialogue-requests')).text).not.toContain(path)
  expect((await stranger.page(path)).status).toBe(403)
  expect(await post(stranger, `${path}/open`, { version: '1', title, openUntil: '01/01/2027' })).toBe('403')
})

test('an officer opens it; its author is told once', async () => {
  const openUntil = formatShortDateVi(addDays(vietnamDate(new Date()), 60))
  expect(await post(front, `${path}/open`, { version: await versionOn(path), title, openUntil })).toContain(
    'done=saved',
  )
  const heard = await told()
  expect(heard.tu).toContain(`Mặt trận đã mở đề nghị đối thoại của ông/bà: «${title}»`)
  expect([heard.nam, heard.lan, (await told()).tu]).toEqual(['', '', ''])
})

test('another on Telegram writes the same, is offered to join it, and counts once', async () => {
  await openMenu(nam)
  await nam.choose('Đề nghị một chủ đề mới')
  const shown = (await nam.say('Rác ở ngõ 12 Cửa Nam không ai thu gom, đề nghị đối thoại')).join('\n')
  expect(shown).toContain('Đã có 1 người cùng đề nghị')
  expect((await nam.choose('Tham gia cùng')).join('\n')).toContain('Nay có 2 người cùng đề nghị')
  expect(await openMenu(nam)).toContain('2 người, có ông/bà')
})

test('somebody on the web joins in English from the list, leaves, and joins again with one number each', async () => {
  await lan.say('NGONNGU')
  await lan.choose('English')
  const list = await openMenu(lan, 'Ask for a dialogue session')
  expect(list).toContain(`1. ${title} (2 people so far)`)
  await lan.say('1')
  expect((await lan.choose('Join')).join('\n')).toContain('3 people ask for it now')
  await openMenu(lan, 'Ask for a dialogue session')
  await lan.say('1')
  expect((await lan.choose('Leave')).join('\n')).toContain('You have left')
  await openMenu(lan, 'Ask for a dialogue session')
  await lan.say('1')
  expect((await lan.choose('Join')).join('\n')).toContain('3 people ask for it now')
})

test('voters are verified at the desk; one of paper completes the share, and each hears it in their language', async () => {
  const unitId = '00082'
  const base = { unitId, unitVoters: '30', source: 'Danh sách cử tri 2026', asOf: '15/3/2026' }
  expect((await front.page(path)).text).toContain('chưa tính được tỷ lệ')
  expect(await post(front, '/console/dialogue-requests/voters', base)).toContain('done=saved')
  const code = await voterCode(tu)
  expect(await verify(code)).toContain('verified=1')
  expect(await verify(code)).toBe('409')
  expect(await post(stranger, '/console/dialogue-requests/verify', { code: await voterCode(nam) })).toBe('403')
  expect(await verify(await voterCode(nam))).toContain('verified=1')
  expect((await front.page(path)).text).toContain('Còn thiếu 1 cử tri')
  const day = formatShortDateVi(vietnamDate(new Date()))
  const sheet = { label: 'Tờ 1, tổ 5', collectedOn: day, slips: '7', isChecked: 'yes' }
  expect(await post(front, `${path}/sheet`, sheet)).toContain('entered=1')
  expect((await front.page(path)).text).toContain('Đã đủ số cử tri theo luật')
  const heard = await told()
  for (const one of [heard.tu, heard.nam]) expect(one).toContain('đã đủ số cử tri theo luật')
  expect(heard.lan).toContain('has the number of voters that the law asks for')
})

test('the document is handed over by a second person, and everybody who joined is told', async () => {
  const facts = { number: '12/MTTQ-BTT', dated: formatShortDateVi(vietnamDate(new Date())) }
  const words = { addressee: 'Ủy ban nhân dân phường Cửa Nam', signer: 'Nguyễn Thị Hoa', words: 'Kính chuyển.' }
  expect(await post(front, `${path}/letter`, { version: '0', ...facts, ...words })).toContain('done=saved')
  expect(await post(front, `${path}/hand-over`, { version: '1' })).toBe('403')
  expect(await post(stranger, `${path}/hand-over`, { version: '1' })).toBe('403')
  expect((await approver.page('/console')).text).toContain('1 công văn chuyển đề nghị đối thoại chờ duyệt')
  expect((await front.page('/console')).text).not.toContain('công văn chuyển đề nghị đối thoại chờ duyệt')
  expect((await approver.page(`${path}/letter/print`)).text).toContain('3/30, bằng 10%')
  expect(await post(approver, `${path}/hand-over`, { version: '1' })).toContain('done=saved')
  expect(await post(approver, `${path}/hand-over`, { version: '1' })).toBe('409')
  const heard = await told()
  expect(heard.nam).toContain(`Mặt trận đã chuyển đề nghị đối thoại «${title}» tới chính quyền`)
  expect(heard.lan).toContain('has handed the request')
})

test('a session is drawn up from it once, and people hear the planned day', async () => {
  const day = formatShortDateVi(addDays(vietnamDate(new Date()), 25))
  const session = { startsAt_date: day, startsAt_time: '8h30', place: 'Nhà văn hóa số 5', hotline: '024 3825 1234' }
  const version = await versionOn(path)
  const called = await post(front, `${path}/session`, { version, ...session })
  expect(called).toMatch(/^\/console\/dialogues\/[0-9a-f-]{36}\?done=saved$/u)
  expect((await front.page(called)).text).toContain(`href="${path}"`)
  expect(await post(front, `${path}/session`, { version, ...session })).toBe('409')
  expect((await told()).tu).toContain(`Chính quyền sẽ tổ chức buổi đối thoại theo đề nghị «${title}», dự kiến`)
  expect((await tu.say('0')).join('\n')).not.toContain(title)
})

test('who joined and erases themselves by XOA is gone from the request; the others stay', async () => {
  const joined = async (): Promise<number> =>
    (
      await place.installation.house.database
        .$client`select 1 from dialogue_request_joins where resident_id is not null`
    ).length
  expect(await joined()).toBe(3)
  await nam.say('XOA')
  expect((await nam.choose('Xóa ngay')).join('\n')).toMatch(/[Đđ]ã xóa/u)
  expect(await joined()).toBe(2)
  const checks = await place.installation.house.database.$client`select 1 from voter_checks`
  expect(checks).toHaveLength(1)
})

test('no log line says what anybody asked for', () => {
  expect(place.logged.join('\n')).not.toMatch(/Thu gom rác|ùn ứ|tố cáo/u)
})
