import { expect, it } from 'vitest'
import { foldName } from '../../../src/units/fold-name.ts'

it('folds the spellings of one name to one form', () => {
  for (const name of ['Mỹ Đình II', 'my dinh 2', 'MỸ ĐÌNH 02', 'Mỹ  Đình-2'.normalize('NFD')]) {
    expect(foldName(name)).toBe('my dinh 2')
  }
  expect(foldName('Phường III')).toBe('phuong 3')
  expect(foldName("D'Ran")).toBe(foldName('D’Ran'))
  expect(foldName('Văn Miếu - Quốc Tử Giám')).toBe('van mieu quoc tu giam')
  expect(foldName('Hòa')).toBe(foldName('Hoà'))
})

it('leaves syllables that only look like Roman numerals', () => {
  expect(foldName('Cống Vị')).toBe('cong vi')
  expect(foldName('Ba Vì')).toBe('ba vi')
})

it('gives an empty text for a text without letters or digits', () => {
  expect(foldName('  … ')).toBe('')
})
