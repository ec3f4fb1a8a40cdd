import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx'
import { fixZipDates } from '../preparation/index.ts'
import { headingOf } from './families.ts'
import type { OfficialBlock, OfficialDocument } from './official-document.ts'

// Annex I of Decree 30/2020/NĐ-CP: A4, Times New Roman, margins of 20 to 25, 30 to 35 and 15 to 20 mm; the number of the
// page in the middle of the top margin, not on the first one.
const font = 'Times New Roman'
const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
const margin = { top: twips(20), bottom: twips(20), right: twips(15), left: twips(30) }
// Half points.
const sizes = { head: 26, body: 28, table: 24, recipients: 22 } as const

type Style = {
  readonly size?: number
  readonly bold?: boolean
  readonly italics?: boolean
  readonly underline?: object
}
type Place = (typeof AlignmentType)[keyof typeof AlignmentType]

const line = (text: string, style: Style = {}, alignment: Place = AlignmentType.CENTER): Paragraph =>
  new Paragraph({ alignment, spacing: { after: 0 }, children: [new TextRun({ size: sizes.head, ...style, text })] })

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const bordersOf = (border: typeof none | typeof thin) => ({
  top: border,
  bottom: border,
  left: border,
  right: border,
  insideHorizontal: border,
  insideVertical: border,
})

const sideBySide = (left: readonly Paragraph[], right: readonly Paragraph[], leftWidth: number): Table => {
  const cell = (width: number, children: readonly Paragraph[]): TableCell =>
    new TableCell({ width: { size: width, type: WidthType.PERCENTAGE }, children: [...children] })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: bordersOf(none),
    rows: [new TableRow({ cantSplit: true, children: [cell(leftWidth, left), cell(100 - leftWidth, right)] })],
  })
}

/** `keepNext`: never the last line of a page while what follows stands on the next one. */
const paragraph = (text: string, style: Style = {}, keepNext = false): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    keepNext,
    indent: { firstLine: twips(10) },
    // At least six points between paragraphs.
    spacing: { before: 120 },
    children: [new TextRun({ size: sizes.body, ...style, text })],
  })

const table = ({ head, rows, widths }: Extract<OfficialBlock, { kind: 'table' }>): Table => {
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (text, column) =>
          new TableCell({
            width: { size: widths[column] ?? 10, type: WidthType.PERCENTAGE },
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            children: [
              line(
                text,
                { size: sizes.table, bold: isHead },
                isHead || column === 0 ? AlignmentType.CENTER : AlignmentType.LEFT,
              ),
            ],
          }),
      ),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: bordersOf(thin),
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  })
}

/** Signatures never stand alone on a page: the last words of the body go with them. */
const partsOf = (block: OfficialBlock, isLast: boolean): FileChild[] => {
  const lines = (texts: readonly string[]): Paragraph[] =>
    texts.map((text, at) => paragraph(text, {}, isLast && at === texts.length - 1))
  switch (block.kind) {
    case 'heading':
      return [paragraph(block.text, { bold: true }, true)]
    case 'text':
      return lines(block.text.split('\n').filter((text) => text.trim() !== ''))
    case 'list':
      return lines(block.items.map((text) => `- ${text}`))
    case 'table':
      return [new Paragraph({ text: '' }), table(block)]
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const coreOf = (title: string, at: Date): string => {
  const moment = `${at.toISOString().slice(0, 19)}Z`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>Nhịp Cầu</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
}

const head = (document: OfficialDocument): Table => {
  const { right, below, number } = headingOf(document.family, document.number)
  const [year, month, day] = document.dated.split('-')
  const [country, motto] = right
  return sideBySide(
    [
      ...(document.superior === '' ? [] : [line(document.superior.toLocaleUpperCase('vi'), { size: 24 })]),
      line(document.issuer.toLocaleUpperCase('vi'), { bold: true, size: 24 }),
      line(below === 'star' ? '*' : '________', { size: 20 }),
      line(number),
      ...(document.kind === '' ? [line(document.abstract, { size: 24 })] : []),
    ],
    [
      line(country ?? '', { bold: true, size: 24, ...(motto === undefined ? { underline: {} } : {}) }),
      ...(motto === undefined ? [] : [line(motto, { bold: true, underline: {} })]),
      line(''),
      line(`${document.place}, ngày ${day} tháng ${month} năm ${year}`, { italics: true }),
    ],
    42,
  )
}

const signed = ({ authority, post, signer }: OfficialDocument['signature']): Paragraph[] => [
  ...(authority === '' ? [] : [line(authority, { bold: true, size: sizes.body })]),
  line(post, { bold: true, size: sizes.body }),
  line(''),
  line(''),
  line(''),
  line(signer, { bold: true, size: sizes.body }),
]

const foot = ({ recipients, signature, secondSignature }: OfficialDocument): FileChild[] => {
  const sentTo = [
    line('Nơi nhận:', { bold: true, italics: true, size: 24 }, AlignmentType.LEFT),
    ...recipients.map((one) => line(`- ${one}`, { size: sizes.recipients }, AlignmentType.LEFT)),
  ]
  if (!secondSignature) return [sideBySide(sentTo, signed(signature), 50)]
  return [
    sideBySide(signed({ authority: '', ...secondSignature }), signed(signature), 50),
    ...(recipients.length === 0 ? [] : [new Paragraph({ text: '' }), ...sentTo]),
  ]
}

/** The document as a Word file (.docx): the same bytes for the same document and moment. */
export const makeOfficialDocument = async (official: OfficialDocument, at: Date): Promise<Buffer> => {
  const { kind, abstract, blocks } = official
  const document = new Document({
    title: abstract,
    creator: 'Nhịp Cầu',
    styles: { default: { document: { run: { font, size: sizes.body } } } },
    sections: [
      {
        properties: { titlePage: true, page: { size: { width: twips(210), height: twips(297) }, margin } },
        headers: {
          first: new Header({ children: [new Paragraph({ text: '' })] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ size: sizes.head, children: [PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children: [
          head(official),
          new Paragraph({ text: '' }),
          ...(kind === ''
            ? []
            : [
                line(kind, { bold: true, size: sizes.body }),
                line(abstract, { bold: true, size: sizes.body }),
                new Paragraph({ text: '' }),
              ]),
          ...blocks.flatMap((block, at) => partsOf(block, at === blocks.length - 1)),
          new Paragraph({ text: '', keepNext: true }),
          ...foot(official),
        ],
      },
    ],
  })
  const core = { path: 'docProps/core.xml', data: coreOf(abstract, at) }
  return fixZipDates(await Packer.toBuffer(document, false, [core]))
}
