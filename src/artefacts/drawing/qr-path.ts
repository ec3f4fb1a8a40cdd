import { create } from 'qrcode'

/** A QR code as SVG path data in a square of this side, with the quiet zone of four modules that scanners need. */
export const qrPath = (text: string, at: { readonly x: number; readonly y: number; readonly side: number }): string => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const unit = at.side / (modules.size + 8)
  const step = unit.toFixed(3)
  const parts: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue
      const x = (at.x + (column + 4) * unit).toFixed(3)
      const y = (at.y + (row + 4) * unit).toFixed(3)
      parts.push(`M${x} ${y}h${step}v${step}h-${step}z`)
    }
  }
  return parts.join('')
}
