import { describe, expect, it } from 'vitest'
import {
  describeHosts,
  describePlace,
  describeSession,
  isOver,
  summariseSession,
} from '../../../src/dialogues/index.ts'
import { now, sampleDialogue } from './sample-fields.ts'

describe('describeSession', () => {
  const session = sampleDialogue({ topic: 'Thu gom rác thải sinh hoạt' })

  it('says when, where, what about, who hosts and until when to ask', () => {
    expect(describeSession('vi', session, now)).toBe(`Đối thoại về thu gom rác và vệ sinh ngõ phố
Thời gian: 8 giờ 30, thứ Bảy, ngày 05/12/2026
Địa điểm: Nhà văn hóa số 5 phố Cửa Nam
Nội dung: Thu gom rác thải sinh hoạt
Chủ trì: Ủy ban nhân dân phường Cửa Nam (Chủ tịch)
Đang nhận câu hỏi đến 17 giờ, thứ Năm, ngày 03/12/2026.
Đường dây nóng: 024 3825 1234. Mã thông báo: 204 812`)
  })

  it('says when questions open and when they can only be asked in the hall, and neither once it is over', () => {
    const at = (time: string): string => describeSession('vi', session, new Date(time))
    expect(at('2026-11-20T00:00:00Z')).toContain('Nhận câu hỏi từ 7 giờ, thứ Bảy, ngày 21/11/2026.')
    expect(at('2026-12-04T00:00:00Z')).toContain('Ông/bà có thể hỏi trực tiếp tại buổi họp.')
    expect(at('2026-12-05T04:30:00Z')).not.toContain('câu hỏi')
    expect(isOver(session, new Date('2026-12-05T04:29:59Z'))).toBe(false)
    expect(isOver({ ...session, state: 'held' }, now)).toBe(true)
  })

  it('gives the reason when it was called off', () => {
    const text = describeSession('vi', { ...session, state: 'cancelled', cancelledWhy: 'Bão số 12' }, now)
    expect(text).toMatch(/^ĐÃ HỦY: Đối thoại về thu gom rác/u)
    expect(text).toContain('Lý do: Bão số 12')
  })
})

describe('the parts of a description', () => {
  it('give the way to join from home for online and hybrid sessions', () => {
    const joinUrl = 'https://hop.hanoi.gov.vn/204812'
    expect(describePlace('vi', { mode: 'online', place: '', joinUrl })).toBe(`trực tuyến tại ${joinUrl}`)
    expect(describePlace('vi', { mode: 'hybrid', place: 'Hội trường', joinUrl })).toBe(
      `Hội trường; trực tuyến tại ${joinUrl}`,
    )
    expect(describePlace('vi', { mode: 'in_person', place: 'Hội trường', joinUrl })).toBe('Hội trường')
  })

  it('name the hosts for whom there is room and count the others', () => {
    const hosts = Array.from({ length: 6 }, (_, at) => ({ name: `Cơ quan ${at} ${'x'.repeat(80)}` }))
    expect(describeHosts('vi', hosts)).toMatch(/^Cơ quan 0 .*; Cơ quan 2 x+; và 3 cơ quan khác$/u)
    expect(describeHosts('en', hosts.slice(0, 4))).toMatch(/; and 1 other body$/u)
    expect(describeHosts('vi', hosts.slice(0, 2))).not.toContain('khác')
  })

  it('keep a line of a list short and never cut a word', () => {
    const title = 'Hội nghị đối thoại giữa người đứng đầu cấp ủy, chính quyền với nhân dân về giải phóng mặt bằng'
    const line = summariseSession('vi', sampleDialogue({ title }))
    expect(line.length).toBeLessThanOrEqual(90)
    expect(line).toMatch(/^05\/12\/2026, 8 giờ 30: Hội nghị đối thoại .*…$/u)
    expect(title.startsWith(line.slice(line.indexOf('Hội'), -1))).toBe(true)
    expect(summariseSession('vi', sampleDialogue({ state: 'cancelled' }))).toMatch(/^ĐÃ HỦY: 05\/12/u)
  })
})
