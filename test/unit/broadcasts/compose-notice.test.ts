import { describe, expect, it } from 'vitest'
import { composeNotice, type NoticeSource } from '../../../src/broadcasts/compose-notice.ts'
import { missingFacts } from '../../../src/broadcasts/missing-facts.ts'
import { longest } from '../../../src/dialogues/check-fields.ts'
import { longestReason, noticeFactsOf, type Dialogue } from '../../../src/dialogues/index.ts'
import { announcementOf, cancellationOf, changeOf, session } from './sample-notice.ts'

const locales = ['vi', 'en'] as const

const lacking = (locale: 'vi' | 'en', source: NoticeSource) =>
  missingFacts(locale, composeNotice(locale, source), {
    kind: source.kind,
    facts: source.facts,
    noticeCode: source.session.noticeCode,
    cancelledWhy: source.session.cancelledWhy,
  })

const words = (length: number): string => 'Nghiễm ngặt đường '.repeat(length).slice(0, length).trim()

/** Every text as long as the record allows. */
const longestSession = (): Dialogue => ({
  ...session,
  title: words(longest.title),
  topic: words(longest.topic),
  place: words(longest.place),
  mode: 'hybrid',
  joinUrl: `https://hop.hanoi.gov.vn/${'a'.repeat(longest.joinUrl - 25)}`,
  hosts: Array.from({ length: 6 }, () => ({ name: words(longest.hostName), chair: words(longest.chair) })),
  cancelledWhy: words(longestReason),
  collectionOpensAt: new Date('2026-11-22T00:30:00Z'),
  pack: { summary: words(longest.packPart) },
})

describe('composeNotice', () => {
  it('reads in Vietnamese as a ward officer would write it', () => {
    expect(composeNotice('vi', announcementOf())).toBe(
      `Phường Cửa Nam kính mời ông/bà tham dự buổi đối thoại chuyên đề:
Đối thoại về thu gom rác và vệ sinh ngõ phố

Thời gian: 8 giờ 30, thứ Bảy, ngày 05/12/2026
Địa điểm: Nhà văn hóa số 5 phố Cửa Nam
Nội dung: Thu gom rác thải sinh hoạt
Chủ trì: Ủy ban nhân dân phường Cửa Nam (Chủ tịch)

Để gửi câu hỏi trước, xin nhắn HOI rồi viết câu hỏi. Hạn gửi: 17 giờ, thứ Năm, ngày 03/12/2026.
Ông/bà có đến được không? Nhắn THAMGIA để báo.
Đường dây nóng: 024 3825 1234
Mã thông báo: 204 812. Để biết thông báo thật hay giả, nhắn KIEMTRA 204 812
Tài khoản này không bao giờ hỏi tiền, mã OTP hay số căn cước.
Không muốn nhận thông báo nữa, xin nhắn DUNG.`,
    )
  })

  it('names what was changed, the old and the new', () => {
    const former = noticeFactsOf(session)
    const moved = { ...session, startsAt: new Date('2026-12-06T02:00:00Z'), place: 'Trụ sở UBND phường' }
    const text = composeNotice('vi', changeOf(former, moved))
    expect(text).toContain('THAY ĐỔI về buổi đối thoại chuyên đề (thời gian, địa điểm)')
    expect(text).toContain('Trước đây đã báo thời gian: 8 giờ 30, thứ Bảy, ngày 05/12/2026')
    expect(text).toContain('Thời gian: 9 giờ, Chủ nhật, ngày 06/12/2026')
    expect(text.indexOf('NAY LÀ')).toBeLessThan(text.indexOf('06/12/2026'))
    expect(text.indexOf('05/12/2026')).toBeLessThan(text.indexOf('NAY LÀ'))
  })

  it('gives the reason of a cancellation', () => {
    const text = composeNotice('vi', cancellationOf({ ...session, cancelledWhy: 'Bão số 12 đổ bộ' }))
    expect(text).toContain('ĐÃ HỦY buổi đối thoại chuyên đề')
    expect(text).toContain('Lý do: Bão số 12 đổ bộ')
  })

  it.each(locales)('carries in %s every fact that a notice must carry, in each kind', (locale) => {
    const other = { ...session, startsAt: new Date('2026-12-06T02:00:00Z'), cancelledWhy: 'Bão số 12' }
    expect(lacking(locale, announcementOf())).toEqual([])
    expect(lacking(locale, changeOf(noticeFactsOf(session), other))).toEqual([])
    expect(lacking(locale, cancellationOf(other))).toEqual([])
  })

  it.each(locales)('stays in %s within one Zalo message and keeps every fact, however long the record', (locale) => {
    const long = longestSession()
    const former = {
      ...noticeFactsOf({ ...long, startsAt: new Date('2026-12-19T01:30:00Z') }),
      title: `${long.title.slice(0, -1)}b`,
      topic: 'b'.repeat(longest.topic),
      place: 'b'.repeat(longest.place),
      hotline: '0912 345 678',
      mode: 'clusters',
    } as const
    for (const source of [announcementOf(long), changeOf(former, long), cancellationOf(long)]) {
      const text = composeNotice(locale, source)
      expect(text.length).toBeLessThanOrEqual(2000)
      expect(lacking(locale, source)).toEqual([])
    }
  })

  it('uses what room is left for the summary, cut at the end of a sentence', () => {
    const summary = 'Phường thay đổi giờ thu gom rác. '.repeat(60)
    const text = composeNotice('vi', announcementOf({ ...session, pack: { summary } }))
    expect(text.length).toBeGreaterThan(1700)
    expect(text.length).toBeLessThanOrEqual(2000)
    expect(text).toMatch(/thu gom rác\.…\n/u)
  })

  it('is NFC even where the record was not', () => {
    const text = composeNotice('vi', announcementOf({ ...session, title: session.title.normalize('NFD') }))
    expect(text).toBe(text.normalize('NFC'))
    expect(text).toContain(session.title)
  })

  it('says when questions open, where that lies ahead', () => {
    const later = { ...session, collectionOpensAt: new Date('2026-11-25T01:00:00Z') }
    expect(composeNotice('vi', announcementOf(later))).toContain('từ 8 giờ, thứ Tư, ngày 25/11/2026 đến 17 giờ')
  })
})
