import { describe, expect, test } from 'vitest'
import type { Judged } from '../../../src/answers/judge-answer.ts'
import { judgeAnswer, passesGate } from '../../../src/answers/judge-answer.ts'
import type { PlainDate } from '../../../src/kernel/calendar/plain-date.ts'

const day = (text: string): PlainDate => text as PlainDate

/** A whole answer about rubbish in a lane; each case changes what it is about. */
const whole: Judged = {
  decision: 'resolved',
  words:
    'Ngày 12/11/2026 Công ty Môi trường đô thị đã thu hết rác tồn ở ngõ 12 phố Cửa Nam. ' +
    'Từ ngày 15/11/2026 xe thu gom vào ngõ lúc 18 giờ mỗi ngày, kể cả chủ nhật.',
  basis: 'Biên bản kiểm tra số 27/BB-UBND ngày 13/11/2026',
  responsible: '',
  dueOn: null,
  doneOn: day('2026-11-12'),
  whatIsNew: '',
  answeredOn: day('2026-11-20'),
  files: 0,
  before: null,
}

const lacks = (changes: Partial<Judged>): string[] =>
  judgeAnswer({ ...whole, ...changes })
    .filter((one) => !one.isHint)
    .map((one) => one.lack)
const hints = (changes: Partial<Judged>): string[] =>
  judgeAnswer({ ...whole, ...changes })
    .filter((one) => one.isHint)
    .map((one) => one.lack)

describe('answers that say what, who, when and on what basis pass', () => {
  const good: readonly [string, Partial<Judged>][] = [
    ['rubbish collected, with minutes', {}],
    [
      'a wish that is taken up, with who and until when',
      {
        decision: 'accepted',
        words:
          'Phường tiếp thu ý kiến của ông/bà về đèn chiếu sáng ở ngõ 25. Phòng Kinh tế, Hạ tầng và Đô thị lắp 06 bóng đèn LED mới trên đoạn từ số nhà 02 đến số nhà 40.',
        responsible: 'Phòng Kinh tế, Hạ tầng và Đô thị phường',
        dueOn: day('2026-12-20'),
        doneOn: null,
        basis: 'Kế hoạch số 145/KH-UBND ngày 18/11/2026',
      },
    ],
    [
      'an explanation with its law',
      {
        decision: 'explained',
        words:
          'Mức đóng bảo hiểm y tế của hộ cận nghèo được Nhà nước hỗ trợ ít nhất 70%. Phần còn lại hộ tự đóng tại bộ phận một cửa của phường, mỗi năm một lần.',
        doneOn: null,
        basis: 'Nghị định 75/2023/NĐ-CP, Điều 1',
      },
    ],
    [
      'passed on to a named body with the number of the letter',
      {
        decision: 'transferred',
        words:
          'Đường Lê Duẩn do Sở Xây dựng quản lý. Phường đã chuyển kiến nghị của ông/bà bằng công văn số 512/UBND-KT và sẽ báo lại khi có trả lời.',
        responsible: 'Sở Xây dựng thành phố Hà Nội',
        dueOn: day('2026-12-15'),
        doneOn: day('2026-11-18'),
        basis: 'Công văn số 512/UBND-KT ngày 18/11/2026',
      },
    ],
    [
      'declined with its reason',
      {
        decision: 'declined',
        words:
          'Phường không tiếp thu kiến nghị mở bãi đỗ xe ở vườn hoa, vì đất này được quy hoạch là cây xanh công cộng và không được đổi mục đích.',
        doneOn: null,
        basis: 'Quyết định 1259/QĐ-TTg về quy hoạch chung',
      },
    ],
    [
      'a second answer that says what is new',
      {
        before: 'Công ty Môi trường đã thu hết rác ở ngõ 12.',
        whatIsNew: 'Đã đặt thêm hai thùng rác ở đầu ngõ từ ngày 18/11.',
      },
    ],
    [
      'a promise to look at it, with its day in the same sentence',
      {
        decision: 'explained',
        words:
          'Ngõ 12 thuộc tuyến thu gom số 4 của Công ty Môi trường đô thị. Phường sẽ kiểm tra lại tuyến này trước ngày 30/11/2026 và báo kết quả cho ông/bà.',
        doneOn: null,
      },
    ],
  ]
  test.each(good)('%s', (_name, changes) => {
    expect(lacks(changes)).toEqual([])
    expect(passesGate(judgeAnswer({ ...whole, ...changes }))).toBe(true)
  })
})

