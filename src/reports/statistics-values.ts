import type { OfficialBlock } from '../documents/index.ts'
import { phrase } from '../phrases/index.ts'
import { figureWords, type PeriodStatistics, type SessionFigure, type SourcedFigure } from '../statistics/index.ts'
import { figure, figureTable, withShare } from './figure.ts'

const yearsOf = ({ fromYear, toYear }: SourcedFigure): string =>
  fromYear === toYear ? `năm ${fromYear}` : `từ năm ${fromYear} đến năm ${toYear}`

/** Each figure as its document gives it, under the name of the document. */
const pastBlocks = (figures: readonly SourcedFigure[], lead: string): OfficialBlock[] =>
  [...Map.groupBy(figures, ({ source }) => source)].flatMap(([source, lines]): OfficialBlock[] => [
    { kind: 'text', text: `${lead} ${source}:` },
    {
      kind: 'list',
      items: lines.map((one) => {
        const { what, amount } = figureWords('vi', one)
        return `${what}, ${yearsOf(one)}: ${amount}.`
      }),
    },
  ])

const sortOf = ({ level, type, rhythm, isThematic }: SessionFigure): string =>
  [
    phrase('vi', `statistics:today.${level}`),
    phrase('vi', `statistics:type.${type}`),
    phrase('vi', `overview:rhythm.${rhythm}`),
    ...(isThematic ? [phrase('vi', 'overview:thematic')] : []),
  ].join(', ')

/** The fields that reports of a year and of five years know beside the balance; empty in any other. */
export const statisticsValues = (statistics: PeriodStatistics | undefined) => {
  const { sessions, past, beyond } = statistics ?? { sessions: [], past: [], beyond: [] }
  const held = sessions.reduce((sum, one) => sum + one.held, 0)
  return {
    bang_cuoc: figureTable(
      ['Cấp, loại hình, tính chất', 'Số cuộc'],
      sessions.map((one) => [sortOf(one), withShare(one.held, held)]),
      ['Tổng số cuộc đã tổ chức', figure(held)],
    ),
    so_van_ban: past.length === 0 ? '' : figure(new Set(past.map(({ source }) => source)).size),
    so_lieu_truoc: pastBlocks(past, 'Theo'),
    so_lieu_ky_khac: pastBlocks(beyond, 'Số liệu của kỳ dài hơn kỳ báo cáo, chỉ nêu, không cộng, theo'),
  }
}
