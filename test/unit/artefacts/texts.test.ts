import { expect, test } from 'vitest'
import {
  digestOfProof,
  groupText,
  loudspeakerPlaces,
  loudspeakerText,
  type NoticeProof,
} from '../../../src/artefacts/index.ts'
import { isByPerson } from '../../../src/artefacts/count-opening.ts'
import { longestSession, sampleSheet } from './sample-sheet.ts'

test('what is read aloud holds no figure, says when it is twice, and takes less than a minute', () => {
  const { text, seconds } = loudspeakerText(sampleSheet(), 'ward_group')
  expect(text).not.toMatch(/\d/)
  expect(text.match(/tám giờ ba mươi phút sáng thứ bảy, ngày năm tháng mười hai/g)).toHaveLength(2)
  expect(text).toContain('Nhà văn hóa số năm phố Cửa Nam')
  expect(text).toContain('không hai bốn, ba tám hai năm, một hai ba bốn')
  expect(text).toContain('tổ dân phố')
  expect(seconds).toBeLessThanOrEqual(60)
})

test('each kind of place is greeted in its own words', () => {
  expect(new Set(loudspeakerPlaces.map((place) => loudspeakerText(sampleSheet(), place).text)).size).toBe(3)
})

test('of a session with much to say, the hour is still said twice and the minute is kept', () => {
  const { text, seconds } = loudspeakerText(sampleSheet(longestSession), 'village')
  expect(text.match(/tám giờ ba mươi phút sáng/g)).toHaveLength(2)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(text).toMatch(/không bao giờ hỏi tiền/)
})

test('a cancellation says twice that it is cancelled', () => {
  const { text } = loudspeakerText(sampleSheet({ state: 'cancelled', cancelledWhy: 'Bão số 9' }), 'unit')
  expect(text.match(/đã hủy/g)).toHaveLength(2)
  expect(text).toContain('Bão số chín')
  expect(text).not.toContain('kính mời')
})

test('the text for a group has hour, place, its own link, hotline, code and the warning', () => {
  const text = groupText(sampleSheet(), 'https://x.vn/g/abcdefghij')
  for (const part of [
    '8 giờ 30, thứ Bảy, 05/12/2026',
    'Nhà văn hóa số 5 phố Cửa Nam',
    'https://x.vn/g/abcdefghij',
    '024 3825 1234',
    '204 812',
    'không bao giờ hỏi tiền',
  ]) {
    expect(text).toContain(part)
  }
  expect(text).not.toContain('Nghe thông báo')
  const heard = groupText(sampleSheet(), 'x', 'https://x.vn/verify/204812/nghe')
  expect(heard).toContain('Nghe thông báo: https://x.vn/verify/204812/nghe')
  expect(groupText(sampleSheet({ state: 'cancelled', cancelledWhy: 'Bão' }), 'x')).toContain('ĐÃ HỦY')
})

const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 Zalo android/25'

test('a person on a phone is counted; previews, programs and prefetches are not', () => {
  const opening = { method: 'GET', userAgent: phone, purpose: undefined }
  expect(isByPerson(opening)).toBe(true)
  expect(isByPerson({ ...opening, method: 'HEAD' })).toBe(false)
  expect(isByPerson({ ...opening, purpose: 'prefetch;prerender' })).toBe(false)
  for (const userAgent of [
    undefined,
    '',
    'facebookexternalhit/1.1',
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23',
    'curl/8.5.0',
    'ZaloPreview/1.0 something',
  ]) {
    expect([userAgent, isByPerson({ ...opening, userAgent })]).toEqual([userAgent, false])
  }
})

test('the digest of a proof does not hang on the order of its keys, and changes with any figure', () => {
  const proof = { dialogueId: 'a', noticeCode: '204812', law: null, notices: [] } as unknown as NoticeProof
  const turned = { notices: [], law: null, noticeCode: '204812', dialogueId: 'a' } as unknown as NoticeProof
  expect(digestOfProof(turned)).toBe(digestOfProof(proof))
  expect(digestOfProof({ ...proof, noticeCode: '204813' })).not.toBe(digestOfProof(proof))
})
