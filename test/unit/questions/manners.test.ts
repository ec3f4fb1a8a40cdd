import { expect, test } from 'vitest'
import { judgeManners } from '../../../src/questions/triage/manners.ts'

test.each([
  ['Chúng mày là lũ chó, đồ mất dạy', 'insult', ['lũ chó', 'mất dạy']],
  ['do mat day', 'insult', ['mat day']],
  ['Xem ngay tại http://khuyen-mai.example/abc nhé', 'link', ['http://khuyen-mai.example/abc']],
  ['vào nhacai88.vip để nhận quà', 'link', ['nhacai88.vip']],
  ['Vay tiền nhanh không thế chấp, gọi ngay', 'sell', ['Vay tiền nhanh']],
])('"%s" is held, and the words that hold it are told', (text, why, because) => {
  expect(judgeManners(text)).toEqual({ why, because })
})

test('the same sentence five times is held, four times is emphasis', () => {
  const sentence = 'Đèn đường hỏng cả tháng. '
  expect(judgeManners(sentence.repeat(5))).toEqual({ why: 'repeat', because: ['Đèn đường hỏng cả tháng'] })
  expect(judgeManners(sentence.repeat(4))).toBeNull()
})

test.each([
  'Cán bộ làm việc quá kém, dân rất bức xúc, đề nghị kiểm điểm',
  'Chó thả rông khắp ngõ, hôm qua chó cắn trẻ con',
  'Trường mầm non dạy cháu tôi rất tốt, không mất tiền',
  'Theo hướng dẫn ở https://dichvucong.gov.vn/ tôi đã nộp hồ sơ',
  'Nhà tôi ở ngõ 5.2 phố Vọng, đường hỏng',
  'Đồ ngữ pháp lớp 3 dạy thêm thu tiền cao',
])('"%s" is held by no rule', (text) => {
  expect(judgeManners(text)).toBeNull()
})
