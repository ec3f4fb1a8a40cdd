import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { fixZipDates } from '../preparation/index.ts'
import type { LetterText } from './letter-text.ts'

const font = 'Times New Roman'
const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
const margin = { top: twips(20), bottom: twips(20), right: twips(15), left: twips(30) }
// Half points.
const sizes = { head: 24, body: 28, list: 22 } as const

type Style = { readonly size?: number; readonly bold?: boolean; readonly italics?: boolean }
type Place = (typeof AlignmentType)[keyof typeof AlignmentType]

const line = (text: string, style: Style = {}, alignment: Place = AlignmentType.CENTER): Paragraph =>
  new Paragraph({ alignment, spacing: { after: 40 }, children: [new TextRun({ size: sizes.head, ...style, text })] })

const paragraph = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(10) },
    spacing: { before: 120, after: 60 },
    children: [new TextRun({ size: sizes.body, text })],
  })

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

const cell = (width: number, children: readonly Paragraph[]): TableCell =>
  new TableCell({ width: { size: width, type: WidthType.PERCENTAGE }, children: [...children] })

const sideBySide = (left: readonly Paragraph[], right: readonly Paragraph[], leftWidth: number): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: bordersOf(none),
    rows: [new TableRow({ cantSplit: true, children: [cell(leftWidth, left), cell(100 - leftWidth, right)] })],
  })

const figures = (rows: LetterText['rows']): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: bordersOf(thin),
    rows: rows.map(
      ([what, count]) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(68, [line(what, { size: sizes.head }, AlignmentType.LEFT)]),
            cell(32, [line(count, { size: sizes.head, bold: true }, AlignmentType.RIGHT)]),
          ],
        }),
    ),
  })

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const coreOf = (title: string, at: Date): string => {
  const moment = `${at.toISOString().slice(0, 19)}Z`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>Nhịp Cầu</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
}

/** Công văn as a Word document, A4 with the margins of Decree 30/2020/NĐ-CP: the same bytes for the same letter. */
export const makeLetterDocument = async (text: LetterText, at: Date): Promise<Buffer> => {
  const [front, unit] = text.front
  const [country, motto] = text.motto
  const document = new Document({
    title: text.about,
    creator: 'Nhịp Cầu',
    styles: { default: { document: { run: { font, size: sizes.body } } } },
    sections: [
      {
        properties: { page: { size: { width: twips(210), height: twips(297) }, margin } },
        children: [
          sideBySide(
            [
              line(front),
              line(unit),
              line(text.bureau, { bold: true }),
              line(text.number),
              line(text.about, { italics: true }),
            ],
            [line(country, { bold: true }), line(motto, { bold: true }), line(text.placeAndDate, { italics: true })],
            46,
          ),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 240, after: 120 },
            children: [new TextRun({ size: sizes.body, text: text.to })],
          }),
          paragraph(text.opening),
          figures(text.rows),
          ...text.words.split('\n').flatMap((words) => (words.trim() === '' ? [] : [paragraph(words)])),
          paragraph(text.closing),
          new Paragraph({ text: '' }),
          sideBySide(
            [
              line('Nơi nhận:', { bold: true, italics: true }, AlignmentType.LEFT),
              ...text.receivers.map((one) => line(`- ${one}`, { size: sizes.list }, AlignmentType.LEFT)),
            ],
            [
              line(text.signature, { bold: true, size: sizes.body }),
              line(''),
              line(''),
              line(''),
              line(text.signer, { bold: true, size: sizes.body }),
            ],
            50,
          ),
        ],
      },
    ],
  })
  const core = { path: 'docProps/core.xml', data: coreOf(text.about, at) }
  return fixZipDates(await Packer.toBuffer(document, false, [core]))
}
