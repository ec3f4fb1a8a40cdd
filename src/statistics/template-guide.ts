import { allowedWords, figureColumns, type FigureColumn } from './read-figure.ts'
import { columnTitles } from './read-past-file.ts'

type Row = Readonly<Record<FigureColumn, string>>

const none = { oldUnit: '', oldDistrict: '', thematic: '', electedBody: '' } as const

/** As an officer would write them, of a whole tier, of one ward, of deputies. */
const examples: readonly Row[] = [
  {
    ...none,
    fromYear: '2017',
    toYear: '2021',
    level: 'cấp xã, phường, thị trấn',
    measure: 'số cuộc',
    type: 'tiếp xúc, đối thoại',
    rhythm: 'định kỳ',
    value: '2.984',
    countedIn: 'hội nghị',
  },
  {
    ...none,
    fromYear: '2024',
    toYear: '2024',
    level: 'phường',
    oldUnit: 'Phường Cống Vị',
    oldDistrict: 'Quận Ba Đình',
    measure: 'số ý kiến',
    type: 'tiếp xúc, đối thoại',
    rhythm: '',
    value: '41',
    countedIn: 'ý kiến',
  },
  {
    ...none,
    fromYear: '2017',
    toYear: '2021',
    level: 'các cấp',
    measure: 'số cuộc',
    type: 'tiếp xúc cử tri',
    rhythm: 'thường xuyên',
    electedBody: 'Quốc hội, HĐND thành phố',
    value: 'hơn 1.200',
    countedIn: 'kỳ',
  },
]

/** What is written in columns that take no fixed words. */
const free: Partial<Record<FigureColumn, string>> = {
  fromYear: 'năm, bốn chữ số',
  toYear: 'năm, bốn chữ số; số của một năm thì ghi lại năm đó',
  oldUnit: 'tên như khi đó; bỏ trống nếu là số của cả cấp',
  oldDistrict: 'tên như khi đó; bỏ trống nếu văn bản không ghi',
  value: 'số nguyên, có thể thêm “hơn”',
}

const words = figureColumns.map((column) => {
  const taken = allowedWords(column)
  return taken.length > 0 ? taken : [free[column] ?? '']
})

/** The second sheet of the file to fill in: examples under the titles, then what each column takes. */
export const templateGuide = {
  name: 'Hướng dẫn',
  rows: [
    figureColumns.map((column) => columnTitles[column]),
    ...examples.map((row) => figureColumns.map((column) => row[column])),
    ['Ba dòng trên là ví dụ. Dưới đây là những từ mỗi cột nhận; viết hoa, viết thường đều được.'],
    ...Array.from({ length: Math.max(...words.map(({ length }) => length)) }, (_, at) =>
      words.map((taken) => taken[at] ?? ''),
    ),
  ],
} as const
