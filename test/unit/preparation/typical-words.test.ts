import { expect, test } from 'vitest'
import { typicalOf } from '../../../src/preparation/typical-words.ts'

const texts = [
  'Đồng ý ạ',
  'Xe rác đến muộn, rác để ngoài ngõ bốc mùi cả buổi tối',
  'Đề nghị cho biết lịch họp tổ dân phố tháng này ở đâu vậy',
  'Rác để ngoài ngõ bốc mùi vì xe rác đến muộn vào buổi tối',
  'Buổi tối xe rác toàn đến muộn, ngõ bốc mùi rác rất khó chịu',
]

test('the wording that is most like the others comes first, and one that stands for nothing never', () => {
  const [first] = typicalOf(texts, 1)
  expect([1, 3, 4]).toContain(first)
})

test('the second one is not the first in other words', () => {
  expect(typicalOf(texts, 2)[1]).toBe(2)
})

test('it is the same with and without diacritics', () => {
  const bare = texts.map((text) =>
    text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D'),
  )
  expect(typicalOf(bare, 2)).toEqual(typicalOf(texts, 2))
})

test('of nothing comes nothing, and never more than there are', () => {
  expect(typicalOf([], 2)).toEqual([])
  expect(typicalOf(['ngắn quá'], 2)).toEqual([])
  expect(typicalOf(texts, 9)).toHaveLength(4)
})
