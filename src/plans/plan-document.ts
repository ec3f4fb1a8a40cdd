import type { OfficialBlock, OfficialDocument } from '../documents/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import type { Plan } from './plan.ts'
import type { PlannedLine } from './plan-views.ts'
import { placeName } from '../units/index.ts'

const figure = (count: number): string => new Intl.NumberFormat('vi-VN').format(count)
const levels = { province: 'tỉnh, thành phố', commune: 'xã, phường', group: 'thôn, tổ dân phố' } as const
const types = { dialogue: 'Đối thoại', voter_contact: 'Tiếp xúc cử tri' } as const

const heldWords = ({ session }: PlannedLine): string => {
  if (!session) return ''
  const day = formatShortDateVi(vietnamDate(session.startsAt))
  if (session.state === 'held' || session.state === 'concluded') return `đã tổ chức ${day}`
  return session.state === 'cancelled' ? 'đã hủy' : `dự kiến ${day}`
}

const lineCells = (line: PlannedLine, at: number, year: number): readonly string[] => [
  String(at + 1),
  `${String(line.month).padStart(2, '0')}/${year}`,
  `${types[line.type]} cấp ${levels[line.level]}: ${line.topic}`,
  line.host,
  line.place,
  line.cost === null ? '' : figure(line.cost),
  heldWords(line),
]

/** Kế hoạch năm as an official document. `dated`: what stands while the plan has no date. */
export const planDocument = (
  plan: Plan,
  lines: readonly PlannedLine[],
  about: { readonly unitName: string; readonly dated: PlainDate },
): OfficialDocument => {
  const costs = lines.reduce((sum, { cost }) => sum + (cost ?? 0), 0)
  const reckoned = lines.filter(({ cost }) => cost !== null).length
  const texts = (title: string, text: string): OfficialBlock[] =>
    text === ''
      ? []
      : [
          { kind: 'heading', text: title },
          { kind: 'text', text },
        ]
  const parts: readonly ((number: string) => OfficialBlock[])[] = [
    (number) => texts(`${number}. Mục đích, yêu cầu`, plan.purpose),
    (number) => texts(`${number}. Rút kinh nghiệm từ năm ${plan.year - 1}`, plan.lessons),
    (number) => [
      { kind: 'heading', text: `${number}. Các cuộc tiếp xúc, đối thoại trong năm` },
      {
        kind: 'table',
        head: ['TT', 'Thời gian', 'Nội dung', 'Chủ trì', 'Địa điểm', 'Kinh phí (đồng)', 'Thực hiện'],
        rows: lines.map((line, at) => lineCells(line, at, plan.year)),
        widths: [6, 11, 24, 15, 13, 16, 15],
      },
    ],
    (number) => [
      { kind: 'heading', text: `${number}. Kinh phí` },
      {
        kind: 'text',
        text:
          reckoned === lines.length
            ? `Tổng kinh phí dự kiến: ${figure(costs)} đồng cho ${lines.length} cuộc.`
            : `Kinh phí dự kiến của ${reckoned}/${lines.length} cuộc đã lập dự toán: ${figure(costs)} đồng.`,
      },
    ],
    (number) =>
      texts(
        `${number}. Tổ chức thực hiện`,
        plan.draftedWith === ''
          ? ''
          : `Kế hoạch được xây dựng với sự phối hợp của ${plan.draftedWith}. Căn cứ kế hoạch, các đơn vị chủ động chuẩn bị; có vướng mắc kịp thời báo cáo để điều chỉnh./.`,
      ),
  ]
  const numerals = ['I', 'II', 'III', 'IV', 'V']
  const blocks: OfficialBlock[] = []
  let part = 0
  for (const make of parts) {
    const made = make(numerals[part] ?? String(part + 1))
    if (made.length === 0) continue
    blocks.push(...made)
    part += 1
  }
  const revised = plan.revision === 0 ? '' : ` (điều chỉnh lần ${plan.revision})`
  return {
    family: plan.family,
    superior: plan.superior,
    issuer: plan.issuer,
    number: plan.number,
    place: placeName(about.unitName),
    dated: plan.dated ?? about.dated,
    kind: 'KẾ HOẠCH',
    abstract: `Tổ chức tiếp xúc, đối thoại với Nhân dân năm ${plan.year}${revised}`,
    blocks,
    recipients: plan.recipients.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])),
    signature: { authority: plan.authority, post: plan.post, signer: plan.signer },
  }
}
