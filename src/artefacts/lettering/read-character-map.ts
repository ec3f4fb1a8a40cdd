/** From code points to glyphs: the segments of a `cmap` table's format 4, which covers the basic plane. */
export const readCharacterMap = (cmap: Buffer): ((codePoint: number) => number) => {
  const count = cmap.readUInt16BE(2)
  const offsets = Array.from({ length: count }, (_, index) => cmap.readUInt32BE(8 + index * 8))
  const start = offsets.find((offset) => cmap.readUInt16BE(offset) === 4)
  if (start === undefined) throw new TypeError('the font maps no characters of the basic plane')
  const doubled = cmap.readUInt16BE(start + 6)
  const ends = start + 14
  const starts = ends + doubled + 2
  const deltas = starts + doubled
  const ranges = deltas + doubled
  return (codePoint) => {
    if (codePoint > 0xffff) return 0
    for (let at = 0; at < doubled; at += 2) {
      if (codePoint > cmap.readUInt16BE(ends + at)) continue
      const first = cmap.readUInt16BE(starts + at)
      if (codePoint < first) return 0
      const delta = cmap.readUInt16BE(deltas + at)
      const range = cmap.readUInt16BE(ranges + at)
      if (range === 0) return (codePoint + delta) & 0xffff
      const glyph = cmap.readUInt16BE(ranges + at + range + (codePoint - first) * 2)
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}
