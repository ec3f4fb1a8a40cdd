import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saveSmsGateway } from '../../../src/channels/index.ts'
import type { OfficerActor, Role } from '../../../src/kernel/actor.ts'
import { vietnamDate, addDays } from '../../../src/kernel/calendar/plain-date.ts'
import {
  countNumberEntries,
  enterNumbers,
  entriesAbout,
  eraseResident,
  erasedPlaces,
  findResidentByChat,
  greetNumbers,
  numberEntriesOf,
  previewNumbers,
  residentsOfOrganisations,
  resumeNotices,
  stopNotices,
  switchOrganisation,
  withdrawConsent,
  withdrawNumber,
  type NumbersToEnter,
} from '../../../src/residents/index.ts'
import { addUnit } from '../../../src/units/index.ts'
import { openResidents, type Residents } from './residents-house.ts'

let all: Residents
const here = '00082'
const there = '00070'
let group = ''
beforeAll(async () => {
  all = await openResidents()
  group = await all.as(
    all.system,
    async (scope) => await addUnit(scope, { communeId: here, fullName: 'Tổ dân phố số 5' }),
  )
})
afterAll(async () => await all.close())
beforeEach(async () => {
  await all.house.database.$client`delete from residents`
  await all.house.database.$client`delete from outbox`
  await all.house.database.$client`delete from chats`
})

const officerOf = (unitId: string, role: Role = 'front_officer', path = ['vn', '01', unitId]): OfficerActor => ({
  kind: 'officer',
  officerId: crypto.randomUUID(),
  grants: [{ role, unitId, unitPath: path }],
})
const officer = officerOf(here)
const foreigner = officerOf(there)
const number = '0912 345 678'

const day = (days: number): string => addDays(vietnamDate(all.house.clock.now()), days)
const asked = (unitId: string, list = number, consentedOn = day(-3)): NumbersToEnter => ({
  unitId,
  list,
  language: 'vi',
  consent: { how: 'paper', consentedOn, takenBy: 'Bà Nguyễn Thị Hoa', withRelay: false },
})
const enter = async (actor: OfficerActor, input: NumbersToEnter) =>
  await all.as(actor, async (scope) => await enterNumbers(scope, input))
const register = async (unitId: string) =>
  await numberEntriesOf(all.house.database, all.house.keyring, { unitId, limit: 50 })
const chats = async () =>
  await all.house.database.$client<{ id: string; resident_id: string }[]>`
    select c.id, k.resident_id from chats c join contacts k on k.chat_id = c.id order by c.id`
const owner = async () => {
  const [row] = await chats()
  if (!row) throw new Error('nobody was entered')
  const actor = { kind: 'resident', residentId: row.resident_id, chatId: row.id } as const
  const card = await findResidentByChat(all.house.database, all.house.keyring, Number(row.id))
  return { actor, card, chatId: Number(row.id) }
}
const later = (days: number) => all.house.clock.advance(days * 86_400_000)

