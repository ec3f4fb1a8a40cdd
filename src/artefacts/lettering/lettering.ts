import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readCharacterMap } from './read-character-map.ts'
import { readOutlines, type Contour } from './read-outlines.ts'
import { readTables, table } from './read-tables.ts'
import { traceContour } from './trace-contour.ts'

export type Weight = 400 | 600 | 700

type Glyph = { readonly advance: number; readonly contours: readonly Contour[] }
type Subset = (codePoint: number) => Glyph | undefined

const require = createRequire(import.meta.url)

const readSubset = (name: string): Subset => {
  const tables = readTables(readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/${name}`)))
  const unitsPerEm = table(tables, 'head').readUInt16BE(18)
  const metrics = table(tables, 'hmtx')
  const measured = table(tables, 'hhea').readUInt16BE(34)
  const glyphOf = readCharacterMap(table(tables, 'cmap'))
  const outlineOf = readOutlines(tables)
  const known = new Map<number, Glyph | undefined>()
  const read = (codePoint: number): Glyph | undefined => {
    const glyph = glyphOf(codePoint)
    if (glyph === 0) return undefined
    const advance = metrics.readUInt16BE(Math.min(glyph, measured - 1) * 4) / unitsPerEm
    const contours = outlineOf(glyph).map((contour) =>
      contour.map(({ x, y, isOn }) => ({ x: x / unitsPerEm, y: y / unitsPerEm, isOn })),
    )
    return { advance, contours }
  }
  return (codePoint) => {
    if (!known.has(codePoint)) known.set(codePoint, read(codePoint))
    return known.get(codePoint)
  }
}

const loaded = new Map<Weight, readonly Subset[]>()

const subsetsOf = (weight: Weight): readonly Subset[] => {
  const subsets =
    loaded.get(weight) ??
    ['vietnamese', 'latin', 'latin-ext'].map((subset) => readSubset(`be-vietnam-pro-${subset}-${weight}-normal.woff`))
  loaded.set(weight, subsets)
  return subsets
}

const glyphOf = (subsets: readonly Subset[], codePoint: number): Glyph | undefined => {
  for (const subset of subsets) {
    const glyph = subset(codePoint)
    if (glyph) return glyph
  }
  return undefined
}

/** What the font cannot write, such as an emoji, leaves no box behind. */
const glyphsOf = (text: string, weight: Weight): Glyph[] => {
  const subsets = subsetsOf(weight)
  return Array.from(text.normalize('NFC').replaceAll(/\s/gu, ' ')).flatMap(
    (letter) => glyphOf(subsets, letter.codePointAt(0) ?? 0) ?? [],
  )
}

/** How wide a line of Be Vietnam Pro is, in the unit of its size. */
export const widthOf = (text: string, { size, weight }: { readonly size: number; readonly weight: Weight }): number =>
  glyphsOf(text, weight).reduce((sum, glyph) => sum + glyph.advance, 0) * size

type Line = { readonly x: number; readonly y: number; readonly size: number; readonly weight: Weight }

/**
 * A line as SVG path data, its base line at `y`: a picture that looks the same with no font installed, on a phone, in
 * sharp and on paper.
 */
export const traceLine = (text: string, { x, y, size, weight }: Line): string => {
  let at = x
  return glyphsOf(text, weight)
    .map((glyph) => {
      const path = glyph.contours.map((contour) => traceContour(contour, { scale: size, x: at, y })).join('')
      at += glyph.advance * size
      return path
    })
    .join('')
}
