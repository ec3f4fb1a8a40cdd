import { phrase } from '../phrases/index.ts'
import { colours } from './drawing/colours.ts'
import { drawStack, type Block } from './drawing/stack.ts'
import { drawText } from './drawing/draw-text.ts'
import { qrPath } from './drawing/qr-path.ts'
import type { PublicLinks } from './public-links.ts'
import type { SessionSheet } from './session-sheet.ts'

// Tenths of a millimetre on A4. Letters of 9 mm are read from two metres; nothing of when and where is smaller.
const page = { width: 2100, height: 2970, margin: 130 }
const inner = page.width - 2 * page.margin
const bottom = { qr: 2050, foot: 2760 }

const line = (sheet: SessionSheet, label: string, text: string, height: number, sizes: [number, number]): Block => {
  const fill = sheet.isCancelled ? colours.alarm : colours.accent
  const box = { x: page.margin, width: inner, weight: 600 as const }
  return {
    label: [label, { ...box, height: 60, sizes: [44, 44], fill }],
    text,
    box: { ...box, height, sizes, fill: colours.ink },
  }
}

const blocks = (sheet: SessionSheet): Block[] => [
  {
    text: sheet.title,
    box: { x: page.margin, width: inner, height: 480, sizes: [150, 60], weight: 700, fill: colours.ink },
  },
  line(sheet, phrase('vi', 'artefacts:sheet.when'), `${sheet.hour}, ${sheet.day}`, 250, [130, 92]),
  line(sheet, phrase('vi', 'artefacts:sheet.where'), sheet.place, 290, [110, 70]),
  ...(sheet.isCancelled
    ? [line(sheet, phrase('vi', 'artefacts:sheet.why'), sheet.cancelledWhy ?? '', 200, [80, 56])]
    : [
        ...(sheet.topic === null
          ? []
          : [line(sheet, phrase('vi', 'artefacts:sheet.topic'), sheet.topic, 150, [72, 50])]),
        line(sheet, phrase('vi', 'artefacts:sheet.hosts'), sheet.hosts, 130, [60, 42]),
      ]),
]

const head = (sheet: SessionSheet): string => {
  const box = { x: page.margin, width: inner, fill: colours.onAccent, isCentred: true }
  const opening = phrase('vi', sheet.isCancelled ? 'artefacts:sheet.cancelled' : 'artefacts:sheet.invites', {
    what: sheet.what,
  })
  const unit = drawText(sheet.unitName.toLocaleUpperCase('vi'), { ...box, height: 110, sizes: [84, 44], weight: 700 })
  const line = drawText(opening, { ...box, height: 105, sizes: [84, 56], weight: 600 })
  const top = (400 - unit.height - line.height - 20) / 2
  return `<rect width="${page.width}" height="400" fill="${sheet.isCancelled ? colours.alarm : colours.accent}"/>
${unit.at(top)}${line.at(top + unit.height + 20)}`
}

const qrBox = (url: string, label: string, at: { x: number; y: number; side: number }): string => {
  const text = drawText(label, {
    x: at.x - 20,
    width: at.side + 40,
    height: 110,
    sizes: [44, 32],
    weight: 600,
    fill: colours.ink,
    isCentred: true,
  })
  return `<rect x="${at.x}" y="${at.y}" width="${at.side}" height="${at.side}" fill="#fff"/>
<path d="${qrPath(url, at)}" fill="#000"/>${text.at(at.y + at.side + 12)}`
}

const codes = (links: PublicLinks): string => {
  const side = 480
  const chats = links.chats.slice(0, 2)
  const gap = 40
  const large = qrBox(links.verify, phrase('vi', 'artefacts:sheet.scan'), { x: page.margin, y: bottom.qr, side })
  const others = chats.map((chat, index) =>
    qrBox(chat.url, phrase('vi', `artefacts:chat.${chat.name}`), {
      x: page.margin + side + gap + index * (360 + gap),
      y: bottom.qr + 60,
      side: 360,
    }),
  )
  return large + others.join('')
}

const contact = (sheet: SessionSheet, left: number): string => {
  const box = { x: left, width: page.width - page.margin - left, weight: 700 as const, fill: colours.ink }
  const small = { ...box, height: 60, sizes: [40, 34] as [number, number], weight: 600 as const, fill: colours.soft }
  return drawStack(
    [
      {
        label: [phrase('vi', 'artefacts:sheet.code'), small],
        text: sheet.code,
        box: { ...box, height: 110, sizes: [84, 50] },
      },
      {
        label: [phrase('vi', 'artefacts:sheet.hotline'), small],
        text: sheet.hotline,
        box: { ...box, height: 140, sizes: [64, 38] },
      },
    ],
    { from: bottom.qr, to: bottom.qr + 520, gapMax: 50 },
  )
}

const foot = (sheet: SessionSheet): string => {
  const box = { x: page.margin, width: inner, height: 75, isCentred: true }
  const ask = sheet.askUntil === null ? '' : phrase('vi', 'artefacts:sheet.askUntil', { until: sheet.askUntil })
  const warning = drawText(phrase('vi', 'broadcasts:notice.warning'), {
    ...box,
    sizes: [46, 36],
    weight: 600,
    fill: colours.alarm,
  })
  const asking = ask === '' ? null : drawText(ask, { ...box, sizes: [52, 34], weight: 600, fill: colours.accent })
  return `${asking?.at(bottom.foot - 85) ?? ''}${warning.at(bottom.foot + 30)}`
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** An A4 poster as one SVG: vectors only, letters as outlines, so that every printer gives the same sheet. */
export const drawPoster = (sheet: SessionSheet, links: PublicLinks): string => {
  const chats = Math.min(links.chats.length, 2)
  const label = [sheet.title, `${sheet.hour}, ${sheet.day}`, sheet.place, sheet.hotline, sheet.code].join('. ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${page.width} ${page.height}" role="img" aria-label="${escapeXml(label)}">
<rect width="${page.width}" height="${page.height}" fill="${colours.paper}"/>
${head(sheet)}
${drawStack(blocks(sheet), { from: 430, to: bottom.qr - 40, gapMax: 70 })}
${sheet.isCancelled ? qrBox(links.verify, phrase('vi', 'artefacts:sheet.scan'), { x: page.margin, y: bottom.qr, side: 480 }) : codes(links)}
${contact(sheet, page.margin + 520 + (sheet.isCancelled ? 0 : chats * 400))}
${foot(sheet)}
</svg>`
}