describe('vague answers are refused, each with what it lacks', () => {
  const bad: readonly [string, Partial<Judged>, string][] = [
    ['one line', { words: 'Đã giải quyết xong ngày 12/11.' }, 'tooShort'],
    ['noted', { words: 'UBND phường đã ghi nhận ý kiến của ông/bà và trân trọng cảm ơn sự quan tâm.' }, 'onlyEmpty'],
    [
      'noted, in new clothes',
      {
        decision: 'explained',
        words: 'Cảm ơn ý kiến của cử tri. UBND phường xin ghi nhận ý kiến và sẽ quan tâm chỉ đạo trong thời gian tới.',
      },
      'onlyEmpty',
    ],
    [
      'will be considered some day',
      {
        decision: 'explained',
        words:
          'Việc lắp thêm đèn chiếu sáng ở ngõ 25 cần bố trí vốn đầu tư. UBND phường sẽ xem xét, bố trí khi có điều kiện.',
      },
      'laterNoDate',
    ],
    [
      'soon',
      {
        decision: 'explained',
        words:
          'Mặt đường ngõ 7 bị lún do thi công đường ống nước. Phường sẽ sớm cho sửa lại đoạn này để bà con đi lại.',
      },
      'laterNoDate',
    ],
    [
      'passed on to nobody in particular',
      {
        decision: 'transferred',
        words:
          'Phường đã chuyển ý kiến của ông/bà tới cơ quan chức năng vào ngày 18/11/2026 để giải quyết theo quy định.',
        responsible: '',
      },
      'namelessBody',
    ],
    [
      'a nameless body in the field itself',
      {
        decision: 'transferred',
        words: 'Phường đã chuyển ý kiến của ông/bà vào ngày 18/11/2026 và đề nghị trả lời trước ngày 30/11/2026.',
        responsible: 'Các cơ quan có thẩm quyền',
      },
      'namelessBody',
    ],
    [
      'passed on without a day',
      {
        decision: 'transferred',
        words: 'Phường đã chuyển ý kiến của ông/bà tới Sở Xây dựng để cơ quan này xem và trả lời trực tiếp cho ông/bà.',
        responsible: 'Sở Xây dựng thành phố Hà Nội',
        basis: 'Công văn của Ủy ban nhân dân phường, luật Đường bộ',
        doneOn: null,
      },
      'transferredNoWhen',
    ],
    ['no basis', { basis: '' }, 'noBasis'],
    ['a basis that points nowhere', { basis: 'Theo quy định hiện hành.' }, 'emptyBasis'],
    ['accepted by nobody', { decision: 'accepted', dueOn: day('2026-12-20') }, 'acceptedNoDoer'],
    ['accepted for ever', { decision: 'accepted', responsible: 'Công an phường' }, 'acceptedNoDue'],
    [
      'resolved without a day',
      {
        doneOn: null,
        words: 'Công ty Môi trường đô thị đã thu hết rác tồn ở ngõ và đã nhắc nhở tổ thu gom vào ngõ đúng giờ.',
      },
      'resolvedNoDate',
    ],
    [
      'resolved without anything that shows it',
      { basis: 'Báo cáo miệng của tổ thu gom, luật Bảo vệ môi trường' },
      'resolvedNoEvidence',
    ],
    [
      'resolved, but only promised',
      {
        doneOn: null,
        words:
          'Công ty Môi trường đô thị sẽ thu hết rác tồn ở ngõ 12 phố Cửa Nam trước ngày 30/11/2026, dự kiến mỗi ngày một chuyến.',
      },
      'resolvedNotDone',
    ],
    [
      'declined without a reason',
      {
        decision: 'declined',
        words: 'Sau khi trao đổi, phường không tiếp thu kiến nghị mở bãi đỗ xe ở vườn hoa của ông/bà.',
      },
      'declinedNoReason',
    ],
    [
      'accepted in the form, declined in the text',
      {
        decision: 'accepted',
        responsible: 'Công an phường',
        dueOn: day('2026-12-20'),
        words:
          'Phường không tiếp thu kiến nghị mở bãi đỗ xe ở vườn hoa, vì đất này được quy hoạch là cây xanh công cộng.',
      },
      'contradicts',
    ],
    [
      'declined in the form, done in the text',
      {
        decision: 'declined',
        words: 'Do kiến nghị của ông/bà là đúng, phường đã tiếp thu và đã lắp đèn ở ngõ 25 trong tuần này.',
      },
      'contradicts',
    ],
    ['due before it was answered', { dueOn: day('2026-11-01') }, 'dueTooEarly'],
    ['a second answer without anything new', { before: 'Lần trước đã trả lời.', whatIsNew: '' }, 'nothingNew'],
    [
      'the same answer again',
      { before: whole.words, whatIsNew: 'Xin trả lời lại như lần trước đã nêu.' },
      'sameAsBefore',
    ],
  ]
  test.each(bad)('%s', (_name, changes, lack) => {
    expect(lacks(changes)).toContain(lack)
    expect(passesGate(judgeAnswer({ ...whole, ...changes }))).toBe(false)
  })
})

test('thanks beside a whole answer are a hint, not a refusal', () => {
  const words = `Trân trọng cảm ơn ông/bà. ${whole.words}`
  expect(lacks({ words })).toEqual([])
  expect(hints({ words })).toEqual(['emptyPhrase'])
})

test('a refusal quotes the words that it is about', () => {
  const words =
    'Phường đã chuyển ý kiến tới các đơn vị liên quan ngày 18/11/2026 để trả lời trực tiếp cho ông/bà được rõ.'
  const [first] = judgeAnswer({ ...whole, decision: 'explained', words })
  expect(first).toMatchObject({ lack: 'namelessBody', quote: 'đơn vị liên quan' })
})

test('vague words are found in capitals, decomposed letters and over line ends alike', () => {
  const words = 'Phường sẽ\nXem Xét việc lắp đèn ở ngõ 25 và bố trí vốn khi cân đối được ngân sách của phường.'
  expect(lacks({ decision: 'explained', words })).toContain('laterNoDate')
  expect(lacks({ decision: 'explained', words: words.normalize('NFD') })).toContain('laterNoDate')
})

test('a long answer of nothing but words is judged quickly', () => {
  const words = 'Phường sẽ xem xét. '.repeat(200)
  expect(lacks({ decision: 'explained', words })).toContain('laterNoDate')
})
