import { expect, test } from 'vitest'
import { sharedRuns, shinglesOf, similarity } from '../../../../src/kernel/vietnamese/similar-text.ts'

const alike = (one: string, other: string): number => similarity(shinglesOf(one), shinglesOf(other))

test.each([
  ['Ngã tư Hàng Bài ngập sâu mỗi khi mưa to', 'mua to la nga tu hang bai ngap sau'],
  ['Rác ở ngõ 12 ba ngày không ai thu', 'Đề nghị thu rác ngõ 12, ba ngày rồi chưa thu'],
  ['TDP số 5 cần nhà văn hóa', 'Tổ dân phố số 5 cần có nhà văn hóa'],
  ['Đèn đường hỏng', 'Đèn đường hỏng'.normalize('NFD')],
])('"%s" asks the same as "%s"', (one, other) => {
  expect(alike(one, other)).toBeGreaterThan(0.34)
})

test.each([
  ['Ngã tư Hàng Bài ngập sâu mỗi khi mưa to', 'Đèn đường ngõ 3 hỏng cả tháng nay'],
  ['Kính đề nghị phường xem xét giải quyết', 'Kính mong phường xem xét giúp dân'],
  ['', 'Đèn đường hỏng'],
])('"%s" does not ask the same as "%s"', (one, other) => {
  expect(alike(one, other)).toBeLessThan(0.34)
})

test('a text is most like itself, and likeness is mutual', () => {
  const [one, other] = ['Vỉa hè phố Cửa Nam bị lấn chiếm để bán hàng', 'vỉa hè Cửa Nam lấn chiếm bán hàng rong']
  expect(alike(one, one)).toBe(1)
  expect(alike(one, other)).toBe(alike(other, one))
  expect(alike(one, other)).toBeLessThan(1)
})

test('why they look alike is told in the words of the first, as written', () => {
  expect(sharedRuns('Ngã tư Hàng Bài ngập sâu khi mưa', 'o nga tu hang bai ngap sau lam')).toEqual([
    'Ngã tư Hàng Bài ngập sâu',
  ])
  expect(sharedRuns('Xin phường giúp', 'Đèn hỏng')).toEqual([])
})
