import type { AttendanceFigures } from '../attendance/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import type { OfficialBlock, OfficialDocument } from '../documents/index.ts'
import { formatDateVi, formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { phrase, type PhraseKey } from '../phrases/index.ts'
import type { CollectionBalance } from './balance-views.ts'
import type { ReportFacts } from './report-facts-views.ts'

const figure = (count: number): string => new Intl.NumberFormat('vi-VN').format(count)
const share = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })

/** "31/577, bằng 5,4%"; without a base there is no share. */
const withShare = (part: number, base: number): string =>
  base === 0 ? figure(part) : `${figure(part)}/${figure(base)}, bằng ${share.format((part / base) * 100)}%`

const inSentence = (fullName: string): string => fullName.charAt(0).toLocaleLowerCase('vi') + fullName.slice(1)
const placeOf = (unitName: string): string => unitName.replace(/^(?:Phường|Xã|Đặc khu|Thị trấn|Thành phố|Tỉnh)\s+/u, '')

type Input = {
  readonly dialogue: Dialogue
  readonly unitName: string
  readonly aboveName: string | null
  readonly balance: CollectionBalance
  readonly facts: ReportFacts
  readonly attendance: AttendanceFigures
  readonly dated: PlainDate
}

const balanceRows = (balance: CollectionBalance): readonly (readonly [string, number])[] => [
  ['Đã trả lời trực tiếp', balance.answeredAlone],
  ['Đã trả lời chung với ý kiến cùng nội dung', balance.answeredJoined],
  ['Đã chuyển cơ quan có thẩm quyền', balance.transferred],
  ['Không tiếp nhận, đã nêu rõ lý do với người gửi', balance.refused],
  ['Người gửi rút lại', balance.withdrawn],
  ['Đã xóa theo yêu cầu của người gửi hoặc hết thời hạn lưu', balance.erased],
  ['Đang xử lý', balance.pending],
]

const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): OfficialBlock => ({ kind: 'table', head, rows, widths })

/**
 * Báo cáo kết quả sau buổi: how it was held, what came in and where each of it went, with the base of every share. In
 * the Front's family of documents. The caller has seen that the balance adds up.
 */
export const sessionReport = (input: Input): OfficialDocument => {
  const { dialogue, unitName, aboveName, balance, facts, attendance, dated } = input
  const unit = inSentence(unitName)
  const { received } = balance
  const hosts = dialogue.hosts.map(({ name, chair }) => (chair === undefined ? name : `${name} (${chair})`)).join('; ')
  const heard = received - balance.withdrawn - balance.erased
  const blocks: OfficialBlock[] = [
    { kind: 'heading', text: 'I. Tình hình tổ chức' },
    {
      kind: 'text',
      text: `Buổi “${dialogue.title}” được tổ chức ${formatDateVi(vietnamDate(dialogue.startsAt)).toLocaleLowerCase('vi')}, tại ${dialogue.place}.${hosts === '' ? '' : ` Chủ trì: ${hosts}.`}`,
    },
    ...(attendance.came.persons === 0
      ? []
      : [{ kind: 'text', text: `Số người dự: ${figure(attendance.came.persons)} người.` } as const]),
    { kind: 'heading', text: 'II. Kết quả tiếp nhận và xử lý ý kiến' },
    {
      kind: 'text',
      text: `Đã tiếp nhận ${figure(received)} ý kiến, kiến nghị; trong đó ${figure(heard)} ý kiến còn hiệu lực, của ${figure(facts.persons)} người hệ thống biết và ${figure(facts.unknown)} ý kiến không ghi người gửi.${balance.supports === 0 ? '' : ` Ngoài ra có ${figure(balance.supports)} lượt người dân cho biết cùng quan tâm, không tính vào số ý kiến.`}${facts.households === null ? '' : ` Số hộ liên quan do cán bộ đếm hoặc ước tính: ${figure(facts.households)} hộ.`} Số người, số ý kiến và số hộ là ba cách đếm khác nhau, không cộng với nhau.`,
    },
    table(
      ['TT', 'Kết quả xử lý', 'Số ý kiến'],
      [
        ...balanceRows(balance).map(([what, n], at) => [String(at + 1), what, withShare(n, received)]),
        ['', 'Tổng số đã tiếp nhận', figure(received)],
      ],
      [10, 60, 30],
    ),
    ...(facts.byClass.length === 0
      ? []
      : [
          { kind: 'text', text: 'Phân theo loại ý kiến:' } as const,
          table(
            ['TT', 'Loại', 'Số ý kiến'],
            facts.byClass.map(({ opinionClass, n }, at) => [
              String(at + 1),
              phrase('vi', `questions:class.${opinionClass}` as PhraseKey),
              withShare(n, heard),
            ]),
            [10, 60, 30],
          ),
        ]),
    ...(facts.byTopic.length === 0
      ? []
      : [
          { kind: 'text', text: 'Phân theo lĩnh vực (các ý kiến đã phân loại):' } as const,
          table(
            ['TT', 'Lĩnh vực', 'Số ý kiến'],
            facts.byTopic.map(({ name, n }, at) => [String(at + 1), name, figure(n)]),
            [10, 60, 30],
          ),
        ]),
    ...(facts.silent.length === 0
      ? []
      : [
          {
            kind: 'text',
            text: `Chưa nhận được ý kiến từ ${withShare(facts.silent.length, facts.groups)} thôn, tổ dân phố: ${facts.silent.join('; ')}. Mặt trận sẽ gặp trực tiếp để lắng nghe.`,
          } as const,
        ]),
    { kind: 'heading', text: 'III. Kiểm chứng' },
    {
      kind: 'text',
      text:
        facts.root === null
          ? 'Sổ biên nhận của buổi chưa chốt; dấu của sổ được công bố khi chốt.'
          : `Mỗi ý kiến là một dòng trong sổ biên nhận. Sổ chốt ngày ${formatShortDateVi(vietnamDate(facts.root.closedAt))} gồm ${figure(facts.root.size)} dòng, dấu của sổ: ${facts.root.hex}. Người gửi kiểm tra được lời của mình còn nguyên trong sổ.`,
    },
    {
      kind: 'text',
      text: `Trên đây là kết quả buổi ${dialogue.type === 'voter_contact' ? 'tiếp xúc cử tri' : 'đối thoại'}, ${unit} trân trọng báo cáo./.`,
    },
  ]
  return {
    family: 'front',
    superior: aboveName === null ? '' : `Ủy ban MTTQ Việt Nam ${inSentence(aboveName)}`,
    issuer: `Ủy ban MTTQ Việt Nam ${unit}`,
    number: '',
    place: placeOf(unitName),
    dated,
    kind: 'BÁO CÁO',
    abstract: `Kết quả buổi ${dialogue.type === 'voter_contact' ? 'tiếp xúc cử tri' : 'đối thoại'} “${dialogue.title}”`,
    blocks,
    recipients: [
      ...(aboveName === null ? [] : [`Ủy ban MTTQ Việt Nam ${inSentence(aboveName)} (để báo cáo);`]),
      `Đảng ủy ${unit} (để báo cáo);`,
      'Lưu: VT.',
    ],
    signature: { authority: 'TM. BAN THƯỜNG TRỰC', post: 'CHỦ TỊCH', signer: '' },
  }
}
