import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askUnitsAgain } from '../../../src/conversation/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import {
  answerRequest,
  chooseUnit,
  contestMute,
  endMute,
  findResidentByChat,
  lapseUnconfirmed,
  makeLinkCode,
  meetResident,
  muteResident,
  openRequests,
  requestData,
  verifyVoter,
} from '../../../src/residents/index.ts'
import { changeUnits } from '../../../src/units/index.ts'
import { openResidents, type Residents } from './residents-house.ts'

let all: Residents
beforeAll(async () => {
  all = await openResidents()
})
afterAll(async () => await all.close())

const officerOf = (unitId: string): OfficerActor => ({
  kind: 'officer',
  officerId: crypto.randomUUID(),
  grants: [{ role: 'front_officer', unitId, unitPath: ['vn', '01', unitId] }],
})
const officer = officerOf('00082')
const later = (days: number) => new Date(all.house.clock.now().getTime() + days * 86_400_000)
const cardOf = async (chatId: number) => await findResidentByChat(all.house.database, all.house.keyring, chatId)

describe('Mutes', () => {
  test('hold for a stated time by a named rule, can be contested once and lifted', async () => {
    const person = await all.meet('zalo', '00082')
    const until = later(3)
    await all.as(
      officer,
      async (scope) => await muteResident(scope, { residentId: person.residentId, why: 'insults', until }),
    )
    expect(await cardOf(person.chatId)).toMatchObject({ mutedUntil: until, mutedWhy: 'insults' })
    expect(await all.as(person.actor, contestMute)).toBe(true)
    const [row] = await all.house.database.execute<{ at: string }>(
      sql`select mute_contested_at as at from residents where id = ${person.residentId}`,
    )
    expect(row?.at).not.toBeNull()
    await all.as(officer, async (scope) => await endMute(scope, { residentId: person.residentId }))
    expect(await cardOf(person.chatId)).toMatchObject({ mutedUntil: null, mutedWhy: null })
    expect(await all.as(person.actor, contestMute)).toBe(false)
  })

  test('end within 30 days, and are for officers of the unit or a job', async () => {
    const person = await all.meet('zalo', '00082')
    const mute = { residentId: person.residentId, why: 'flood' } as const
    const tooLong = all.as(officer, async (scope) => await muteResident(scope, { ...mute, until: later(31) }))
    await expect(tooLong).rejects.toMatchObject({ code: 'INVALID', phrase: 'residents:muteTooLong' })
    for (const actor of [officerOf('00070'), person.actor]) {
      const foreign = all.as(actor, async (scope) => await muteResident(scope, { ...mute, until: later(1) }))
      await expect(foreign).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await all.as(all.system, async (scope) => await muteResident(scope, { ...mute, until: later(1) }))
    expect((await cardOf(person.chatId))?.mutedWhy).toBe('flood')
  })
})

describe('A voter checked at the desk', () => {
  test('shows a code from their chat: kept are who checked and when, and nothing else', async () => {
    const person = await all.meet('zalo', '00082')
    const { digits } = await all.as(person.actor, makeLinkCode)
    await all.as(officer, async (scope) => await verifyVoter(scope, { code: digits }))
    const [row] = await all.house.database.execute<{ by: string; at: string }>(
      sql`select voter_checked_by as by, voter_checked_at as at from residents where id = ${person.residentId}`,
    )
    expect(row?.by).toBe(officer.officerId)
    const again = all.as(officer, async (scope) => await verifyVoter(scope, { code: digits }))
    await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND', phrase: 'residents:codeWrong' })
  })

  test('an officer of another ward cannot check them', async () => {
    const person = await all.meet('zalo', '00082')
    const { digits } = await all.as(person.actor, makeLinkCode)
    const foreign = all.as(officerOf('00070'), async (scope) => await verifyVoter(scope, { code: digits }))
    await expect(foreign).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('The register of requests', () => {
  test('an officer of the unit answers what is open, once', async () => {
    const person = await all.meet('zalo', '00082')
    const request = await all.as(person.actor, async (scope) => await requestData(scope, { kind: 'correct' }))
    expect((await openRequests(all.house.database)).map(({ number }) => number)).toContain(request.number)
    const answer = { number: request.number, outcome: 'corrected' } as const
    const foreign = all.as(officerOf('00070'), async (scope) => await answerRequest(scope, answer))
    await expect(foreign).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await all.as(officer, async (scope) => await answerRequest(scope, answer))
    const twice = all.as(officer, async (scope) => await answerRequest(scope, answer))
    await expect(twice).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('a question "erase?" that nobody answered ends after a day', async () => {
    const person = await all.meet('zalo', '00082')
    await all.as(person.actor, async (scope) => await requestData(scope, { kind: 'erase' }))
    expect(await all.as(all.system, lapseUnconfirmed)).toBe(0)
    all.house.clock.advance(25 * 3_600_000)
    expect(await all.as(all.system, lapseUnconfirmed)).toBe(1)
    expect(await cardOf(person.chatId)).not.toBeNull()
  })
})

describe('Meeting and moving', () => {
  test('nobody is met twice on one chat, nor without a consent to relay', async () => {
    const person = await all.meet('zalo', '00082')
    const meeting = { chatId: person.chatId, accountId: 'zalo:1', language: 'vi' } as const
    const relay = { purpose: 'relay', version: 'test', act: 'chosen' } as const
    const twice = all.as(all.system, async (scope) => await meetResident(scope, { ...meeting, consents: [relay] }))
    await expect(twice).rejects.toMatchObject({ code: 'CONFLICT' })
    const without = all.as(all.system, async (scope) => await meetResident(scope, { ...meeting, consents: [] }))
    await expect(without).rejects.toMatchObject({ code: 'PRECONDITION' })
  })

  test('nobody lives in a province or in a unit that is no more', async () => {
    const person = await all.meet('zalo', '00082')
    for (const [unitId, phrase] of [
      ['01', 'residents:unitTooWide'],
      ['99999', 'residents:unitGone'],
    ] as const) {
      const moving = all.as(person.actor, async (scope) => await chooseUnit(scope, { unitId }))
      await expect(moving).rejects.toMatchObject({ code: 'INVALID', phrase })
    }
    expect((await cardOf(person.chatId))?.unitId).toBe('00082')
  })
})

describe('After a merger', () => {
  test('residents concerned are asked once, nobody is moved, and who chose afterwards is left alone', async () => {
    const stays = await all.meet('zalo', '00008')
    await all.as(all.system, async (scope) => {
      await changeUnits(scope, {
        effectiveOn: '2026-12-01',
        source: 'Nghị quyết thử nghiệm',
        opens: [{ key: 'new', code: '00009', parentId: '01', fullName: 'Phường Ngọc Hồ' }],
        moves: [
          { fromId: '00008', to: 'new', share: 'part' },
          { fromId: '00008', to: '00004', share: 'rest' },
        ],
      })
    })
    expect(await all.as(all.system, askUnitsAgain)).toBe(0)
    all.house.clock.set(new Date('2026-12-01T02:00:00Z'))
    const newcomer = await all.meet('zalo', '00004')
    expect(await all.as(all.system, askUnitsAgain)).toBe(1)
    expect(await all.as(all.system, askUnitsAgain)).toBe(0)
    const rows = await all.house.database.execute<{ chat_id: string; payload: Buffer }>(
      sql`select chat_id, payload from outbox where dedupe_key like 'unit-question:%'`,
    )
    expect(rows.map((row) => Number(row.chat_id))).toEqual([stays.chatId])
    const [row] = rows
    const text = all.house.keyring.openText('outbox', row!.payload, `outbox.payload:${stays.chatId}`)
    expect(text).toContain('Phường Ba Đình, Phường Ngọc Hồ')
    expect((await cardOf(stays.chatId))?.unitId).toBe('00008')
    expect((await cardOf(newcomer.chatId))?.unitId).toBe('00004')
  })
})
