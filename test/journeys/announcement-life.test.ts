import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  approveBroadcast,
  draftAnnouncement,
  draftCancellation,
  draftChange,
  runFanOut,
} from '../../src/broadcasts/index.ts'
import { addDocument, cancelDialogue, changeDialogue, type Dialogue } from '../../src/dialogues/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { formatCode } from '../../src/kernel/codes.ts'
import { audiencePage } from '../../src/residents/index.ts'
import { otherWard } from '../integration/broadcasts/ward.ts'
import { openStage, type Stage } from './announcement-stage.ts'

describe('from the announcement of a session to its end', () => {
  let stage: Stage
  let front: OfficerActor
  let approver: OfficerActor
  let session: Dialogue
  let neighbour: number
  let outsider: number
  let stranger: number
  let announcement: string
  beforeAll(async () => {
    stage = await openStage()
    front = await stage.officer(['front_officer'])
    approver = await stage.officer(['approver'])
    neighbour = (await stage.residents(1))[0] ?? 0
    outsider = (await stage.residents(1, { unitId: otherWard }))[0] ?? 0
    stranger = await stage.stranger()
    session = await stage.call(front, {
      pack: {
        summary: 'Từ 01/01/2027 phường thu gom rác hai lần một ngày.',
        whyTakePart: 'Giờ thu gom do nhân dân góp ý.',
      },
    })
  })
  afterAll(async () => {
    await stage.close()
  })

  const send = async (draft: typeof draftAnnouncement): Promise<void> => {
    const { broadcast } = await stage.as(front, (scope) => draft(scope, { dialogueId: session.id }))
    await stage.as(approver, (scope) => approveBroadcast(scope, { id: broadcast.id, version: 1 }))
    await runFanOut({ house: stage.house, audience: audiencePage })
  }
  const settle = async (): Promise<void> => await runFanOut({ house: stage.house, audience: audiencePage })

  it('nothing is told before a second person let it out', async () => {
    expect(await stage.say(neighbour, 'lịch')).toContain('chưa có buổi đối thoại')
    expect(await stage.say(neighbour, session.noticeCode)).toContain('KHÔNG PHẢI CỦA CHÚNG TÔI')
    expect(await stage.say(neighbour, 'THAMGIA')).toContain('chưa có buổi nào được thông báo')
  })

  it('the notice comes to who lives in the ward', async () => {
    await send(draftAnnouncement)
    announcement = await stage.read(neighbour)
    expect(announcement).toContain('Phường Cửa Nam kính mời ông/bà tham dự buổi đối thoại chuyên đề')
    expect(announcement).toContain('Từ 01/01/2027 phường thu gom rác hai lần một ngày.')
    expect(await stage.read(outsider)).toBe('')
    expect(await stage.read(stranger)).toBe('')
    await settle()
  })

  it('LICH shows the session, its information, and the way to a question', async () => {
    const shown = await stage.say(neighbour, 'LICH')
    expect(shown).toContain('Thời gian: 8 giờ 30, thứ Bảy, ngày 05/12/2026')
    expect(shown).toContain('Đang nhận câu hỏi đến 17 giờ, thứ Năm, ngày 03/12/2026.')
    expect(shown).toMatch(/1\. Gửi câu hỏi cho buổi này\n2\. Xem thông tin, tài liệu\n3\. Báo có đến hay không$/u)
    const pack = await stage.say(neighbour, '2')
    expect(pack).toContain('Vì sao nên tham gia: Giờ thu gom do nhân dân góp ý.')
    expect(await stage.say(neighbour, '1')).toBe(`[opinion HOI dialogue:${session.id}]`)
  })

  it('LICH gives the documents as a list, the page that has them all, and each as a file', async () => {
    const names = ['Dự thảo phương án', 'Sơ đồ: điểm tập kết']
    for (const name of names) {
      const attachmentId = await stage.upload(front)
      const added = await stage.as(front, (scope) => addDocument(scope, { id: session.id, attachmentId, name }))
      session = added.dialogue
    }
    await stage.say(neighbour, 'LICH')
    const pack = await stage.say(neighbour, '2')
    expect(pack).toContain('Tài liệu của buổi này:\n– Dự thảo phương án\n– Sơ đồ: điểm tập kết')
    expect(pack).toContain(`[Tải tài liệu trên trang web: https://nhipcau.example/verify/${session.noticeCode}]`)
    expect(pack).toContain('Tài liệu: Dự thảo phương án\n[file: Dự thảo phương án.pdf]')
    expect(pack).toContain('Tài liệu: Sơ đồ: điểm tập kết\n[file: Sơ đồ_ điểm tập kết.pdf]')
    expect(pack.indexOf('[file: Dự thảo')).toBeLessThan(pack.indexOf('[file: Sơ đồ'))
  })

  it('LICH of another ward shows nothing, until somebody follows this one', async () => {
    expect(await stage.say(outsider, 'LICH')).toContain('chưa có buổi đối thoại')
    await stage.sql`update residents set followed_unit_id = ${session.unitId}
      where id = (select resident_id from contacts where chat_id = ${outsider})`
    expect(await stage.say(outsider, 'lich')).toContain(session.title)
  })

  it('THAMGIA and PHIEU answer honestly', async () => {
    expect(await stage.say(neighbour, 'tham gia')).toMatch(
      /\n1\. Tôi sẽ đến\n2\. Có thể tôi đến\n3\. Tôi không đến được$/u,
    )
    expect(await stage.say(neighbour, 'PHIEU')).toContain('Hiện không có phiếu xin ý kiến nào đang mở.')
    expect(await stage.say(neighbour, '3')).toContain(session.title)
  })

  it('a pasted notice is judged in the first line, for neighbours and strangers', async () => {
    expect(await stage.say(neighbour, announcement)).toMatch(/^THẬT\. /u)
    expect(await stage.say(neighbour, '1')).toBe(`[opinion HOI dialogue:${session.id}]`)
    const forged = announcement.replace('05/12/2026', '04/12/2026')
    const judged = await stage.say(neighbour, forged)
    expect(judged).toMatch(/^ĐÃ BỊ SỬA\. Bản ông\/bà gửi khác thông báo của chúng tôi ở: ngày\./u)
    expect(judged).toContain('05/12/2026')
    expect(await stage.say(stranger, `KIEMTRA ${formatCode(session.noticeCode)}`)).toMatch(/^THẬT\. /u)
    expect(await stage.say(stranger, 'kiem tra')).toContain('Xin ông/bà dán nguyên văn thông báo')
    expect(await stage.say(stranger, announcement)).toMatch(/^THẬT\. /u)
  })

  it('KIEMTRA waits for the notice, and says what it cannot read', async () => {
    expect(await stage.say(neighbour, 'kiểm tra')).toContain('6 chữ số')
    expect(await stage.say(neighbour, { kind: 'location', latitude: 21, longitude: 105 })).toContain('bằng chữ')
    expect(await stage.say(neighbour, '20481')).toMatch(/^CHƯA KIỂM TRA ĐƯỢC\./u)
    await stage.say(neighbour, 'kiểm tra')
    expect(await stage.say(neighbour, 'Đăng ký VNeID tại link này nhé bà con')).toMatch(/^KHÔNG PHẢI CỦA CHÚNG TÔI\./u)
  })

  it('KIEMTRA with the code of a receipt looks up that matter instead', async () => {
    expect(await stage.say(neighbour, 'KIEMTRA 4821 9370 6514')).toMatch(/^\[track TRACUU 4821 ?9370 ?6514\]$/u)
  })

  it('a change comes to the same people; the old notice is then outdated', async () => {
    const changes = { place: 'Trụ sở UBND phường Cửa Nam' }
    await stage.as(front, (scope) => changeDialogue(scope, { id: session.id, version: session.version, changes }))
    expect(await stage.say(neighbour, 'LICH')).toContain('Nhà văn hóa số 5 phố Cửa Nam')
    const newcomer = (await stage.residents(1))[0] ?? 0
    await send(draftChange)
    const change = await stage.read(neighbour)
    expect(change).toContain('xin báo THAY ĐỔI về buổi đối thoại chuyên đề (địa điểm)')
    expect(change).toContain('Trước đây đã báo địa điểm: Nhà văn hóa số 5 phố Cửa Nam')
    expect(await stage.read(newcomer)).toBe('')
    await settle()
    expect(await stage.say(neighbour, announcement)).toMatch(/^ĐÃ CŨ\. Sau đó chúng tôi đã báo thay đổi\./u)
    expect(await stage.say(newcomer, change)).toMatch(/^THẬT\. /u)
  })

  it('a cancellation comes to the same people, and is what everybody sees from then on', async () => {
    await stage.as(front, (scope) => cancelDialogue(scope, { id: session.id, reason: 'Bão số 12' }))
    await send(draftCancellation)
    const notice = await stage.read(neighbour)
    expect(notice).toContain('ĐÃ HỦY buổi đối thoại chuyên đề')
    expect(notice).toContain('Lý do: Bão số 12')
    expect(await stage.say(neighbour, 'LICH')).toContain('ĐÃ HỦY: ')
    expect(await stage.say(stranger, `KIEMTRA ${session.noticeCode}`)).toMatch(/^ĐÃ HỦY\. /u)
    expect(await stage.say(neighbour, notice)).toMatch(/^ĐÃ HỦY\. /u)
  })

  it('several sessions are a numbered list that a number answers', async () => {
    for (const title of ['Tiếp dân tháng Mười hai', 'Đối thoại về hè phố']) {
      session = await stage.call(front, { title })
      await send(draftAnnouncement)
      await stage.read(neighbour)
      await settle()
    }
    const list = await stage.say(neighbour, 'LICH')
    expect(list).toMatch(/1\. .*\n2\. .*\n3\. /u)
    const at = /(\d)\. [^\n]*hè phố/u.exec(list)?.[1] ?? ''
    expect(await stage.say(neighbour, at)).toContain('Đối thoại về hè phố')
    expect(await stage.say(neighbour, '3')).toMatch(/1\. .*\n2\. .*\n3\. /u)
    const open = await stage.say(neighbour, 'tham dự')
    expect(open).toContain('Ông/bà muốn tham dự buổi nào?')
    expect(open).not.toContain('ĐÃ HỦY')
    expect(await stage.say(neighbour, /(\d)\. [^\n]*hè phố/u.exec(open)?.[1] ?? '')).toContain('Đối thoại về hè phố')
  })

  it('who has told no place is asked for it', async () => {
    await stage.sql`update residents set unit_id = null, followed_unit_id = null`
    for (const word of ['LICH', 'THAMGIA']) expect(await stage.say(neighbour, word)).toContain('[place NOIO')
  })
})
