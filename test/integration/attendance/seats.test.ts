import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAttendance, eraseAttendanceOf, moveAttendance } from '../../../src/attendance/index.ts'
import { cancelDialogue, changeDialogue } from '../../../src/dialogues/index.ts'
import { openAttendance, type AttendanceHouse } from './attendance-house.ts'

describe('Who comes to a session', () => {
  let house: AttendanceHouse
  beforeAll(async () => {
    house = await openAttendance()
  })
  afterAll(async () => await house.close())

  it('an answer is kept, changed at any time, and keeps its entry code', async () => {
    const session = await house.announce()
    const [an] = await house.people(1)
    const first = await house.say(an, session, 'yes', 2)
    expect(first.attendance).toMatchObject({ answer: 'yes', companions: 2, place: 'seat' })
    expect(first.attendance.code).toMatch(/^[1-4]\d{6}$/)
    const second = await house.say(an, session, 'perhaps')
    expect(second.attendance).toMatchObject({ answer: 'perhaps', companions: 2, place: null })
    const third = await house.say(an, session, 'no')
    expect(third.attendance).toMatchObject({
      answer: 'no',
      companions: 0,
      place: null,
      code: first.attendance.code,
    })
  })

  it('takes at most five companions, and no answer for what is over, called off or unknown', async () => {
    const session = await house.announce()
    const [an] = await house.people(1)
    for (const companions of [6, -1, 0.5, Number.NaN]) {
      await expect(house.say(an, session, 'yes', companions)).rejects.toMatchObject({ code: 'INVALID' })
    }
    await house.as(house.front, async (scope) => await cancelDialogue(scope, { id: session.id, reason: 'Bão' }))
    // Nobody was told yet: for people it is still on.
    expect((await house.say(an, session, 'yes')).attendance.place).toBe('seat')
    await house.tell(session, 'cancellation')
    await expect(house.say(an, session, 'yes')).rejects.toMatchObject({ phrase: 'attendance:cannot.cancelled' })
    const draft = await house.call(house.front)
    await expect(house.say(an, draft, 'yes')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      house.as(house.front, async (scope) => {
        return await answerAttendance(scope, {
          dialogueId: draft.id,
          answer: 'yes',
          groupUnitId: null,
          channel: 'web',
        })
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('when all seats are taken people wait in order, and move up strictly in that order', async () => {
    const session = await house.announce({ capacity: 4 })
    const [an, binh, chi, dung] = await house.people(4)
    await house.say(an, session, 'yes', 2)
    expect((await house.say(binh, session, 'yes', 1)).waitingPosition).toBe(1)
    // One seat is free, but Bình's party of two stands before Chi.
    expect((await house.say(chi, session, 'yes')).waitingPosition).toBe(2)
    expect((await house.say(dung, session, 'yes', 3)).waitingPosition).toBe(3)
    await house.say(an, session, 'yes', 0)
    expect([await house.seatOf(binh, session), await house.seatOf(chi, session)]).toEqual(['seat', 'seat'])
    expect(await house.seatOf(dung, session)).toBe('waiting')
    await house.say(an, session, 'no')
    expect(await house.seatOf(dung, session)).toBe('waiting')
    // He comes alone after all: his own act makes the party fit.
    expect((await house.say(dung, session, 'yes', 0)).attendance.place).toBe('seat')
  })

  it('who waits keeps the place in the line whatever they change, and loses it with a no', async () => {
    const session = await house.announce({ capacity: 1 })
    const [an, binh, chi] = await house.people(3)
    await house.say(an, session, 'yes')
    await house.say(binh, session, 'yes')
    await house.say(chi, session, 'yes')
    expect((await house.say(binh, session, 'yes', 0)).waitingPosition).toBe(1)
    await house.say(binh, session, 'no')
    expect((await house.say(binh, session, 'yes')).waitingPosition).toBe(2)
    await house.say(an, session, 'perhaps')
    expect([await house.seatOf(chi, session), await house.seatOf(binh, session)]).toEqual(['seat', 'waiting'])
  })

  it('a seat is not lost by asking for more than there is, and the refusal says how many there are', async () => {
    const session = await house.announce({ capacity: 3 })
    const [an] = await house.people(1)
    await house.say(an, session, 'yes')
    await expect(house.say(an, session, 'yes', 4)).rejects.toMatchObject({
      phrase: 'attendance:cannot.room',
      values: { count: 2 },
    })
    expect(await house.seatOf(an, session)).toBe('seat')
  })

  it('twenty people who answer at once never get more seats than there are', async () => {
    const session = await house.announce({ capacity: 7 })
    const all = await house.people(20)
    await Promise.all(all.map(async (one) => await house.say(one, session, 'yes')))
    const [row] = await house.sql<{ seats: number; waiting: number }[]>`
      select count(*) filter (where place = 'seat')::int as seats, count(*) filter (where place = 'waiting')::int as waiting
      from attendances where dialogue_id = ${session.id}`
    expect(row).toEqual({ seats: 7, waiting: 13 })
  })

  it('an erasure frees the seat for the next, and of a past session leaves a number that leads to nobody', async () => {
    const session = await house.announce({ capacity: 1 })
    const past = await house.announce({ title: 'Buổi đã qua' })
    const [an, binh] = await house.people(2)
    await house.say(an, session, 'yes')
    await house.say(binh, session, 'yes')
    await house.say(an, past, 'yes', 1)
    await house.sql`update dialogues set starts_at = '2026-11-20T01:00:00Z' where id = ${past.id}`
    await house.as(house.system, async (scope) => await eraseAttendanceOf(scope, an.residentId))
    expect(await house.seatOf(binh, session)).toBe('seat')
    const rows = await house.sql`
      select resident_id, companions from attendances where dialogue_id in (${session.id}, ${past.id})
      order by companions desc`
    expect([...rows]).toEqual([
      { resident_id: null, companions: 1 },
      { resident_id: binh.residentId, companions: 0 },
    ])
  })

  it('two contacts of one person hold one seat', async () => {
    const session = await house.announce({ capacity: 2 })
    const [one, other, binh] = await house.people(3)
    await house.say(one, session, 'yes')
    await house.say(other, session, 'yes')
    await house.say(binh, session, 'yes')
    expect(await house.seatOf(binh, session)).toBe('waiting')
    await house.as(house.system, async (scope) => await moveAttendance(scope, one.residentId, other.residentId))
    expect(await house.seatOf(binh, session)).toBe('seat')
    const rows = await house.sql`select 1 from attendances where resident_id = ${one.residentId}`
    expect(rows).toHaveLength(0)
  })

  it('more seats in the record let people move up with the next round of reminders', async () => {
    let session = await house.announce({ capacity: 1 })
    const [an, binh] = await house.people(2)
    await house.say(an, session, 'yes')
    await house.say(binh, session, 'yes')
    house.at('2026-11-23T09:00')
    await house.remind()
    const changed = await house.as(
      house.front,
      async (scope) =>
        await changeDialogue(scope, { id: session.id, version: session.version, changes: { capacity: 2 } }),
    )
    session = changed.dialogue
    expect(changed.noticeDue).toBeNull()
    house.at('2026-11-23T10:00')
    expect(await house.remind()).toBe(1)
    expect((await house.read(binh))[0]?.text).toContain('Đã có chỗ cho ông/bà')
    expect(await house.remind()).toBe(0)
  })
})
