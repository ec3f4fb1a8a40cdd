import { table, type FontTables } from './read-tables.ts'

type Point = { readonly x: number; readonly y: number; readonly isOn: boolean }
export type Contour = readonly Point[]

const simpleGlyph = (glyph: Buffer, contours: number): Contour[] => {
  const ends = Array.from({ length: contours }, (_, index) => glyph.readUInt16BE(10 + index * 2))
  const count = (ends.at(-1) ?? -1) + 1
  let at = 10 + contours * 2
  at += 2 + glyph.readUInt16BE(at)
  const flags: number[] = []
  while (flags.length < count) {
    const flag = glyph.readUInt8(at++)
    const times = (flag & 8) === 0 ? 1 : glyph.readUInt8(at++) + 1
    for (let time = 0; time < times; time += 1) flags.push(flag)
  }
  const coordinates = (isShort: number, isSame: number): number[] => {
    let value = 0
    return flags.map((flag) => {
      if ((flag & isShort) !== 0) value += (flag & isSame) === 0 ? -glyph.readUInt8(at++) : glyph.readUInt8(at++)
      else if ((flag & isSame) === 0) {
        value += glyph.readInt16BE(at)
        at += 2
      }
      return value
    })
  }
  const xs = coordinates(2, 16)
  const ys = coordinates(4, 32)
  const points = flags.map((flag, index) => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, isOn: (flag & 1) === 1 }))
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1))
}

const fraction = (glyph: Buffer, at: number): number => glyph.readInt16BE(at) / 16384

/** A letter and its marks: each part moved, at times scaled. */
const compositeGlyph = (glyph: Buffer, outlineOf: (index: number) => Contour[]): Contour[] => {
  const contours: Contour[] = []
  let at = 10
  let flags = 32
  while ((flags & 32) !== 0) {
    flags = glyph.readUInt16BE(at)
    const part = outlineOf(glyph.readUInt16BE(at + 2))
    const isWide = (flags & 1) !== 0
    if ((flags & 2) === 0) throw new TypeError('a part of a glyph is placed by points, which is not read')
    const dx = isWide ? glyph.readInt16BE(at + 4) : glyph.readInt8(at + 4)
    const dy = isWide ? glyph.readInt16BE(at + 6) : glyph.readInt8(at + 5)
    at += isWide ? 8 : 6
    let [a, b, c, d] = [1, 0, 0, 1]
    if ((flags & 8) !== 0) {
      a = d = fraction(glyph, at)
      at += 2
    } else if ((flags & 64) !== 0) {
      a = fraction(glyph, at)
      d = fraction(glyph, at + 2)
      at += 4
    } else if ((flags & 128) !== 0) {
      a = fraction(glyph, at)
      b = fraction(glyph, at + 2)
      c = fraction(glyph, at + 4)
      d = fraction(glyph, at + 6)
      at += 8
    }
    contours.push(
      ...part.map((contour) =>
        contour.map(({ x, y, isOn }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, isOn })),
      ),
    )
  }
  return contours
}

/** The outlines of a TrueType font's glyphs, in units of its em, y upwards. */
export const readOutlines = (tables: FontTables): ((glyph: number) => Contour[]) => {
  const glyf = table(tables, 'glyf')
  const loca = table(tables, 'loca')
  const isLong = table(tables, 'head').readInt16BE(50) === 1
  const offset = (index: number): number => (isLong ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2)
  const outlineOf = (index: number): Contour[] => {
    const glyph = glyf.subarray(offset(index), offset(index + 1))
    if (glyph.length === 0) return []
    const contours = glyph.readInt16BE(0)
    return contours >= 0 ? simpleGlyph(glyph, contours) : compositeGlyph(glyph, outlineOf)
  }
  return outlineOf
}
