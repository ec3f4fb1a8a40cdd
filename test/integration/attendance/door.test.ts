import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  attendanceFigures,
  attendanceRetention,
  checkIn,
  countByHand,
  doorLines,
  invite,
  listInvitations,
  retainAttendance,
  strikeInvitee,
  undoCheckIn,
  undoCount,
} from '../../../src/attendance/index.ts'
import type { Dialogue } from '../../../src/dialogues/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { group, otherWard } from '../broadcasts/ward.ts'
import { openAttendance, type AttendanceHouse } from './attendance-house.ts'

describe('At the door', () => {
  let house: AttendanceHouse
  beforeAll(async () => {
    house = await openAttendance()
  })
  afterAll(async () => await house.close())

  const door = async (session: Dialogue, ticket: string, persons?: number) =>
    await house.as(
      house.front,
      async (scope) =>
        await checkIn(scope, { dialogueId: session.id, ticket, ...(persons === undefined ? {} : { persons }) }),
    )
  const count = async (session: Dialogue, persons: number, more: object = {}): Promise<boolean> =>
    await house.as(
      house.front,
      async (scope) =>
        await countByHand(scope, {
          dialogueId: session.id,
          key: newId(),
          groupUnitId: null,
          households: null,
          persons,
          ...more,
        }),
    )
  const names = async (session: Dialogue) =>
    (await listInvitations(house.house.database, house.house.keyring, session.id)).map((one) => one.invitee?.name)
  const figures = async (session: Dialogue) => await attendanceFigures(house.house.database, session.id)

  it('a ticket counts those who were said to come, once, whether it is read or typed', async () => {
    const session = await house.announce()
    const [an] = await house.people(1)
    const { code } = (await house.say(an, session, 'yes', 2)).attendance
    const url = `https://nhipcau.example/verify/${session.noticeCode}/ve/${code}`
    expect(await door(session, url)).toEqual({ code, persons: 3, isFirst: true })
    expect(await door(session, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toEqual({ code, persons: 3, isFirst: false })
    expect((await figures(session)).came.persons).toBe(3)
    expect(await door(session, code, 2)).toEqual({ code, persons: 2, isFirst: false })
    expect((await figures(session)).came.persons).toBe(2)
    await house.as(house.front, async (scope) => await undoCheckIn(scope, { dialogueId: session.id, code }))
    expect((await figures(session)).came.persons).toBe(0)
  })

  it('ten doors that read one ticket at once count it once', async () => {
    const session = await house.announce()
    const [an] = await house.people(1)
    const { code } = (await house.say(an, session, 'yes')).attendance
    const all = await Promise.all(Array.from({ length: 10 }, async () => await door(session, code)))
    expect(all.filter((one) => one.isFirst)).toHaveLength(1)
    expect((await figures(session)).came.persons).toBe(1)
  })

  it('a wrong code, one of another session and one that is none are told apart', async () => {
    const session = await house.announce()
    const other = await house.announce()
    const [an] = await house.people(1)
    const { code } = (await house.say(an, other, 'yes')).attendance
    await expect(door(session, '123')).rejects.toMatchObject({ phrase: 'attendance:cannot.ticketForm' })
    await expect(door(session, code)).rejects.toMatchObject({ phrase: 'attendance:cannot.ticketUnknown' })
    await expect(door(session, `x/verify/${other.noticeCode}/ve/${code}`)).rejects.toMatchObject({
      phrase: 'attendance:cannot.ticketElsewhere',
    })
    await expect(door(session, code, 51)).rejects.toMatchObject({ phrase: 'attendance:cannot.persons' })
    const draft = await house.call(house.front)
    await expect(door(draft, code)).rejects.toMatchObject({ phrase: 'attendance:cannot.notAnnounced' })
  })

  it('who has no phone is counted by hand, by ward group; the same form twice counts once, and a slip is taken back', async () => {
    const session = await house.announce()
    const key = newId()
    expect(await count(session, 5, { key, groupUnitId: group, households: 3 })).toBe(true)
    expect(await count(session, 5, { key, groupUnitId: group, households: 3 })).toBe(false)
    expect(await count(session, 2)).toBe(true)
    const slip = newId()
    await count(session, 9, { key: slip })
    await house.as(house.front, async (scope) => await undoCount(scope, { dialogueId: session.id, key: slip }))
    const made = await figures(session)
    expect(made.came).toEqual({ persons: 7, byTicket: 0, byInvitation: 0, byHand: 7, invitees: 0 })
    expect(made.households).toEqual({ known: 3, ofPersons: 5 })
    expect(made.groups).toEqual([
      { unitId: group, name: 'Tổ dân phố số 5', said: 0, came: 5 },
      { unitId: null, name: null, said: 0, came: 2 },
    ])
    expect(
      (await doorLines(house.house.database, session.id)).map(({ persons }) => persons).toSorted((a, b) => a - b),
    ).toEqual([2, 5])
  })

  it.each([
    [{ persons: 0 }, 'persons'],
    [{ persons: 2001 }, 'persons'],
    [{ persons: 3, households: 4 }, 'households'],
    [{ persons: 3, groupUnitId: otherWard }, 'group'],
    [{ persons: 3, groupUnitId: 'nowhere' }, 'group'],
  ])('a count like %j is refused beside its field', async (more, field) => {
    const session = await house.announce()
    await expect(count(session, 1, more)).rejects.toMatchObject({ code: 'INVALID', field })
  })

  it('only officers of the unit stand at the door', async () => {
    const session = await house.announce()
    const stranger = await house.officer(['front_officer'], otherWard)
    const leader = await house.officer(['leader'])
    for (const actor of [stranger, leader]) {
      const trying = house.as(
        actor,
        async (scope) => await checkIn(scope, { dialogueId: session.id, ticket: '1234567' }),
      )
      await expect(trying).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })

  it('a pasted list becomes invitations, sealed, each person once, and their code opens the door', async () => {
    const session = await house.announce()
    const list = [
      'Họ tên\tChức vụ\tCơ quan\tĐịa chỉ',
      'Bà Nguyễn Thị Hoa\tChủ tịch Hội Phụ nữ\tHội Phụ nữ phường\t12 Cửa Nam',
      'Ông Trần Văn Bình\tTổ trưởng\tTổ dân phố số 5\t0912 345 678',
      'bà nguyễn thị hoa\tChủ tịch hội phụ nữ\tHội Phụ nữ phường\t',
    ].join('\n')
    const put = async () =>
      await house.as(house.front, async (scope) => await invite(scope, { dialogueId: session.id, list }))
    expect(await put()).toEqual({ added: 2, known: 1 })
    expect(await put()).toEqual({ added: 0, known: 3 })
    expect(await names(session)).toEqual(['Bà Nguyễn Thị Hoa', 'Ông Trần Văn Bình'])
    const [row] = await house.sql<{ person: Buffer }[]>`
      select person from attendance_invitations where dialogue_id = ${session.id} limit 1`
    expect(row?.person.includes(Buffer.from('Hoa'))).toBe(false)
    const [hoa] = await listInvitations(house.house.database, house.house.keyring, session.id)
    expect(hoa?.code).toMatch(/^[5-9]\d{6}$/)
    expect(await door(session, hoa?.code ?? '')).toMatchObject({ persons: 1, isFirst: true })
    expect(await figures(session)).toMatchObject({ invited: 2, came: { persons: 1, byInvitation: 1, invitees: 1 } })
  })

  it('a struck name is gone at once; who has come stays as a number', async () => {
    const session = await house.announce()
    await house.as(
      house.front,
      async (scope) => await invite(scope, { dialogueId: session.id, list: 'Ông A; Trưởng ban\nÔng B; Phó ban' }),
    )
    const [a, b] = await listInvitations(house.house.database, house.house.keyring, session.id)
    await door(session, a?.code ?? '')
    for (const one of [a, b]) {
      await house.as(
        house.front,
        async (scope) => await strikeInvitee(scope, { dialogueId: session.id, id: one?.id ?? '' }),
      )
    }
    expect(await names(session)).toEqual([undefined])
    expect((await figures(session)).came.byInvitation).toBe(1)
  })

  it('names leave by themselves after the retention, figures stay', async () => {
    const session = await house.announce()
    const [an] = await house.people(1)
    await house.say(an, session, 'yes', 1)
    await house.as(house.front, async (scope) => await invite(scope, { dialogueId: session.id, list: 'Ông A' }))
    const wait = (days: number) =>
      house.house.clock.set(new Date(Date.parse('2026-12-05T05:00:00Z') + days * 86_400_000))
    const owner = async () => {
      const [row] = await house.sql`select resident_id from attendances where dialogue_id = ${session.id}`
      return row?.['resident_id'] as string | null
    }
    wait(attendanceRetention.invitees - 1)
    await house.as(house.system, retainAttendance)
    expect(await names(session)).toEqual(['Ông A'])
    wait(attendanceRetention.invitees + 1)
    await house.as(house.system, retainAttendance)
    expect([await names(session), await owner()]).toEqual([[undefined], an.residentId])
    wait(attendanceRetention.answers + 1)
    await house.as(house.system, retainAttendance)
    expect(await owner()).toBeNull()
    expect(await figures(session)).toMatchObject({ invited: 1, yes: { answers: 1, persons: 2 } })
  })
})
