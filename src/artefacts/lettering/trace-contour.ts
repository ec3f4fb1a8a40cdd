import type { Contour } from './read-outlines.ts'

type Place = { readonly scale: number; readonly x: number; readonly y: number }
type Spot = { readonly x: number; readonly y: number }

const middle = (one: Spot, other: Spot): Spot => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })

/** A closed contour as SVG path data, its em square scaled and put at a place; quadratic curves as TrueType has them. */
export const traceContour = (contour: Contour, { scale, x, y }: Place): string => {
  const first = contour[0]
  const last = contour.at(-1)
  if (!first || !last) return ''
  const put = (spot: Spot): string => `${(x + spot.x * scale).toFixed(2)} ${(y - spot.y * scale).toFixed(2)}`
  const start = first.isOn ? first : last.isOn ? last : middle(first, last)
  const parts = [`M${put(start)}`]
  let control: Spot | null = null
  for (const point of [...contour, start]) {
    const isOn = !('isOn' in point) || point.isOn
    if (isOn) {
      parts.push(control ? `Q${put(control)} ${put(point)}` : `L${put(point)}`)
      control = null
    } else {
      if (control) parts.push(`Q${put(control)} ${put(middle(control, point))}`)
      control = point
    }
  }
  return `${parts.join('')}Z`
}
