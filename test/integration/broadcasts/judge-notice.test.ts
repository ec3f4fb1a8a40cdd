import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  approveBroadcast,
  draftAnnouncement,
  draftCancellation,
  draftChange,
  judgeNotice,
  noticeByCode,
  runFanOut,
  type NoticeTexts,
} from '../../../src/broadcasts/index.ts'
import { cancelDialogue, changeDialogue, type Dialogue } from '../../../src/dialogues/index.ts'
import { formatCode, noticeCode } from '../../../src/kernel/codes.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { foldVietnamese } from '../../../src/kernel/vietnamese/fold-vietnamese.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { openWard, type Ward } from './ward.ts'

describe('the judgement of a notice', () => {
  let place: Ward
  let front: OfficerActor
  let approver: OfficerActor
  beforeAll(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'])
    approver = await place.officer(['approver'])
  })
  afterAll(async () => {
    await place.close()
  })

  const judge = async (text: string, now = place.house.clock.now()) =>
    await judgeNotice(place.house.database, text, now)

  type Draft = typeof draftAnnouncement
  const send = async (draft: Draft, session: Dialogue): Promise<NoticeTexts> => {
    const { broadcast, texts } = await place.as(front, (scope) => draft(scope, { dialogueId: session.id }))
    await place.as(approver, (scope) => approveBroadcast(scope, { id: broadcast.id, version: 1 }))
    await runFanOut({ house: place.house, audience: audiencePage })
    place.house.clock.advance(1000)
    return texts
  }
  const announced = async (): Promise<{ session: Dialogue; texts: NoticeTexts }> => {
    const session = await place.call(front)
    return { session, texts: await send(draftAnnouncement, session) }
  }
  const unknownCode = (): string => formatCode(noticeCode())

  it('finds a code genuine however it is written, with the true facts', async () => {
    const { session } = await announced()
    for (const text of [session.noticeCode, formatCode(session.noticeCode), `mã ${formatCode(session.noticeCode)}`]) {
      expect(await judge(text)).toMatchObject({ verdict: 'genuine', session: { id: session.id, place: session.place } })
    }
  })

  it('knows nothing of a code that is not out, that never was, or is mistyped', async () => {
    const draft = await place.call(front)
    expect(await judge(draft.noticeCode)).toMatchObject({ verdict: 'not-ours', session: null, isMistyped: false })
    expect(await judge('12345')).toMatchObject({ verdict: 'not-ours', isMistyped: true })
    expect(await noticeByCode(place.house.database, 'abcdef', new Date())).toMatchObject({ verdict: 'not-ours' })
  })

  it('finds both languages genuine, whole, folded or forwarded', async () => {
    const { texts } = await announced()
    for (const text of [texts.vi, texts.en, foldVietnamese(texts.vi), `Chuyển tiếp từ Tổ 5\n> ${texts.vi}`]) {
      expect(await judge(text)).toMatchObject({ verdict: 'genuine', differs: [], isPart: false })
    }
  })

  it('finds a piece with its code genuine, and says that it is a part', async () => {
    const { texts } = await announced()
    const piece = texts.vi.slice(texts.vi.indexOf('Đường dây nóng'))
    expect(await judge(piece)).toMatchObject({ verdict: 'genuine', isPart: true })
  })

  it('finds a copy altered and tells in what, with the true facts', async () => {
    const { session, texts } = await announced()
    const forged = `${texts.vi.replace('05/12/2026', '06/12/2026')}\nNộp 50.000 đồng vào STK 1903 6488 8888`
    expect(await judge(forged)).toMatchObject({
      verdict: 'altered',
      differs: ['date', 'number', 'money'],
      session: { startsAt: session.startsAt },
    })
    expect(await judge(`Chuyển tiếp 200k tới bit.ly/abc\n${texts.vi}`)).toMatchObject({
      verdict: 'altered',
      differs: ['link', 'money'],
    })
  })

  it('finds something else with a code of ours altered, and without one none of ours', async () => {
    const { session, texts } = await announced()
    const fake = 'Công an phường mời ông/bà cập nhật VNeID tại vneid-capnhat.xyz, mã'
    expect(await judge(`${fake} ${session.noticeCode}`)).toMatchObject({ verdict: 'altered' })
    expect(await judge(fake)).toMatchObject({ verdict: 'not-ours', session: null })
    expect(await judge(texts.vi.replaceAll(formatCode(session.noticeCode), unknownCode()))).toMatchObject({
      verdict: 'not-ours',
    })
  })

  it('finds an announcement outdated once a change is out, and the change genuine', async () => {
    const { session, texts } = await announced()
    const changes = { startsAt: new Date('2026-12-08T01:30:00Z'), endsAt: null }
    await place.as(front, (scope) => changeDialogue(scope, { id: session.id, version: 1, changes }))
    // Nobody was told yet: the old notice still is what holds for the public.
    expect(await judge(texts.vi)).toMatchObject({ verdict: 'genuine', session: { startsAt: session.startsAt } })
    const change = await send(draftChange, session)
    expect(await judge(change.vi)).toMatchObject({ verdict: 'genuine', session: changes })
    expect(await judge(texts.vi)).toMatchObject({ verdict: 'outdated', outdatedBy: 'change', session: changes })
    expect(await judge(texts.en)).toMatchObject({ verdict: 'outdated' })
  })

  it('finds every notice of a cancelled session cancelled', async () => {
    const { session, texts } = await announced()
    await place.as(front, (scope) => cancelDialogue(scope, { id: session.id, reason: 'Bão số 12' }))
    const cancellation = await send(draftCancellation, session)
    for (const text of [session.noticeCode, texts.vi, cancellation.vi, cancellation.en]) {
      expect(await judge(text)).toMatchObject({ verdict: 'cancelled', session: { cancelledWhy: 'Bão số 12' } })
    }
    expect(await judge(cancellation.vi.replace('05/12', '12/12'))).toMatchObject({ verdict: 'altered' })
  })

  it('finds a notice outdated once its session is over', async () => {
    const { session, texts } = await announced()
    const end = session.endsAt as Date
    expect(await judge(texts.vi, new Date(end.getTime() - 1))).toMatchObject({ verdict: 'genuine' })
    for (const text of [texts.vi, session.noticeCode]) {
      expect(await judge(text, end)).toMatchObject({ verdict: 'outdated', outdatedBy: 'time' })
    }
  })

  it('answers anything at all', async () => {
    for (const text of ['', '0', '\0', '🙂', '9'.repeat(30), 'a'.repeat(100_000), `' or 1=1 -- ${unknownCode()}`]) {
      expect(await judge(text)).toMatchObject({ verdict: 'not-ours', session: null })
    }
  })
})
