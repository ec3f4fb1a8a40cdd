import { inflateSync } from 'node:zlib'

/** The tables of a font by tag, as the file holds them. */
export type FontTables = ReadonlyMap<string, Buffer>

/** Unpacks a WOFF 1.0 file (W3C Recommendation, 13 December 2012): a directory of tables, each deflated or not. */
export const readTables = (woff: Buffer): FontTables => {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new TypeError('not a WOFF file')
  const count = woff.readUInt16BE(12)
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const at = 44 + index * 20
      const offset = woff.readUInt32BE(at + 4)
      const packed = woff.subarray(offset, offset + woff.readUInt32BE(at + 8))
      const length = woff.readUInt32BE(at + 12)
      return [woff.toString('latin1', at, at + 4), packed.length < length ? inflateSync(packed) : packed]
    }),
  )
}

export const table = (tables: FontTables, tag: string): Buffer => {
  const found = tables.get(tag)
  if (!found) throw new TypeError(`the font has no table ${tag}`)
  return found
}
