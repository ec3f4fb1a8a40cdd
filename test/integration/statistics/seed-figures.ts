import type { FigureColumn } from '../../../src/statistics/index.ts'

type Cells = Readonly<Partial<Record<FigureColumn, string>>>

const years = { fromYear: '2017', toYear: '2021' } as const
const dialogue = { ...years, measure: 'số cuộc', type: 'tiếp xúc, đối thoại', rhythm: 'định kỳ' } as const
const voters = { ...years, measure: 'số cuộc', type: 'tiếp xúc cử tri', rhythm: 'thường xuyên' } as const

/** What Hà Nội reported of five years of its Decision 2200-QĐ/TU, figure by figure, as an officer would write it. */
export const figuresOfDecision2200: readonly Cells[] = [
  { ...dialogue, level: 'cấp thành phố', value: '18', countedIn: 'hội nghị' },
  { ...dialogue, level: 'cấp quận, huyện, thị xã', value: '210', countedIn: 'hội nghị' },
  { ...dialogue, level: 'cấp xã, phường, thị trấn', value: '2.984', countedIn: 'hội nghị' },
  {
    ...voters,
    level: 'các cấp',
    electedBody: 'Quốc hội, HĐND thành phố',
    value: 'hơn 1.200',
    countedIn: 'kỳ',
  },
  {
    ...voters,
    level: 'các cấp',
    electedBody: 'HĐND các quận, huyện, thị xã',
    value: 'hơn 5.760',
    countedIn: 'cuộc',
  },
  {
    ...voters,
    level: 'cấp thành phố',
    electedBody: 'HĐND thành phố',
    value: '20',
    countedIn: 'cuộc',
  },
  {
    ...voters,
    level: 'cấp thành phố',
    electedBody: 'HĐND thành phố',
    thematic: 'có',
    value: '10',
    countedIn: 'cuộc',
  },
]
