import { phrase } from '../phrases/index.ts'
import { colours } from './drawing/colours.ts'
import { drawText } from './drawing/draw-text.ts'
import { qrPath } from './drawing/qr-path.ts'
import { drawStack, type Block } from './drawing/stack.ts'
import type { PublicLinks } from './public-links.ts'
import type { SessionSheet } from './session-sheet.ts'

const card = { width: 1080, height: 1350, margin: 72 }
const inner = card.width - 2 * card.margin
const headHeight = 210
const qr = { side: 300, y: 955 }

const line = (sheet: SessionSheet, label: string, text: string, height: number, sizes: [number, number]): Block => {
  const box = { x: card.margin, width: inner, weight: 600 as const }
  const fill = sheet.isCancelled ? colours.alarm : colours.accent
  return {
    label: [label, { ...box, height: 40, sizes: [28, 28], fill }],
    text,
    box: { ...box, height, sizes, fill: colours.ink },
  }
}

const facts = (sheet: SessionSheet): string =>
  drawStack(
    [
      {
        text: sheet.title,
        box: { x: card.margin, width: inner, height: 235, sizes: [72, 32], weight: 700, fill: colours.ink },
      },
      line(sheet, phrase('vi', 'artefacts:sheet.when'), `${sheet.hour}, ${sheet.day}`, 120, [60, 40]),
      line(sheet, phrase('vi', 'artefacts:sheet.where'), sheet.place, 150, [50, 32]),
      ...(sheet.isCancelled
        ? [line(sheet, phrase('vi', 'artefacts:sheet.why'), sheet.cancelledWhy ?? '', 110, [40, 28])]
        : []),
    ],
    { from: headHeight + 15, to: qr.y, gapMax: 48 },
  )

const head = (sheet: SessionSheet): string => {
  const box = { x: card.margin, width: inner, fill: colours.onAccent }
  const opening = phrase('vi', sheet.isCancelled ? 'artefacts:sheet.cancelled' : 'artefacts:sheet.invites', {
    what: sheet.what,
  })
  const unit = drawText(sheet.unitName, { ...box, height: 55, sizes: [40, 26], weight: 600 })
  const line = drawText(opening, { ...box, height: 60, sizes: [46, 30], weight: 700 })
  const top = (headHeight - unit.height - line.height) / 2
  return `<rect width="${card.width}" height="${headHeight}" fill="${sheet.isCancelled ? colours.alarm : colours.accent}"/>
${unit.at(top)}${line.at(top + unit.height)}`
}

const side = (sheet: SessionSheet): string => {
  const x = card.margin + qr.side + 36
  const box = { x, width: card.width - card.margin - x, weight: 600 as const, fill: colours.ink }
  const ask =
    sheet.askUntil === null
      ? phrase('vi', 'artefacts:sheet.scan')
      : phrase('vi', 'artefacts:sheet.askUntil', { until: sheet.askUntil })
  const label = { ...box, height: 34, sizes: [24, 24] as [number, number], fill: colours.soft }
  return drawStack(
    [
      { text: ask, box: { ...box, height: 110, sizes: [34, 24], fill: colours.accent } },
      {
        label: [phrase('vi', 'artefacts:sheet.hotline'), label],
        text: sheet.hotline,
        box: { ...box, height: 50, sizes: [38, 24], weight: 700 },
      },
      {
        label: [phrase('vi', 'artefacts:sheet.code'), label],
        text: sheet.code,
        box: { ...box, height: 50, sizes: [38, 24], weight: 700 },
      },
    ],
    { from: qr.y, to: qr.y + qr.side, gapMax: 16 },
  )
}

/** The picture for chats and group chats, 1080 by 1350, as SVG. */
const drawCard = (sheet: SessionSheet, links: PublicLinks): string => {
  const warning = drawText(phrase('vi', 'broadcasts:notice.warning'), {
    x: card.margin,
    width: inner,
    height: 40,
    sizes: [28, 22],
    weight: 600,
    fill: colours.alarm,
    isCentred: true,
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${card.width}" height="${card.height}" viewBox="0 0 ${card.width} ${card.height}">
<rect width="${card.width}" height="${card.height}" fill="${colours.paper}"/>
${head(sheet)}${facts(sheet)}
<rect x="0" y="${qr.y - 15}" width="${card.width}" height="${qr.side + 30}" fill="${colours.tint}"/>
<rect x="${card.margin}" y="${qr.y}" width="${qr.side}" height="${qr.side}" fill="#fff"/>
<path d="${qrPath(links.verify, { x: card.margin, y: qr.y, side: qr.side })}" fill="#000"/>
${side(sheet)}${warning.at(card.height - 66)}
</svg>`
}

/** The same as PNG, for programs that take no SVG. */
export const renderCard = async (sheet: SessionSheet, links: PublicLinks): Promise<Buffer> => {
  // Loaded when needed: an image library in memory is of no use to most processes.
  const { default: sharp } = await import('sharp')
  return await sharp(Buffer.from(drawCard(sheet, links)))
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
}
