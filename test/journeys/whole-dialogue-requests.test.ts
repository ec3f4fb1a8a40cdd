import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellRequests } from '../../src/conversation/index.ts'
import { act, type Scope } from '../../src/database/index.ts'
import { systemActor, type OfficerActor } from '../../src/kernel/actor.ts'
import {
  handOverRequest,
  listDialogueRequests,
  openRequest,
  stateVoters,
  verifyAtDesk,
  writeLetter,
} from '../../src/requests/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { cuaNam, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let front: WardOfficer
let approver: WardOfficer
let tu: Person
let nam: Person

const unitPath = ['vn', '01', cuaNam]
const actorOf = ({ officerId }: WardOfficer, role: 'front_officer' | 'approver'): OfficerActor => ({
  kind: 'officer',
  officerId,
  grants: [{ role, unitId: cuaNam, unitPath }],
})
const asFront = async <Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> =>
  await act(place.installation.house, actorOf(front, 'front_officer'), work)

const requests = async () => {
  const { database, keyring } = place.installation.house
  return await listDialogueRequests(database, keyring, { unitIds: [cuaNam], limit: 10 })
}
const theOne = async () => {
  const [request] = await requests()
  if (!request) throw new Error('there is no request')
  return request
}

/** What somebody hears when everybody who joined is told. */
const told = async (person: Person): Promise<string> => {
  await settled(place)
  const before = (await person.read()).length
  await act(place.installation.house, systemActor('tell-requests'), tellRequests)
  await settled(place)
  return (await person.read()).slice(before).join('\n---\n')
}

/** The menu is long: on Telegram its buttons show numbers only, and the words stand beside them in the text. */
const openMenu = async (person: Person): Promise<string> => {
  const menu = (await person.say('0')).join('\n')
  const number = /(\d+)\. Đề nghị mở buổi đối thoại/u.exec(menu)?.[1] ?? `not in: ${menu}`
  return (await person.say(number)).join('\n')
}
const voterCode = async (person: Person): Promise<string> => {
  await openMenu(person)
  const shown = (await person.choose('Lấy mã để xác nhận tôi là cử tri')).join('\n')
  return /\d{4} \d{4}/.exec(shown)?.[0] ?? `no code in: ${shown}`
}

beforeAll(async () => {
  place = await startTestApp()
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  tu = zaloPerson(place, 'Bà Tư')
  nam = telegramPerson(place, 'Nam')
  for (const person of [tu, nam]) await moveIn(person)
}, 120_000)
afterAll(async () => await place.close())

test('a resident asks on Zalo, and nobody else sees it before the Front has looked at it', async () => {
  expect(await openMenu(tu)).toContain('chưa có đề nghị nào đang mở')
  await tu.choose('Đề nghị một chủ đề mới')
  const shown = (await tu.say('Đề nghị đối thoại về rác ùn ứ ở ngõ 12 phố Cửa Nam')).join('\n')
  expect(shown).toContain('Tên ông/bà không hiện ra')
  expect((await tu.choose('Gửi')).join('\n')).toContain('Đã nhận đề nghị của ông/bà')
  expect((await theOne()).state).toBe('asked')
  expect(await openMenu(nam)).toContain('chưa có đề nghị nào đang mở')
})

test('an officer opens it; its author is told once', async () => {
  const { id, version } = await theOne()
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
  const title = 'Thu gom rác ở ngõ 12 phố Cửa Nam'
  await asFront(async (scope) => await openRequest(scope, { id, version, title, openUntil: until }))
  const heard = await told(tu)
  expect(heard).toContain('Mặt trận đã mở đề nghị đối thoại của ông/bà: «Thu gom rác ở ngõ 12 phố Cửa Nam»')
  expect(await told(tu)).toBe('')
})

test('another on Telegram writes the same, is offered to join it, and counts once', async () => {
  await openMenu(nam)
  await nam.choose('Đề nghị một chủ đề mới')
  const shown = (await nam.say('Rác ở ngõ 12 Cửa Nam không ai thu gom, đề nghị đối thoại')).join('\n')
  expect(shown).toContain('Đã có 1 người cùng đề nghị')
  expect((await nam.choose('Tham gia cùng')).join('\n')).toContain('Nay có 2 người cùng đề nghị')
  expect(await openMenu(nam)).toContain('2 người, có ông/bà')
  expect(await requests()).toHaveLength(1)
})

test('both are verified at the desk: the legal share of a tiny unit is reached, and both are told', async () => {
  await asFront(
    async (scope) =>
      await stateVoters(scope, { unitId: cuaNam, voters: 20, source: 'Danh sách cử tri 2026', asOf: '2026-03-15' }),
  )
  const first = await voterCode(tu)
  expect(await asFront(async (scope) => await verifyAtDesk(scope, { code: first }))).toEqual({ requests: 1 })
  expect((await theOne()).state).toBe('open')
  await expect(asFront(async (scope) => await verifyAtDesk(scope, { code: first }))).rejects.toThrow('link code')
  const second = await voterCode(nam)
  await asFront(async (scope) => await verifyAtDesk(scope, { code: second }))
  expect((await theOne()).state).toBe('reached')
  expect(await told(nam)).toContain('đã đủ số cử tri theo luật')
})

test('the document is handed over by a second person, and everybody who joined is told', async () => {
  const requestId = (await theOne()).id
  const letter = { number: '12/MTTQ-BTT', dated: '2026-11-23', addressee: 'Ủy ban nhân dân phường Cửa Nam' }
  await asFront(async (scope) => {
    await writeLetter(scope, { requestId, version: 0, ...letter, signer: 'Nguyễn Thị Hoa', words: 'Kính chuyển.' })
  })
  const alone: OfficerActor = { ...actorOf(front, 'approver') }
  const byAuthor = act(place.installation.house, alone, async (scope) => {
    await handOverRequest(scope, { requestId, version: 1 })
  })
  await expect(byAuthor).rejects.toThrow('author')
  await act(place.installation.house, actorOf(approver, 'approver'), async (scope) => {
    await handOverRequest(scope, { requestId, version: 1 })
  })
  expect((await theOne()).state).toBe('handed_over')
  const heard = await told(tu)
  expect(heard).toContain('Mặt trận đã chuyển đề nghị đối thoại «Thu gom rác ở ngõ 12 phố Cửa Nam» tới chính quyền')
})
