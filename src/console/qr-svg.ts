import { html, raw, type Html } from './html.ts'

/** A QR code as an SVG in the page: no image request, no inline style. */
export const qrSvg = async (text: string): Promise<Html> => {
  // Loaded when needed: few pages show one.
  const { create } = await import('qrcode')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const rows = Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (__, x) => (modules.get(y, x) ? `M${x + 4} ${y + 4}h1v1h-1z` : '')).join(''),
  )
  const side = modules.size + 8
  return html`<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="QR" shape-rendering="crispEdges">
    <rect width="${side}" height="${side}" fill="#fff" />
    ${raw(`<path d="${rows.join('')}" fill="#000"/>`)}
  </svg>`
}