describe('A number that an officer enters', () => {
  test('makes a resident of the unit who consented to notices, and shows its last three digits alone', async () => {
    await enter(officer, asked(here, '0912 345 678; Tổ dân phố số 5; Bà Lan'))
    expect((await owner()).card).toMatchObject({ unitId: here, groupUnitId: group, consents: ['notices'], name: null })
    const [entry] = await register(here)
    expect(entry).toMatchObject({ ending: '678', group: 'Tổ dân phố số 5', how: 'paper', endedAt: null })
    expect(JSON.stringify(entry)).not.toContain('345')
  })

  test('stands nowhere in the clear, neither in a row nor in the audit, nor does the name behind it', async () => {
    await enter(officer, asked(here, '+84912345678; 5; Bà Lan'))
    const dump: unknown[] = []
    for (const table of ['residents', 'contacts', 'consents', 'chats', 'number_entries', 'audit_entries', 'outbox']) {
      dump.push(await all.house.database.$client.unsafe(`select t.*::text from ${table} t`))
    }
    const [audit] = await all.house.database.$client<{ details: unknown; subject_kind: string }[]>`
      select details, subject_kind from audit_entries where action = 'number.entered' order by number desc limit 1`
    expect(audit).toEqual({ details: { how: 'paper', relay: false }, subject_kind: 'number-entry' })
    expect(JSON.stringify(dump)).not.toMatch(/912345678|Lan|Nguyễn Thị Hoa/)
  })

  test('is refused from officers of another unit and from every other role', async () => {
    for (const actor of [foreigner, officerOf(here, 'approver'), officerOf(here, 'leader')]) {
      await expect(enter(actor, asked(here))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    const resident = (await all.meet('zalo', here)).actor
    const own = all.as(resident, async (scope) => await previewNumbers(scope, asked(here)))
    await expect(own).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('by a helper of one group goes to that group, and to no other', async () => {
    const helper = officerOf(group, 'group_head', ['vn', '01', here, group])
    await enter(helper, asked(group))
    expect((await owner()).card?.groupUnitId).toBe(group)
    await expect(enter(helper, asked(here))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('needs a day that is not in the future, and somebody who took the consent', async () => {
    await expect(enter(officer, asked(here, number, day(1)))).rejects.toMatchObject({ field: 'consentedOn' })
    const nobody = { ...asked(here), consent: { ...asked(here).consent, takenBy: ' ' } }
    await expect(enter(officer, nobody)).rejects.toMatchObject({ field: 'takenBy' })
  })
})

describe('A list', () => {
  const list = ['0912345678; 5', '', '024 3825 1234', '0912.345.678', '0987654321; Tổ 99', '0987654322'].join('\n')

  test('is judged line by line, and nothing of it is entered while a line is faulty', async () => {
    const lines = await all.as(officer, async (scope) => await previewNumbers(scope, asked(here, list)))
    expect(lines.map(({ line, verdict }) => [line, verdict])).toEqual([
      [1, 'new'],
      [3, 'number'],
      [4, 'twice'],
      [5, 'group'],
      [6, 'new'],
    ])
    await expect(enter(officer, asked(here, list))).rejects.toMatchObject({ field: 'list', code: 'INVALID' })
    expect(await chats()).toEqual([])
  })

  test('with a number that the register has already leaves it as it is', async () => {
    await enter(officer, asked(here))
    expect(await enter(officer, asked(here, `${number}\n0987654321`))).toMatchObject({ entered: 1, known: 1 })
    expect(await register(here)).toHaveLength(2)
    expect(await chats()).toHaveLength(2)
  })
})

describe('A number that is known elsewhere', () => {
  test('is answered to another unit exactly like a new one, before and after', async () => {
    await enter(officer, asked(here))
    const look = async (list: string) =>
      await all.as(foreigner, async (scope) => await previewNumbers(scope, asked(there, list)))
    const [known] = await look(number)
    const [fresh] = await look('0912 345 679')
    expect({ ...known, ending: '' }).toEqual({ ...fresh, ending: '' })
    const answers = [await enter(foreigner, asked(there)), await enter(foreigner, asked(there, '0912 345 679'))]
    expect(answers[0]).toEqual(answers[1])
    const lines = await register(there)
    const visible = lines.map(({ id: _id, ending: _ending, ...rest }) => rest)
    expect(visible[0]).toEqual(visible[1])
    expect(await countNumberEntries(all.house.database, there)).toEqual({ all: 2, active: 2, untold: 2 })
  })

  test('keeps the place of its person, who sees both entries; the second unit is one more to follow', async () => {
    await enter(officer, asked(here))
    await enter(foreigner, asked(there))
    expect((await owner()).card).toMatchObject({ unitId: here, followedUnitId: there })
    const about = await entriesAbout(all.house.database, (await owner()).actor.residentId)
    expect(about).toHaveLength(2)
    expect(await register(here)).toHaveLength(1)
  })

  test('whose person stopped by themselves is answered the same and sent nothing', async () => {
    await enter(officer, asked(here))
    await all.as((await owner()).actor, stopNotices)
    expect(await enter(foreigner, asked(there))).toEqual(await enter(foreigner, asked(there, '0912 345 679')))
    expect((await owner()).card).toMatchObject({ noticesStopped: true, unitId: here })
    const states = (await register(there)).map(({ endedAt }) => endedAt)
    expect(states).toContain(null)
  })
})

describe('An end', () => {
  test('by an officer stops notices, stands in the register of requests, and needs a newer consent to begin again', async () => {
    await enter(officer, asked(here))
    const [entry] = await register(here)
    const withdraw = async (actor: OfficerActor) =>
      await all.as(actor, async (scope) => await withdrawNumber(scope, { entryId: entry?.id ?? '' }))
    await expect(withdraw(foreigner)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await withdraw(officer)).toMatchObject({ kind: 'withdraw' })
    expect((await owner()).card?.consents).toEqual([])
    await expect(withdraw(officer)).rejects.toMatchObject({ code: 'CONFLICT' })
    later(2)
    const old = await all.as(officer, async (scope) => await previewNumbers(scope, asked(here, number, day(-2))))
    expect(old[0]?.verdict).toBe('ended')
    await expect(enter(officer, asked(here, number, day(-2)))).rejects.toMatchObject({ code: 'INVALID' })
    await enter(officer, asked(here, number, day(-1)))
    expect((await owner()).card?.consents).toEqual(['notices'])
    expect((await register(here)).map(({ endedAt }) => endedAt)).toEqual([null])
  })

  test('by STOP shows in the register; a newer signed consent begins again, an older one does not', async () => {
    await enter(officer, asked(here))
    await all.as((await owner()).actor, stopNotices)
    expect((await register(here))[0]?.endedAt).not.toBeNull()
    await expect(enter(officer, asked(here))).rejects.toMatchObject({ code: 'INVALID' })
    later(2)
    await enter(officer, asked(here, number, day(0)))
    expect((await owner()).card).toMatchObject({ noticesStopped: false, unitId: here })
  })

  test('at one unit leaves what another unit was told, and the place passes on', async () => {
    await enter(officer, asked(here))
    await enter(foreigner, asked(there))
    const [entry] = await register(here)
    await all.as(officer, async (scope) => await withdrawNumber(scope, { entryId: entry?.id ?? '' }))
    expect((await owner()).card).toMatchObject({ unitId: there, followedUnitId: null, consents: ['notices'] })
    expect((await register(there))[0]?.endedAt).toBeNull()
  })

  test('never takes back what a person chose in their own chat', async () => {
    await enter(officer, asked(here))
    const { actor } = await owner()
    await all.as(actor, stopNotices)
    await all.as(
      actor,
      async (scope) => await withdrawConsent(scope, { purpose: 'notices', version: 'test', act: 'chosen' }),
    )
    await all.as(actor, async (scope) => await resumeNotices(scope, { version: 'test' }))
    later(1)
    await enter(foreigner, asked(there))
    const [entry] = await register(there)
    await all.as(foreigner, async (scope) => await withdrawNumber(scope, { entryId: entry?.id ?? '' }))
    expect((await owner()).card).toMatchObject({ consents: ['notices'], followedUnitId: null, unitId: here })
  })

  test('by erasure takes the line out of every register', async () => {
    await enter(officer, asked(here))
    const { actor, chatId } = await owner()
    const erasers = erasedPlaces.map((place) => ({ place, erase: async () => {} }))
    const input = { chatId, residentId: actor.residentId, at: all.house.clock.now() }
    await all.as(actor, async (scope) => await eraseResident(scope, input, erasers))
    expect(await register(here)).toEqual([])
    expect(await all.house.database.$client`select 1 from number_entries`).toHaveLength(0)
  })
})

describe('The first message', () => {
  const waiting = async () =>
    await all.house.database.$client<{ priority: number; chat_id: string }[]>`select priority, chat_id from outbox`

  test('waits while nobody carries SMS, and goes once, as something personal, when somebody does', async () => {
    expect(await enter(officer, asked(here))).toMatchObject({ told: false })
    expect(await waiting()).toEqual([])
    await all.as(
      all.system,
      async (scope) =>
        await saveSmsGateway(scope, {
          url: 'http://127.0.0.1:9/send',
          method: 'POST',
          headers: '',
          body: '{"to":"{phone}","text":"{text}"}',
          success: '',
          blocked: '',
          busy: '',
          messageId: 'id',
          webhookSecret: '',
          plain: false,
          perSecond: 1,
        }),
    )
    const tell = async (actor: OfficerActor) =>
      await all.as(actor, async (scope) => await greetNumbers(scope, { unitId: here }))
    await expect(tell(foreigner)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect([await tell(officer), await tell(officer)]).toEqual([1, 0])
    expect((await waiting()).map(({ priority }) => priority)).toEqual([1])
    expect(await enter(officer, asked(here, '0987654321'))).toMatchObject({ told: true })
    expect(await waiting()).toHaveLength(2)
  })

  test('does not go to somebody who had stopped', async () => {
    await enter(officer, asked(here))
    await all.as((await owner()).actor, stopNotices)
    const before = (await waiting()).length
    await enter(foreigner, asked(there))
    expect(await waiting()).toHaveLength(before)
  })
})

describe('Organisations', () => {
  test('are ticked by residents alone, found in pages, and leave with the consent to notices', async () => {
    const [member, other] = [await all.meet('zalo', here), await all.meet('zalo', here)]
    await all.as(
      member.actor,
      async (scope) => await switchOrganisation(scope, { organisation: 'women', isMember: true }),
    )
    const residentIds = [member.residentId, other.residentId]
    const found = async () =>
      await residentsOfOrganisations(all.house.database, { residentIds, organisations: ['women', 'elderly'] })
    expect([...(await found())]).toEqual([member.residentId])
    const byOfficer = all.as(
      officer,
      async (scope) => await switchOrganisation(scope, { organisation: 'women', isMember: true }),
    )
    await expect(byOfficer).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await all.as(
      member.actor,
      async (scope) => await withdrawConsent(scope, { purpose: 'notices', version: 'test', act: 'chosen' }),
    )
    expect((await found()).size).toBe(0)
    const without = all.as(
      member.actor,
      async (scope) => await switchOrganisation(scope, { organisation: 'youth', isMember: true }),
    )
    await expect(without).rejects.toMatchObject({ phrase: 'residents:organisations.noNotices' })
  })
})
