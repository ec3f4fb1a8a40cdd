import { expect, test } from 'vitest'
import { checkContent } from '../../../src/forms/check-content.ts'
import type { FormContent, Item, Skip } from '../../../src/forms/content.ts'

const single = (id: string, text = `Câu ${id}?`, skips: readonly Skip[] = [], required = true): Item => ({
  kind: 'single',
  id,
  text: { vi: text },
  required,
  choices: [
    { id: 'a', text: { vi: 'Có' } },
    { id: 'b', text: { vi: 'Không' } },
  ],
  skips,
})

const form = (...items: readonly Item[]): FormContent => ({
  title: { vi: 'Xin ý kiến' },
  intro: { vi: 'Để chuẩn bị buổi đối thoại.' },
  inEnglish: false,
  isNoDecision: false,
  sections: [{ id: 's', title: { vi: '' }, items }],
})

const faults = (content: FormContent): readonly string[] =>
  checkContent(content).map((one) => [one.why, one.item].filter(Boolean).join(' '))

test('a form that branches forward to its end has no fault', () => {
  expect(
    faults(
      form(
        single('1', undefined, [{ when: 'a', to: '3' }]),
        single('2'),
        single('3', undefined, [{ when: 'b', to: 'end' }]),
      ),
    ),
  ).toEqual([])
})

test('branches that lead back are named as a loop', () => {
  expect(faults(form(single('1'), single('2', undefined, [{ when: 'b', to: '1' }])))).toContain('loop 2')
})

test('what every branch passes by is named as unreachable', () => {
  const past: Skip[] = [
    { when: 'a', to: '3' },
    { when: 'b', to: '3' },
  ]
  expect(faults(form(single('1', undefined, past), single('2'), single('3')))).toEqual(['unreachable 2'])
  // A question that may be passed over goes on with the next one.
  expect(faults(form(single('1', undefined, past, false), single('2'), single('3')))).toEqual([])
})

test('a target or a choice that is gone, and a form without a question, are named', () => {
  expect(faults(form(single('1', undefined, [{ when: 'a', to: '9' }])))).toContain('unknownTarget 1')
  expect(faults(form(single('1', undefined, [{ when: 'z', to: 'end' }])))).toContain('unknownCondition 1')
  expect(faults(form({ kind: 'note', id: 'n', text: { vi: 'Xin chào' } }))).toEqual(['noQuestion'])
})

test('both languages are asked for only where the form has both', () => {
  const both = { ...form(single('1')), inEnglish: true }
  expect(faults(both)).toContain('noEnglish 1')
  expect(faults(form(single('1')))).toEqual([])
})

test.each([
  'Ông/bà đánh giá ông Nguyễn Văn A làm việc thế nào?',
  'Mức độ hài lòng với Chủ tịch Ủy ban nhân dân phường?',
  'Chu tich phuong co xung dang khong, ong ba danh gia?',
  'Ông/bà có tín nhiệm đồng chí Hạnh không?',
  'Ông bà đánh giá bà Hạnh thế nào?',
  'Ông/bà có bỏ phiếu tín nhiệm không?',
  'How do you rate the chairman of the ward?',
])('rating somebody in office is refused: %s', (text) => {
  expect(faults(form(single('1', text)))).toEqual(['ratesOfficial 1'])
})

test.each([
  'Ông/bà hài lòng với thái độ của cán bộ bộ phận một cửa ở mức nào?',
  'Ông/bà muốn Chủ tịch phường trả lời vấn đề nào tại buổi đối thoại?',
  'Ông/bà có đồng ý lắp thêm đèn ở ngõ 12 không?',
  'Ông/bà đánh giá việc thu gom rác thế nào?',
  'Ông Bà cho biết mức độ hài lòng với trạm y tế?',
  'Tổ trưởng tổ dân phố đã gửi giấy mời cho ông/bà chưa?',
])('asking about a matter or a service is not: %s', (text) => {
  expect(faults(form(single('1', text)))).toEqual([])
})

test('choosing among persons is rating them, whatever the question says', () => {
  const among: Item = {
    kind: 'single',
    id: '1',
    text: { vi: 'Ông/bà chọn ai?' },
    required: true,
    choices: [
      { id: 'a', text: { vi: 'Ông Nguyễn Văn Bình' } },
      { id: 'b', text: { vi: 'Bà Trần Thị Cúc' } },
    ],
  }
  expect(faults(form(among))).toEqual(['ratesOfficial 1'])
})
