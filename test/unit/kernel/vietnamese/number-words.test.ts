import { expect, test } from 'vitest'
import { momentWords, timeWords, dateWords } from '../../../../src/kernel/vietnamese/moment-words.ts'
import { digitWords, numberWords } from '../../../../src/kernel/vietnamese/number-words.ts'
import { countSyllables, speakable } from '../../../../src/kernel/vietnamese/speakable.ts'

test.each([
  [0, 'không'],
  [1, 'một'],
  [4, 'bốn'],
  [5, 'năm'],
  [10, 'mười'],
  [11, 'mười một'],
  [14, 'mười bốn'],
  [15, 'mười lăm'],
  [20, 'hai mươi'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi tư'],
  [25, 'hai mươi lăm'],
  [55, 'năm mươi lăm'],
  [91, 'chín mươi mốt'],
  [100, 'một trăm'],
  [101, 'một trăm linh một'],
  [104, 'một trăm linh bốn'],
  [105, 'một trăm linh năm'],
  [110, 'một trăm mười'],
  [115, 'một trăm mười lăm'],
  [121, 'một trăm hai mươi mốt'],
  [999, 'chín trăm chín mươi chín'],
  [1000, 'một nghìn'],
  [1005, 'một nghìn không trăm linh năm'],
  [1015, 'một nghìn không trăm mười lăm'],
  [2026, 'hai nghìn không trăm hai mươi sáu'],
  [10_000, 'mười nghìn'],
  [21_000, 'hai mươi mốt nghìn'],
  [1_000_001, 'một triệu không trăm linh một'],
  [1_200_000, 'một triệu hai trăm nghìn'],
  [3_000_000_000, 'ba tỷ'],
])('%i is read as "%s"', (value, words) => {
  expect(numberWords(value)).toBe(words)
})

test.each([-1, 1.5, Number.NaN, 1e12])('%d is no number that is put in words', (value) => {
  expect(() => numberWords(value)).toThrow(RangeError)
})

test('a telephone number is read digit by digit, in its groups', () => {
  expect(digitWords('024 3825 1234')).toBe('không hai bốn, ba tám hai năm, một hai ba bốn')
  expect(digitWords('không có')).toBe('')
})

test.each([
  [0, 0, 'mười hai giờ đêm'],
  [4, 5, 'bốn giờ năm phút sáng'],
  [7, 30, 'bảy giờ ba mươi phút sáng'],
  [11, 0, 'mười một giờ trưa'],
  [12, 15, 'mười hai giờ mười lăm phút trưa'],
  [13, 0, 'một giờ chiều'],
  [17, 45, 'năm giờ bốn mươi lăm phút chiều'],
  [19, 21, 'bảy giờ hai mươi mốt phút tối'],
  [22, 0, 'mười giờ tối'],
  [23, 30, 'mười một giờ ba mươi phút đêm'],
])('%i:%i is said as "%s"', (hour, minutes, words) => {
  expect(timeWords(hour, minutes)).toBe(words)
})

test('a date is said with its year only where that is asked for, and April is "tháng tư"', () => {
  expect(dateWords('2027-04-14')).toBe('ngày mười bốn tháng tư')
  expect(dateWords('2026-12-05', { withYear: true })).toBe(
    'ngày năm tháng mười hai năm hai nghìn không trăm hai mươi sáu',
  )
})

test('a moment is said in the time of Vietnam', () => {
  expect(momentWords(new Date('2026-12-05T00:30:00Z'))).toBe(
    'bảy giờ ba mươi phút sáng thứ bảy, ngày năm tháng mười hai',
  )
  expect(momentWords(new Date('2026-12-05T17:00:00Z'))).toBe('mười hai giờ đêm chủ nhật, ngày sáu tháng mười hai')
})

test.each([
  ['Nhà văn hóa số 5 phố Cửa Nam', 'Nhà văn hóa số năm phố Cửa Nam'],
  ['Ngõ 25/7 đường Láng', 'Ngõ hai mươi lăm trên bảy đường Láng'],
  ['UBND P. Cửa Nam', 'Ủy ban nhân dân phường Cửa Nam'],
  [
    'Hội nghị của UB MTTQ VN và HĐND TP. Hà Nội',
    'Hội nghị của Ủy ban Mặt trận Tổ quốc Việt Nam và Hội đồng nhân dân thành phố Hà Nội',
  ],
  ['NVH TDP số 12', 'nhà văn hóa tổ dân phố số mười hai'],
  [
    'từ 8h30 ngày 05/12/2026',
    'từ tám giờ ba mươi phút sáng ngày năm tháng mười hai năm hai nghìn không trăm hai mươi sáu',
  ],
  ['bằng 5,4%', 'bằng năm phẩy bốn phần trăm'],
  ['1.234 hộ', 'một nghìn hai trăm ba mươi tư hộ'],
  ['giai đoạn 2026-2030', 'giai đoạn hai nghìn không trăm hai mươi sáu đến hai nghìn không trăm ba mươi'],
  ['Văn hóa - Thể thao (tầng 3)', 'Văn hóa, Thể thao tầng ba'],
  ['tại tổ 3; xem https://hop.vn/abc?x=1', 'tại tổ ba; xem'],
  ['nhà A5', 'nhà A năm'],
])('"%s" is read aloud as "%s"', (written, said) => {
  expect(speakable(written)).toBe(said)
})

test('words that only look like abbreviations stay as they are', () => {
  expect(speakable('Thanh niên phường Phú Thượng')).toBe('Thanh niên phường Phú Thượng')
})

test('syllables are counted as they are written', () => {
  expect(countSyllables('bảy giờ ba mươi phút sáng, thứ bảy')).toBe(8)
})
