import { expect, test } from 'vitest'
import { speakable } from '../../../../src/kernel/vietnamese/speakable.ts'

const years: readonly (readonly [string, string])[] = [
  ['Kế hoạch năm 2026', 'Kế hoạch năm hai nghìn không trăm hai mươi sáu'],
  ['năm 2005', 'năm hai nghìn không trăm linh năm'],
  ['ngày 05/12/2026', 'ngày năm tháng mười hai năm hai nghìn không trăm hai mươi sáu'],
  ['tháng 12/2026', 'tháng mười hai năm hai nghìn không trăm hai mươi sáu'],
  ['Quý 4/2026', 'Quý bốn năm hai nghìn không trăm hai mươi sáu'],
  ['giai đoạn 2026-2030', 'giai đoạn hai nghìn không trăm hai mươi sáu đến hai nghìn không trăm ba mươi'],
  ['nhiệm kỳ 2021 – 2026', 'nhiệm kỳ hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi sáu'],
  ['năm 1975', 'năm một nghìn chín trăm bảy mươi lăm'],
]

test.each(years)('the year in "%s" is read in words', (written, said) => {
  expect(speakable(written)).toBe(said)
})

test('a fraction stays a fraction', () => {
  expect(speakable('31/577 người')).toBe('ba mươi mốt trên năm trăm bảy mươi bảy người')
})
