import { expect, it } from 'vitest'
import { columns } from '../../../src/cli/columns.ts'

it('aligns columns, however Vietnamese letters are composed', () => {
  const lines = columns([['Đặc khu', 'one'], ['Phường'.normalize('NFD'), 'two'], ['x']])
  expect(lines.map((line) => line.normalize('NFC'))).toEqual(['Đặc khu  one', 'Phường   two', 'x'])
})
