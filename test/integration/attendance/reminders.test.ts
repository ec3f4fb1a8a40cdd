import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { remindAttendees } from '../../../src/conversation/index.ts'
import { cancelDialogue, changeDialogue, saveCouncilSession, type Dialogue } from '../../../src/dialogues/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { stopNotices } from '../../../src/residents/index.ts'
import { switchRule } from '../../../src/rules/index.ts'
import { openAttendance, type AttendanceHouse, type Neighbour } from './attendance-house.ts'

describe('The ladder of reminders', () => {
  let house: AttendanceHouse
  let session: Dialogue
  beforeAll(async () => {
    house = await openAttendance()
  })
  afterAll(async () => await house.close())

  /** A session of its own at half past eight on Saturday, 5 December; the clock stands two weeks before. */
  const begin = async (
    changes: Parameters<AttendanceHouse['announce']>[0] = {},
    now = '2026-11-21T09:00',
  ): Promise<void> => {
    await house.sql`delete from attendance_reminders`
    await house.sql`delete from attendances`
    await house.sql`delete from opinion_authors`
    await house.sql`delete from outbox`
    await house.sql`delete from broadcasts`
    await house.sql`update dialogues set state = 'held'`
    house.at(now)
    session = await house.announce(changes)
  }
  const one = async (): Promise<Neighbour> => (await house.people(1))[0]
  const asks = async (person: Neighbour): Promise<void> => {
    const id = newId()
    const at = house.house.clock.now().toISOString()
    await house.sql`insert into opinions (id, code_hash, unit_id, dialogue_id, opinion_class, naming, channel, language, received_at)
      values (${id}, gen_random_uuid(), '00082', ${session.id}, 'question', 'sealed', 'zalo', 'vi', ${at})`
    await house.sql`insert into opinion_authors (opinion_id, resident_id, chat_id) values (${id}, ${person.residentId}, ${person.chatId})`
  }
  const change = async (changes: Parameters<typeof changeDialogue>[1]['changes']): Promise<void> => {
    const changed = await house.as(
      house.front,
      async (scope) => await changeDialogue(scope, { id: session.id, version: session.version, changes }),
    )
    session = changed.dialogue
  }

  it('the evening before and two hours before, each once, with everything that a notice must say', async () => {
    await begin()
    const an = await one()
    await house.say(an, session, 'yes', 2)
    house.at('2026-12-04T18:59')
    expect(await house.remind()).toBe(0)
    house.at('2026-12-04T19:00')
    expect(await house.remind()).toBe(1)
    const [evening] = await house.read(an)
    for (const words of [
      'thứ Bảy, ngày 05/12/2026',
      '8 giờ 30',
      'Nhà văn hóa số 5 phố Cửa Nam',
      'Thu gom rác thải sinh hoạt',
      'Đối thoại về thu gom rác và vệ sinh ngõ phố',
      '024 3825 1234',
      `${session.noticeCode.slice(0, 3)} ${session.noticeCode.slice(3)}`,
      'Tài khoản này không bao giờ hỏi tiền, mã OTP hay số căn cước.',
      'Ông/bà đã báo đến: 3 người.',
    ]) {
      expect(evening?.text).toContain(words)
    }
    expect(evening?.choices?.map(({ label }) => label)).toEqual(['Tôi vẫn đến', 'Tôi không đến được nữa'])
    house.at('2026-12-04T20:30')
    expect(await house.remind()).toBe(0)
    // Two hours before half past eight is night: the reminder waits for the morning.
    house.at('2026-12-05T06:30')
    expect(await house.remind()).toBe(0)
    house.at('2026-12-05T07:00')
    expect(await house.remind()).toBe(1)
    expect((await house.read(an))[0]?.text).toContain('sắp bắt đầu')
    house.at('2026-12-05T08:10')
    expect(await house.remind()).toBe(0)
  })

  it('only those who come, or perhaps, or have asked something; a no ends it', async () => {
    await begin()
    const [comes, perhaps, not, asked, askedButNot, silent] = await house.people(6)
    await house.say(comes, session, 'yes')
    await house.say(perhaps, session, 'perhaps')
    await house.say(not, session, 'no')
    await asks(asked)
    await asks(asked)
    await asks(askedButNot)
    await house.say(askedButNot, session, 'no')
    house.at('2026-12-04T19:01')
    expect(await house.remind()).toBe(3)
    expect((await house.read(asked)).map(({ text }) => text.split('\n')[0])).toEqual([
      'Buổi đối thoại mà ông/bà đã gửi câu hỏi diễn ra lúc 8 giờ 30, thứ Bảy, ngày 05/12/2026. Kính mời ông/bà đến nghe trả lời.',
    ])
    for (const person of [not, askedButNot, silent]) expect(await house.read(person)).toEqual([])
    await house.say(comes, session, 'no')
    house.at('2026-12-05T07:30')
    expect(await house.remind()).toBe(2)
    expect(await house.read(comes)).toHaveLength(1)
  })

  it('nobody who stopped notices, is held back, never agreed to them, or cannot be reached', async () => {
    await begin()
    const [stopped, muted, never, gone] = await house.people(4)
    for (const person of [stopped, muted, never, gone]) await house.say(person, session, 'yes')
    await house.as(stopped.actor, stopNotices)
    await house.sql`update residents set muted_until = '2027-01-01', muted_why = 'spam' where id = ${muted.residentId}`
    await house.sql`delete from consents where resident_id = ${never.residentId}`
    await house.sql`update chats set reachability = 'blocked' where id = ${gone.chatId}`
    house.at('2026-12-04T19:05')
    expect(await house.remind()).toBe(0)
    const rows = await house.sql`select outcome from attendance_reminders`
    expect([...rows]).toEqual([{ outcome: 'unreachable' }])
    const [left] = await house.sql<{ count: number }[]>`select count(*)::int from outbox`
    expect(left?.count).toBe(0)
  })

  it('who answers after the hour of a rung is not told what they have just read', async () => {
    await begin()
    const an = await one()
    house.at('2026-12-04T19:30')
    await house.say(an, session, 'yes')
    expect(await house.remind()).toBe(0)
    house.at('2026-12-05T07:00')
    expect(await house.remind()).toBe(1)
  })

  it('a service that was down makes up for it in the morning, and says nothing once it is too late', async () => {
    await begin({
      startsAt: new Date('2026-12-05T07:00:00Z'),
      endsAt: new Date('2026-12-05T09:00:00Z'),
    })
    const an = await one()
    await house.say(an, session, 'yes')
    house.at('2026-12-04T23:30')
    expect(await house.remind()).toBe(0)
    house.at('2026-12-05T07:02')
    expect(await house.remind()).toBe(1)
    expect(await house.read(an)).toHaveLength(1)
    // Both the next rung and the one after were missed: half an hour before it helps nobody any more.
    house.at('2026-12-05T13:31')
    expect(await house.remind()).toBe(0)
    await begin()
    await house.say(an, session, 'yes')
    house.at('2026-12-05T08:01')
    expect(await house.remind()).toBe(0)
  })

  it('processes that look at the same time never write twice', async () => {
    await begin()
    const all = await house.people(30)
    for (const person of all) await house.say(person, session, 'yes')
    house.at('2026-12-04T19:00')
    const counts = await Promise.all(
      Array.from({ length: 5 }, async () => await house.as(house.system, remindAttendees)),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30)
    const [row] = await house.sql<{ count: number }[]>`select count(*)::int from outbox`
    expect(row?.count).toBe(30)
  })

  it('what waits in line leaves before the night begins, or not at all', async () => {
    await begin()
    const an = await one()
    await house.say(an, session, 'yes')
    house.at('2026-12-04T20:50')
    await house.remind()
    const [row] = await house.sql<{ expires_at: Date }[]>`select expires_at from outbox where chat_id = ${an.chatId}`
    expect(new Date(row?.expires_at ?? 0).toISOString()).toBe('2026-12-04T14:00:00.000Z')
  })

  it('a change of the hour is told at once to those whom no broadcast reaches, and the ladder begins anew', async () => {
    await begin()
    const an = await one()
    await house.say(an, session, 'yes')
    house.at('2026-12-04T19:00')
    expect(await house.remind()).toBe(1)
    house.at('2026-12-04T19:10')
    await change({
      startsAt: new Date('2026-12-06T02:00:00Z'),
      endsAt: null,
      collectionClosesAt: new Date('2026-12-05T10:00:00Z'),
    })
    // Officers know, people do not: the old hour is not repeated, the new one not yet said.
    expect(await house.remind()).toBe(0)
    session = await house.tell(session, 'change')
    expect(await house.remind()).toBe(1)
    expect((await house.read(an)).at(-1)?.text).toMatch(/THAY ĐỔI\. Nay là 9 giờ, Chủ nhật, ngày 06\/12\/2026/u)
    expect(await house.remind()).toBe(0)
    house.at('2026-12-05T07:00')
    expect(await house.remind()).toBe(0)
    house.at('2026-12-05T19:00')
    expect(await house.remind()).toBe(1)
  })

  it('a change that was approved in the night waits for the morning', async () => {
    await begin()
    const an = await one()
    await house.say(an, session, 'yes')
    house.at('2026-12-02T22:00')
    await change({ place: 'Hội trường phường' })
    session = await house.tell(session, 'change')
    expect(await house.remind()).toBe(0)
    house.at('2026-12-03T07:00')
    expect(await house.remind()).toBe(1)
    expect((await house.read(an))[0]?.text).toContain('Địa điểm: Hội trường phường')
  })

  it('a cancellation reaches who comes and did not get the notice, and ends the ladder', async () => {
    await begin()
    const an = await one()
    await house.say(an, session, 'yes')
    house.at('2026-12-03T10:00')
    await house.as(house.front, async (scope) => await cancelDialogue(scope, { id: session.id, reason: 'Bão số 9' }))
    expect(await house.remind()).toBe(0)
    session = await house.tell(session, 'cancellation')
    expect(await house.remind()).toBe(1)
    const [told] = await house.read(an)
    expect(told?.text).toContain('ĐÃ HỦY')
    expect(told?.text).toContain('Bão số 9')
    expect(told?.choices).toBeUndefined()
    house.at('2026-12-04T19:00')
    expect(await house.remind()).toBe(0)
  })

  it('holidays are quiet only where the Front switched the rule on; the day itself never is', async () => {
    const when = {
      startsAt: new Date('2026-05-02T02:00:00Z'),
      endsAt: null,
      collectionOpensAt: new Date('2026-04-14T02:00:00Z'),
      collectionClosesAt: new Date('2026-04-30T02:00:00Z'),
    }
    const heard = async (): Promise<number[]> => {
      await begin(when, '2026-04-15T09:00')
      const an = await one()
      await house.say(an, session, 'yes')
      house.at('2026-05-01T19:00')
      const evening = await house.remind()
      house.at('2026-05-02T07:00')
      return [evening, await house.remind()]
    }
    expect(await heard()).toEqual([1, 1])
    const rule = { key: 'reminder.quiet_holidays', validFrom: '2026-01-01', isOn: true, verified: true } as const
    const admin = await house.officer(['admin'], 'vn')
    await house.as(admin, async (scope) => await switchRule(scope, rule))
    expect(await heard()).toEqual([0, 1])
  })

  it('voter contacts have words of their own, with the council session and its deputies from the calendar', async () => {
    const council = await house.as(
      house.front,
      async (scope) =>
        await saveCouncilSession(scope, {
          unitId: '00082',
          body: 'province',
          name: 'Kỳ họp thứ 8, Hội đồng nhân dân thành phố khóa XVII',
          opensOn: '2026-12-08',
          closesOn: '2026-12-11',
          deputies: ['Bà Nguyễn Thị Hoa', 'Ông Trần Văn Bình'],
        }),
    )
    await begin({
      type: 'voter_contact',
      legalBasis: 'voter_contact_council',
      purpose: 'voter_contact',
      councilSessionId: council.id,
    })
    const an = await one()
    await house.say(an, session, 'yes')
    house.at('2026-12-04T19:00')
    expect(await house.remind()).toBe(1)
    const [told] = await house.read(an)
    expect(told?.text).toContain('hội nghị tiếp xúc cử tri mà ông/bà đã báo tham dự')
    expect(told?.text).toContain('Tiếp xúc trước Kỳ họp thứ 8, Hội đồng nhân dân thành phố khóa XVII')
    expect(told?.text).toContain('Đại biểu: Bà Nguyễn Thị Hoa, Ông Trần Văn Bình')
  })
})
