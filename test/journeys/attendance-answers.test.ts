import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { remindAttendees } from '../../src/conversation/index.ts'
import { markTold, type Dialogue, type DialogueInput } from '../../src/dialogues/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { openStage, type Stage } from './announcement-stage.ts'

describe('A resident says whether they come', () => {
  let stage: Stage
  let front: OfficerActor
  let approver: OfficerActor
  beforeAll(async () => {
    stage = await openStage()
    front = await stage.officer(['front_officer'])
    approver = await stage.officer(['approver'])
  })
  afterAll(async () => await stage.close())

  const announce = async (changes: Partial<DialogueInput> = {}): Promise<Dialogue> => {
    await stage.sql`update dialogues set state = 'held'`
    const made = await stage.call(front, changes)
    await stage.as(approver, async (scope) => await markTold(scope, { id: made.id, version: 1, kind: 'announcement' }))
    return made
  }
  const person = async (): Promise<number> => (await stage.residents(1))[0] ?? 0
  const stands = async (chatId: number, session: Dialogue) => {
    const [row] = await stage.sql`
      select a.answer, a.companions, a.place from attendances a join contacts k on k.resident_id = a.resident_id
      where k.chat_id = ${chatId} and a.dialogue_id = ${session.id}`
    return row
  }

  it('by bare numbers: comes, with two people, and gets a code with the way to calendar and map', async () => {
    const session = await announce()
    const an = await person()
    expect(await stage.say(an, 'THAMGIA')).toContain('Ông/bà có đến được không?')
    const asked = await stage.say(an, '1')
    expect(asked).toContain('Đã ghi: ông/bà sẽ đến (1 người), 8 giờ 30, thứ Bảy, ngày 05/12/2026')
    expect(asked).toContain('Có mấy người đi cùng ông/bà?')
    const done = await stage.say(an, '2')
    expect(done).toContain('sẽ đến (3 người)')
    expect(done).toMatch(
      new RegExp(
        `Mã vào cửa, lịch và bản đồ: https://nhipcau\\.example/verify/${session.noticeCode}/ve/[1-4]\\d{6}\\]`,
      ),
    )
    expect(await stands(an, session)).toEqual({ answer: 'yes', companions: 2, place: 'seat' })
  })

  it('"0" is nobody else here, not the menu; six are too many, and it is asked again', async () => {
    const session = await announce()
    const an = await person()
    await stage.say(an, 'tham dự')
    await stage.say(an, '1')
    expect(await stage.say(an, '6')).toContain('nhiều nhất 5 người đi cùng')
    expect(await stage.say(an, '0')).toContain('sẽ đến (1 người)')
    expect(await stands(an, session)).toEqual({ answer: 'yes', companions: 0, place: 'seat' })
    expect(await stage.say(an, '0')).toContain('Ông/bà muốn làm việc gì?')
  })

  it.each([
    ['dạ tôi sẽ đến', 'yes'],
    ['toi khong den duoc', 'no'],
    ['Chưa chắc', 'perhaps'],
    ['có ạ', 'yes'],
    ['không', 'no'],
  ])('in words: "%s" is %s', async (words, answer) => {
    const session = await announce()
    const an = await person()
    await stage.say(an, 'THAMGIA')
    await stage.say(an, words)
    expect(await stands(an, session)).toMatchObject({ answer })
  })

  it('a sentence about something else is no answer', async () => {
    const session = await announce()
    const an = await person()
    await stage.say(an, 'THAMGIA')
    expect(await stage.say(an, 'Đèn đường ở ngõ 12 không sáng đã ba tuần')).toContain('[opinion')
    expect(await stands(an, session)).toBeUndefined()
  })

  it('a change of mind is asked about with what was said before', async () => {
    const session = await announce()
    const an = await person()
    await stage.say(an, 'THAMGIA')
    await stage.say(an, '2')
    await stage.say(an, '1 người')
    expect(await stage.say(an, 'THAMGIA')).toContain('Ông/bà đã báo có thể đến.')
    expect(await stage.say(an, '3')).toContain('không nhắc buổi này nữa')
    expect(await stands(an, session)).toEqual({ answer: 'no', companions: 0, place: null })
  })

  it('of several sessions it is asked which, and LICH and the menu lead here', async () => {
    const first = await announce()
    const second = await stage.call(front, {
      title: 'Đối thoại về an toàn giao thông',
      startsAt: new Date('2026-12-12T01:30:00Z'),
      endsAt: null,
    })
    await stage.as(
      approver,
      async (scope) => await markTold(scope, { id: second.id, version: 1, kind: 'announcement' }),
    )
    const an = await person()
    expect(await stage.say(an, 'THAMGIA')).toMatch(/1\. 05\/12\/2026.*\n2\. 12\/12\/2026/u)
    expect(await stage.say(an, '2')).toMatch(/an toàn giao thông[\s\S]*4\. Xem các buổi khác$/u)
    await stage.say(an, '1')
    await stage.say(an, 'một mình')
    expect(await stands(an, second)).toMatchObject({ answer: 'yes' })
    const listed = await stage.say(an, 'LICH')
    expect(listed).toContain('1. 05/12/2026')
    const shown = await stage.say(an, '1')
    const [, number = ''] = /(\d)\. Báo có đến hay không/u.exec(shown) ?? []
    expect(await stage.say(an, number)).toContain(first.title)
    const menu = await stage.say(an, '0')
    const [, entry = ''] = /(\d)\. Báo tham dự buổi đối thoại/u.exec(menu) ?? []
    expect(await stage.say(an, entry)).toContain('Ông/bà muốn tham dự buổi nào?')
  })

  it('a full hall is told honestly, with the place in the line', async () => {
    await announce({ capacity: 1 })
    const [an, binh] = (await stage.residents(2)) as [number, number]
    expect(await stage.say(an, 'THAMGIA')).toContain('Buổi này có 1 chỗ, ai báo trước được giữ chỗ trước.')
    await stage.say(an, '1')
    await stage.say(binh, 'THAMGIA')
    const waits = await stage.say(binh, '1')
    expect(waits).toContain('đang đứng thứ 1 trong danh sách chờ')
    expect(waits).not.toContain('Mã vào cửa')
    expect(await stage.say(an, '3')).toContain('không còn chỗ cho người đi cùng')
  })

  it('a reminder is answered by a bare number, unless a draft lies open', async () => {
    const session = await announce()
    const [an, binh] = (await stage.residents(2, { account: 'web:chat' })) as [number, number]
    for (const chatId of [an, binh]) {
      await stage.say(chatId, 'THAMGIA')
      await stage.say(chatId, '1')
      await stage.say(chatId, '0')
    }
    await stage.sql`update conversations set topic = 'opinion', prompt_id = 'abcdef', state = '\\x00'::bytea where chat_id = ${binh}`
    stage.house.clock.set(new Date('2026-12-04T19:00:00+07:00'))
    expect(await stage.as(systemActor('remind'), remindAttendees)).toBe(2)
    expect(await stage.read(an)).toMatch(/1\. Tôi vẫn đến\n2\. Tôi không đến được nữa$/u)
    expect(await stage.read(binh)).toMatch(/Có gì thay đổi, xin nhắn THAMGIA\.$/u)
    expect(await stage.say(an, '2')).toContain('không đến được')
    expect(await stands(an, session)).toMatchObject({ answer: 'no' })
    stage.house.clock.set(new Date('2026-11-21T10:00:00+07:00'))
  })

  it('online there is no door: no companions are asked for, and no code is given', async () => {
    await announce({ mode: 'online', place: '', joinUrl: 'https://hop.example/abc' })
    const an = await person()
    await stage.say(an, 'THAMGIA')
    const done = await stage.say(an, '1')
    expect(done).toContain('https://hop.example/abc')
    expect(done).not.toContain('Mã vào cửa')
    expect(done).not.toContain('Có mấy người')
  })
})
