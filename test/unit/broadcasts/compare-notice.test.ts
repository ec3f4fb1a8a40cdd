import { describe, expect, it } from 'vitest'
import { compareNotice } from '../../../src/broadcasts/compare-notice.ts'
import { composeNotice } from '../../../src/broadcasts/compose-notice.ts'
import { looksLikeNotice } from '../../../src/broadcasts/index.ts'
import { fingerprintOf, withoutForwarding } from '../../../src/broadcasts/notice-words.ts'
import { foldVietnamese } from '../../../src/kernel/vietnamese/fold-vietnamese.ts'
import { announcementOf, session } from './sample-notice.ts'

const ours = composeNotice('vi', announcementOf())
const compare = (pasted: string) => compareNotice({ copy: withoutForwarding(pasted), pasted }, ours, session.place)

describe('compareNotice', () => {
  it.each([
    ['as it was sent', ours],
    ['in NFD', ours.normalize('NFD')],
    ['without diacritics and line breaks', foldVietnamese(ours)],
    ['in capitals with emoji', `📢📢 ${ours.toUpperCase().replaceAll('\n', ' ✅ ')}`],
    [
      'with quoting marks',
      ours
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    ],
    ['forwarded', `Chuyển tiếp từ Tổ trưởng tổ 5\n${ours}`],
    ['copied out of a group', `[08:30, 22/11/2026] Bác Hòa:\n${ours}`],
    ['with a word of the neighbour', `Các bác đọc kỹ nhé\n${ours}\nKhông biết có thật không?`],
  ])('takes a copy %s for the same', (_, copy) => expect(compare(copy)).toEqual({ kind: 'same' }))

  it('takes a piece in a row for a part', () => {
    const piece = ours.slice(ours.indexOf('Thời gian'), ours.indexOf('Để gửi'))
    expect(compare(piece)).toEqual({ kind: 'part' })
  })

  it.each([
    ['date', (text: string) => text.replace('05/12', '06/12')],
    ['hour', (text: string) => text.replace('8 giờ 30', '18 giờ 30')],
    ['place', (text: string) => text.replace('Nhà văn hóa số 5 phố Cửa Nam', 'Quán cà phê Hoa Sữa')],
    ['number', (text: string) => text.replace('024 3825 1234', '0912 345 678')],
    ['number', (text: string) => `${text}\nNộp lệ phí vào STK 1903 6488 8888`],
    ['link', (text: string) => `${text}\nĐăng ký tại dang-ky-hop.xyz`],
    ['money', (text: string) => `${text}\nMỗi nhà góp 50.000 đồng`],
    ['wording', (text: string) => text.replace('không bao giờ hỏi', 'có thể hỏi')],
  ] as const)('sees another %s', (name, alter) => {
    const result = compare(alter(ours))
    expect(result).toEqual({ kind: 'different', differs: [name] })
  })

  it('sees a demand that hides in a line which looks like forwarding', () => {
    const result = compare(`Chuyển tiếp 200k vào STK 1903 6488 8888\n${ours}`)
    expect(result).toEqual({ kind: 'different', differs: ['number', 'money'] })
  })
})

describe('fingerprintOf', () => {
  it('is the same for diacritics, case and signs, and another for another word', () => {
    expect(fingerprintOf(foldVietnamese(ours).toUpperCase())).toBe(fingerprintOf(ours))
    expect(fingerprintOf(ours.replace('không', ''))).not.toBe(fingerprintOf(ours))
  })
})

describe('looksLikeNotice', () => {
  it('claims a pasted notice, altered or without diacritics', () => {
    expect(looksLikeNotice(ours)).toBe(true)
    expect(looksLikeNotice(foldVietnamese(ours))).toBe(true)
    expect(looksLikeNotice(composeNotice('en', announcementOf()))).toBe(true)
  })

  it.each([
    'Về buổi đối thoại mã 204 812 ngày 05/12, tôi muốn hỏi bao giờ phường thu gom rác đúng giờ ở ngõ 12?',
    'Tôi nhận được thông báo 204 812 nhưng thời gian họp trùng giờ làm, xin hỏi có buổi tối không ạ?',
    '204 812',
    ours.replaceAll('204 812', ''),
  ])('leaves people their own words: %s', (text) => expect(looksLikeNotice(text)).toBe(false))
})
