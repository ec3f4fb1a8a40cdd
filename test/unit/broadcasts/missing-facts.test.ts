import { describe, expect, it } from 'vitest'
import { composeNotice } from '../../../src/broadcasts/compose-notice.ts'
import { missingFacts } from '../../../src/broadcasts/missing-facts.ts'
import { announcementOf, cancellationOf, session } from './sample-notice.ts'

const source = announcementOf()
const required = { kind: source.kind, facts: source.facts, noticeCode: '204812', cancelledWhy: null }
const vi = composeNotice('vi', source)
const en = composeNotice('en', source)

describe('missingFacts', () => {
  it.each([
    ['weekday', /thứ Bảy, /u],
    ['date', /05\/12\/2026/u],
    ['hour', /8 giờ 30/u],
    ['place', /Nhà văn hóa số 5/u],
    ['about', /Đối thoại về thu gom rác/u],
    ['hotline', /024 3825 1234/u],
    ['warning', /không bao giờ/u],
  ] as const)('notices that the %s is gone', (name, pattern) => {
    expect(missingFacts('vi', vi.replace(pattern, ''), required)).toEqual([name])
  })

  it('notices that the code is gone, or another one', () => {
    expect(missingFacts('vi', vi.replaceAll('204 812', ''), required)).toEqual(['code'])
    expect(missingFacts('vi', vi.replaceAll('204 812', '204 821'), required)).toEqual(['code'])
  })

  it('notices a wrong hour, date and weekday', () => {
    const wrong = vi.replace('8 giờ 30, thứ Bảy, ngày 05/12/2026', '9 giờ 30, thứ Sáu, ngày 04/12/2026')
    expect(missingFacts('vi', wrong, required)).toEqual(['weekday', 'date', 'hour'])
  })

  it('notices in English what is gone', () => {
    expect(missingFacts('en', en, required)).toEqual([])
    expect(missingFacts('en', en.replace('8:30 am', ''), required)).toEqual(['hour'])
    expect(missingFacts('en', en.replace('Saturday, 5 December 2026', ''), required)).toEqual(['weekday', 'date'])
    expect(missingFacts('en', en.replace('never', 'sometimes'), required)).toEqual(['warning'])
  })

  it('leaves the officer free in spelling, order, lines and Unicode form', () => {
    const edited = vi
      .replace('8 giờ 30, thứ Bảy, ngày 05/12/2026', 'Thứ bảy – 5/12/2026, lúc 8h30')
      .replace('024 3825 1234', '(024) 3825.1234')
      .replaceAll('204 812', '204812')
      .split('\n')
      .toReversed()
      .join('\n')
    expect(missingFacts('vi', edited, required)).toEqual([])
    expect(missingFacts('vi', edited.normalize('NFD'), required)).toEqual([])
  })

  it('asks of a cancellation for its reason', () => {
    const cancelled = { ...session, cancelledWhy: 'Bão số 12 đổ bộ' }
    const text = composeNotice('vi', cancellationOf(cancelled))
    const wanted = { ...required, kind: 'cancellation', cancelledWhy: cancelled.cancelledWhy } as const
    expect(missingFacts('vi', text, wanted)).toEqual([])
    expect(missingFacts('vi', text.replace('Bão', 'Mưa'), wanted)).toEqual(['reason'])
  })
})
