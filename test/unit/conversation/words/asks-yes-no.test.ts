import { describe, expect, it } from 'vitest'
import { asksYesNo } from '../../../../src/conversation/words/asks-yes-no.ts'

describe('asksYesNo', () => {
  it.each([
    [['Tôi sẽ đến', 'Có thể tôi đến', 'Không đến được']],
    [['Đồng ý', 'Để sau']],
    [['Đúng', 'Chọn nơi khác']],
    [['Yes', 'Later']],
  ])('%j is answered with yes or no', (labels) => {
    expect(asksYesNo(labels)).toBe(true)
  })

  it.each([[[]], [['Gửi câu hỏi', 'Xem lịch họp', 'Gặp cán bộ']], [['Công khai', 'Giấu tên', 'Nổi bật']]])(
    '%j is not',
    (labels) => {
      expect(asksYesNo(labels)).toBe(false)
    },
  )
})
