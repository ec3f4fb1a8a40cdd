import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
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
import { fixZipDates } from './fix-zip-dates.ts'

/** A piece of a document, in the words that a page shows too. */
export type DocumentBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly level?: 1 | 2 }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'plain' | 'small' | 'quote' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Percent of the width, a column each. */
      readonly widths: readonly number[]
    }

export type DocumentInput = {
  readonly title: string
  readonly subtitle: string
  readonly blocks: readonly DocumentBlock[]
  /** Stands in the file as the moment it was made. */
  readonly at: Date
  /** Smaller letters, for what has to fit on two pages. */
  readonly isCompact?: boolean
}

// Decree 30/2020/NĐ-CP: A4, Times New Roman, margins of 20 mm, 30 mm on the left.
const font = 'Times New Roman'
const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
const margin = { top: twips(20), bottom: twips(20), right: twips(15), left: twips(30) }
type Sizes = {
  readonly plain: number
  readonly small: number
  readonly quote: number
  readonly headings: readonly [number, number]
}
const usual: Sizes = { plain: 26, small: 22, quote: 24, headings: [28, 26] }
const compact: Sizes = { plain: 22, small: 20, quote: 20, headings: [24, 22] }

const lines = (text: string, options: { size: number; italics?: boolean; bold?: boolean }): TextRun[] =>
  text.split('\n').map((line, index) => new TextRun({ ...options, text: line, ...(index > 0 ? { break: 1 } : {}) }))

const paragraph = (text: string, tone: 'plain' | 'small' | 'quote', sizes: Sizes): Paragraph =>
  new Paragraph({
    spacing: { after: 60 },
    ...(tone === 'quote' ? { indent: { left: twips(8) } } : {}),
    children: lines(text, { size: sizes[tone], italics: tone === 'quote' }),
  })

const border = { style: BorderStyle.SINGLE, size: 4, color: '999999' }

const table = ({ head, rows, widths }: Extract<DocumentBlock, { kind: 'table' }>, sizes: Sizes): Table => {
  const cell = (text: string, column: number, bold: boolean): TableCell =>
    new TableCell({
      width: { size: widths[column] ?? 10, type: WidthType.PERCENTAGE },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [new Paragraph({ children: lines(text, { size: sizes.small, bold }) })],
    })
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text, column) => cell(text, column, isHead)),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  })
}

const asParts = (block: DocumentBlock, sizes: Sizes): FileChild[] => {
  if (block.kind === 'heading') {
    const heading = block.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1
    return [
      new Paragraph({
        heading,
        keepNext: true,
        spacing: { before: sizes.headings[0] * 4, after: 40 },
        text: block.text,
      }),
    ]
  }
  if (block.kind === 'text') return [paragraph(block.text, block.tone ?? 'plain', sizes)]
  if (block.kind === 'list') {
    return block.items.map(
      (text) =>
        new Paragraph({ bullet: { level: 0 }, spacing: { after: 40 }, children: lines(text, { size: sizes.plain }) }),
    )
  }
  return [table(block, sizes), new Paragraph({ text: '', spacing: { after: 60 } })]
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const coreOf = (title: string, at: Date): string => {
  const moment = `${at.toISOString().slice(0, 19)}Z`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>Nhịp Cầu</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
}

const heading = (size: number) => ({
  run: { font, size, bold: true, color: '000000' },
  paragraph: { spacing: { before: 160, after: 60 } },
})

/** A Word document (.docx) as bytes: the same for the same input, whenever it is made. */
export const makeDocument = async (input: DocumentInput): Promise<Buffer> => {
  const { title, subtitle, blocks, at, isCompact } = input
  const sizes = isCompact === true ? compact : usual
  const document = new Document({
    title,
    creator: 'Nhịp Cầu',
    styles: {
      default: {
        document: { run: { font, size: sizes.plain } },
        heading1: heading(sizes.headings[0]),
        heading2: heading(sizes.headings[1]),
      },
    },
    sections: [
      {
        properties: { page: { size: { width: twips(210), height: twips(297) }, margin } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES], size: 20 })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 60 },
            children: [new TextRun({ text: title, bold: true, size: 32 })],
          }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 160 },
            children: lines(subtitle, { size: sizes.small }),
          }),
          ...blocks.flatMap((block) => asParts(block, sizes)),
        ],
      },
    ],
  })
  const packed = await Packer.toBuffer(document, false, [{ path: 'docProps/core.xml', data: coreOf(title, at) }])
  return fixZipDates(packed)
}
