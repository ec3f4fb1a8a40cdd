import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attendanceFigures } from '../../../src/attendance/index.ts'
import { saveAccount } from '../../../src/channels/index.ts'
import { releaseReminders } from '../../../src/conversation/index.ts'
import { cancelDialogue, changeDialogue, type Dialogue } from '../../../src/dialogues/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { openAttendance, type AttendanceHouse, type Neighbour } from './attendance-house.ts'

describe('By which way a reminder goes', () => {
  let house: AttendanceHouse
  let session: Dialogue
  beforeAll(async () => {
    house = await openAttendance()
  })
  afterAll(async () => await house.close())

  /** A session at half past eight on Saturday, 5 December, announced by a notice that may cost, or not. */
  const begin = async (options: { mayCost?: boolean; sms?: boolean; templates?: Record<string, string> } = {}) => {
    for (const table of [
      'attendance_reminders',
      'attendances',
      'outbox',
      'outbox_history',
      'broadcast_recipients',
      'broadcasts',
    ]) {
      await house.sql.unsafe(`delete from ${table}`)
    }
    await house.sql`update dialogues set state = 'held'`
    const phone = { id: 'phone:default', platform: 'phone', externalId: 'default', name: 'SMS', lane: 'sms' } as const
    await saveAccount(house.house.database, { ...phone, credentials: null, capabilities: {} }, house.house.clock.now())
    await house.sql`update accounts set capabilities = ${JSON.stringify({ sms: options.sms ?? false })}::text::jsonb where id = ${phone.id}`
    const chosen = JSON.stringify(options.templates ?? {})
    await house.sql`update accounts set capabilities = ${chosen}::text::jsonb where id = 'zalo:oa'`
    house.at('2026-11-21T09:00')
    session = await house.announce()
    const at = house.house.clock.now().toISOString()
    await house.sql`insert into broadcasts (id, kind, dialogue_id, unit_id, state, audience_units, facts, may_cost,
        created_by, created_at, approved_at, updated_at)
      values (${newId()}, 'announcement', ${session.id}, ${session.unitId}, 'done', '[]'::jsonb,
        '{}'::jsonb, ${options.mayCost ?? false}, ${house.front.officerId}, ${at}, ${at}, ${at})`
  }
  /** Somebody who comes and wrote on Zalo last at this moment. */
  const onZalo = async (wroteAt: string): Promise<Neighbour> => {
    const [person] = await house.people(1, 'zalo:oa')
    const wrote = new Date(`${wroteAt}:00+07:00`).toISOString()
    await house.sql`update chats set window_opened_at = ${wrote}, last_inbound_at = ${wrote} where id = ${person.chatId}`
    await house.say(person, session, 'yes')
    return person
  }
  const byPhone = async (): Promise<Neighbour> => {
    const [person] = await house.people(1)
    await house.sql`update chats set account_id = 'phone:default', window_opened_at = null where id = ${person.chatId}`
    await house.sql`update contacts set account_id = 'phone:default' where chat_id = ${person.chatId}`
    await house.say(person, session, 'yes')
    return person
  }
  const outcomes = async (person: Neighbour): Promise<string[]> => {
    const rows = await house.sql<{ fact: string; outcome: string; way: string | null }[]>`
      select fact, outcome, way from attendance_reminders where resident_id = ${person.residentId} order by at, fact`
    return rows.map(({ fact, outcome, way }) => [fact.split('/')[0], outcome, ...(way ? [way] : [])].join(' '))
  }
  const writes = async (person: Neighbour, account = 'zalo:oa'): Promise<number> =>
    await house.as(
      house.system,
      async (scope) => await releaseReminders(scope, { chatId: person.chatId, accountId: account }),
    )
  const evening = '2026-12-04T19:00'
  const morning = '2026-12-05T07:00'

  it('an open window costs nothing; a window that costs only where the approved notice may cost; else it is held', async () => {
    await begin({ mayCost: false })
    const open = await onZalo('2026-12-03T12:00')
    const paid = await onZalo('2026-11-30T12:00')
    house.at(evening)
    expect(await house.remind()).toBe(1)
    expect(await outcomes(open)).toEqual(['evening sent zalo-free'])
    expect(await outcomes(paid)).toEqual(['evening held'])
    expect(await house.read(paid)).toEqual([])

    await begin({ mayCost: true })
    const allowed = await onZalo('2026-11-30T12:00')
    const closed = await onZalo('2026-11-22T12:00')
    house.at(evening)
    expect(await house.remind()).toBe(1)
    expect(await outcomes(allowed)).toEqual(['evening sent zalo-paid'])
    expect(await outcomes(closed)).toEqual(['evening held'])
  })

  it('an approved template for reminders carries it where every window is closed', async () => {
    await begin({ mayCost: true, templates: { 'template:reminder': '4711', 'template:change': '4712' } })
    const an = await onZalo('2026-11-22T12:00')
    house.at(evening)
    expect(await house.remind()).toBe(1)
    expect(await outcomes(an)).toEqual(['evening sent zalo-template'])
    const [told] = await house.read(an)
    expect(told?.template).toMatchObject({ templateId: '4711', data: { dia_diem: 'Nhà văn hóa số 5 phố Cửa Nam' } })
    expect(told?.choices).toBeUndefined()
  })

  it('a phone gets plain letters, no link, and is asked for one digit; without leave to spend it is beyond reach', async () => {
    await begin({ mayCost: true, sms: true })
    const an = await byPhone()
    house.at(evening)
    expect(await house.remind()).toBe(1)
    expect(await outcomes(an)).toEqual(['evening sent sms'])
    const [told] = await house.read(an)
    expect(told?.text).toMatch(/^[\x20-\x7e]+$/)
    expect(told?.text).toContain('8 gio 30, thu Bay, ngay 05/12/2026')
    expect(told?.text).not.toMatch(/https?:/)
    expect(told?.choices?.map(({ label }) => label)).toEqual(['Toi van den', 'Toi khong den duoc nua'])
    expect(told?.via).toBe('sms')

    await begin({ mayCost: false, sms: true })
    const binh = await byPhone()
    house.at(evening)
    expect(await house.remind()).toBe(0)
    expect(await outcomes(binh)).toEqual(['evening unreachable'])
  })

  it('many who are held keep nobody back', async () => {
    await begin()
    for (const person of await house.people(120, 'zalo:oa')) await house.say(person, session, 'yes')
    await house.sql`update chats set window_opened_at = '2026-11-01T00:00:00Z'`
    await onZalo('2026-12-04T12:00')
    house.at(evening)
    expect(await house.remind()).toBe(1)
    expect((await attendanceFigures(house.house.database, session.id)).reminders).toEqual({
      told: [{ way: 'zalo-free', count: 1 }],
      held: 120,
      unreachable: 0,
      needless: 0,
    })
  })

  it('what was held goes when they write, once, and of two rungs only the later', async () => {
    await begin()
    const an = await onZalo('2026-11-22T12:00')
    house.at(evening)
    expect(await house.remind()).toBe(0)
    house.at(morning)
    expect(await house.remind()).toBe(0)
    expect(await outcomes(an)).toEqual(['evening held', 'hours held'])
    house.at('2026-12-05T07:40')
    expect(await Promise.all([writes(an), writes(an)])).toContain(1)
    const told = await house.read(an)
    expect(told.map(({ text }) => text.split('\n')[0])).toEqual([expect.stringContaining('sắp bắt đầu')])
    expect((await outcomes(an)).toSorted()).toEqual(['evening needless', 'hours sent zalo-free'])
    expect(await writes(an)).toBe(0)
    expect(await house.remind()).toBe(0)
  })

  it('what was held does not go once the session began, after an answer, or to who stopped being written to', async () => {
    await begin()
    const [late, answers, leaves] = [
      await onZalo('2026-11-22T12:00'),
      await onZalo('2026-11-22T12:00'),
      await onZalo('2026-11-22T12:00'),
    ]
    house.at(evening)
    expect(await house.remind()).toBe(0)
    await house.say(answers, session, 'no')
    expect(await writes(answers)).toBe(0)
    expect(await outcomes(answers)).toEqual(['evening needless'])
    await house.sql`update residents set notices_stopped_at = '2026-12-04T12:00:00Z' where id = ${leaves.residentId}`
    expect(await writes(leaves)).toBe(0)
    house.at('2026-12-05T08:31')
    expect(await writes(late)).toBe(0)
    expect(await house.read(late)).toEqual([])
  })

  it('a change that was held is told as it stands by now; what a notice has told since is needless', async () => {
    await begin()
    const [an, binh] = [await onZalo('2026-11-22T12:00'), await onZalo('2026-11-22T12:00')]
    house.at('2026-12-02T10:00')
    const changed = await house.as(
      house.front,
      async (scope) =>
        await changeDialogue(scope, {
          id: session.id,
          version: session.version,
          changes: { place: 'Hội trường phường' },
        }),
    )
    session = await house.tell(changed.dialogue, 'change')
    await house.sql`update broadcasts set may_cost = false`
    expect(await house.remind()).toBe(0)
    expect(await outcomes(an)).toEqual(['change held'])
    house.at('2026-12-02T11:00')
    expect(await writes(an)).toBe(1)
    expect((await house.read(an))[0]?.text).toContain('Địa điểm: Hội trường phường')
    // The announcement was held for this one too, and its broadcast has just let the newest notice go.
    const [notice] = await house.sql<{ id: string }[]>`select id from broadcasts where kind = 'announcement'`
    const at = house.house.clock.now().toISOString()
    await house.sql`insert into outbox (lane, account_id, chat_id, priority, due_at, expires_at, ref, created_at, payload)
      values ('lane:zalo:oa', 'zalo:oa', ${binh.chatId}, 1, ${at}, '2026-12-05T00:00:00Z', ${`broadcast:${notice?.id}`}, ${at}, '\\x00'::bytea)`
    expect(await writes(binh)).toBe(0)
    expect(await outcomes(binh)).toEqual(['change needless'])
  })

  it('of a session that was called off only the cancellation is told', async () => {
    await begin()
    const an = await onZalo('2026-11-22T12:00')
    house.at(evening)
    expect(await house.remind()).toBe(0)
    house.at('2026-12-04T20:00')
    await house.as(house.front, async (scope) => await cancelDialogue(scope, { id: session.id, reason: 'Bão số 9' }))
    // People do not know yet: neither the old nor the new is said.
    expect(await writes(an)).toBe(0)
    session = await house.tell(session, 'cancellation')
    await house.sql`update broadcasts set may_cost = false`
    expect(await house.remind()).toBe(0)
    house.at('2026-12-04T20:30')
    expect(await writes(an)).toBe(1)
    const told = await house.read(an)
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('ĐÃ HỦY')
  })

  it('one that the platform refused, or that expired in line, is held again and never counts as told', async () => {
    await begin()
    const [refused, expired] = [await onZalo('2026-12-04T12:00'), await onZalo('2026-12-04T12:00')]
    house.at(evening)
    expect(await house.remind()).toBe(2)
    const settle = async (person: Neighbour, outcome: string): Promise<void> => {
      const at = house.house.clock.now().toISOString()
      await house.sql`
        with gone as (delete from outbox where chat_id = ${person.chatId} returning *)
        insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
        select id, lane, account_id, chat_id, priority, ${outcome}, 1, false, ref, created_at, ${at}::timestamptz from gone`
    }
    await settle(refused, 'refused')
    await settle(expired, 'expired')
    house.at('2026-12-04T19:01')
    expect(await house.remind()).toBe(0)
    expect(await outcomes(refused)).toEqual(['evening held'])
    expect(await outcomes(expired)).toEqual(['evening held'])
    house.at('2026-12-04T19:30')
    expect(await writes(refused)).toBe(1)
    expect(await house.remind()).toBe(0)
    expect(await outcomes(refused)).toEqual(['evening sent zalo-free'])
  })
})
