import { expect, test } from 'vitest'
import { compareDiacritics } from '../../../../src/kernel/vietnamese/diacritics.ts'
import { undoTelex } from '../../../../src/kernel/vietnamese/undo-telex.ts'

test.each([
  ['gops ys', 'góp ý'],
  ['hoir', 'hỏi'],
  ['dungwf', 'dừng'],
  ['duwngf', 'dừng'],
  ['hieens kees', 'hiến kế'],
  ['kieerm tra', 'kiểm tra'],
  ['suwar', 'sửa'],
  ['ddangws', 'đắng'],
  ['lichj', 'lịch'],
  ['gop1 y1', 'góp ý'],
  ['tiep61 tuc5', 'tiếp tục'],
  ['d9uong72', 'đường'],
])('%j was meant as %j', (typed, expected) => {
  expect(compareDiacritics(undoTelex(typed) ?? '', expected)).toBe('full')
})

test.each(['menu', 'lich', 'tham gia', 'góp ý', '', 'x'.repeat(60), "'; drop"])('%j holds no keystrokes', (typed) => {
  expect(undoTelex(typed)).toBeNull()
})
