import { describe, expect, it } from 'vitest'
import { composeSms } from '../../../src/broadcasts/compose-sms.ts'
import type { NoticeFacts } from '../../../src/dialogues/index.ts'
import { countSmsParts } from '../../../src/kernel/sms-parts.ts'

const facts: NoticeFacts = {
  title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
  topic: 'Thu gom rác',
  mode: 'in_person',
  startsAt: '2026-12-05T01:30:00.000Z',
  place: 'Nhà văn hóa số 5 phố Cửa Nam',
  joinUrl: 'https://example.org/hop',
  hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam' }],
  hotline: '024 3825 1234',
  collectionOpensAt: '2026-11-21T00:00:00.000Z',
  collectionClosesAt: '2026-12-03T10:00:00.000Z',
}
const source = { facts, noticeCode: '204812', unitName: 'Phường Cửa Nam' }

describe('A notice as an SMS', () => {
  it('carries day, date, hour, place, subject, hotline, code and the warning, without diacritics', () => {
    expect(composeSms('announcement', source)).toBe(
      'Phuong Cua Nam kinh moi ong/ba du buoi: Doi thoai ve thu gom rac va ve sinh ngo pho. 8 gio 30, thu Bay, ngay 05/12/2026, tai Nha van hoa so 5 pho Cua Nam. Hoi: 024 3825 1234. Ma 204 812. Khong hoi tien, ma OTP, so can cuoc.',
    )
  })

  it.each(['announcement', 'change', 'cancellation'] as const)('as %s is plain and takes two parts at most', (kind) => {
    const text = composeSms(kind, source)
    expect(countSmsParts(text)).toMatchObject({ encoding: 'gsm7', parts: 2 })
    expect(text).not.toMatch(/https?:/)
  })

  it('stays short and free of what a telephone cannot show, whatever the title and the place', () => {
    const long = { ...facts, title: 'Đối thoại “rất dài” ✨ '.repeat(20), place: 'Hội trường – tầng 2, '.repeat(20) }
    const text = composeSms('announcement', { ...source, facts: long })
    expect(text).toMatch(/^[\x20-\x7e]+$/)
    expect(countSmsParts(text).parts).toBeLessThanOrEqual(3)
    expect(text).toContain('204 812')
    expect(text).not.toContain('....')
  })
})
