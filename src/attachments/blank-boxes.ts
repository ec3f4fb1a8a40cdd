import { childrenOf, readBoxes, readTracks } from './read-boxes.ts'
import type { Box } from './read-boxes.ts'

type Range = { readonly from: number; readonly to: number }

const removableBoxes = new Set(['udta', 'meta', 'uuid'])

const readUInt = (file: Buffer, at: number, size: number): number => {
  if (size === 0) return 0
  return size === 8 ? Number(file.readBigUInt64BE(at)) : file.readUIntBE(at, size)
}

/** Item numbers of a HEIC file that hold EXIF or XMP (ISO/IEC 14496-12, 8.11.6). */
const metadataItems = (file: Buffer, meta: Box): ReadonlySet<number> => {
  const items = new Set<number>()
  const info = childrenOf(file, meta, 4).find((box) => box.type === 'iinf')
  if (info === undefined) return items
  const countSize = file.readUInt8(info.bodyStart) === 0 ? 2 : 4
  for (const entry of childrenOf(file, info, 4 + countSize)) {
    const idSize = file.readUInt8(entry.bodyStart) >= 3 ? 4 : 2
    const typeAt = entry.bodyStart + 4 + idSize + 2
    if (typeAt + 4 > entry.end) continue
    const type = file.toString('latin1', typeAt, typeAt + 4)
    if (type === 'Exif' || type === 'mime') items.add(file.readUIntBE(entry.bodyStart + 4, idSize))
  }
  return items
}

/** Where those items lie (ISO/IEC 14496-12, 8.11.3). */
const itemRanges = (file: Buffer, meta: Box, wanted: ReadonlySet<number>): readonly Range[] => {
  const children = childrenOf(file, meta, 4)
  const location = children.find((box) => box.type === 'iloc')
  const inner = children.find((box) => box.type === 'idat')
  if (location === undefined) return []
  let at = location.bodyStart
  const take = (size: number): number => {
    const value = readUInt(file, at, size)
    at += size
    return value
  }
  const version = take(1)
  take(3)
  const sizes = take(2)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version > 0 ? sizes & 15 : 0
  const count = take(version < 2 ? 2 : 4)
  const ranges: Range[] = []
  for (let item = 0; item < count && at < location.end; item += 1) {
    const id = take(version < 2 ? 2 : 4)
    const isInner = version > 0 && (take(2) & 15) === 1
    take(2)
    const base = take(baseSize) + (isInner ? (inner?.bodyStart ?? 0) : 0)
    const extents = take(2)
    for (let extent = 0; extent < extents && at < location.end; extent += 1) {
      take(indexSize)
      const from = base + take(offsetSize)
      const length = take(lengthSize)
      if (wanted.has(id)) ranges.push({ from, to: length === 0 ? file.length : from + length })
    }
  }
  return ranges
}

const movieRanges = (file: Buffer, movie: Box): readonly Box[] => {
  const tracks = readTracks(file, movie)
  return [
    ...childrenOf(file, movie).filter((box) => removableBoxes.has(box.type)),
    // Phones and action cameras write the places of a whole trip into such a track.
    ...tracks.filter((track) => track.handler === 'meta').map((track) => track.box),
    ...tracks.flatMap((track) => childrenOf(file, track.box)).filter((box) => removableBoxes.has(box.type)),
  ]
}

/**
 * A copy without place, owner and device: the metadata boxes become `free` boxes full of zeros, the EXIF and XMP
 * items of a HEIC file zeros. Nothing moves, so every offset in the file stays right. `undefined`: damaged.
 */
export const blankBoxes = (original: Buffer): Buffer | undefined => {
  const file = Buffer.from(original)
  const boxes = readBoxes(file, 0, file.length)
  if (boxes === undefined) return undefined
  try {
    const pictureMeta = boxes.find((box) => box.type === 'meta')
    const ranges = pictureMeta ? itemRanges(file, pictureMeta, metadataItems(file, pictureMeta)) : []
    for (const { from, to } of ranges) {
      if (from < 0 || to > file.length || (pictureMeta && from < pictureMeta.bodyStart)) return undefined
      file.fill(0, from, to)
    }
    const movies = boxes.filter((box) => box.type === 'moov')
    const removed = [
      ...movies.flatMap((movie) => movieRanges(file, movie)),
      ...boxes.filter((box) => box.type === 'uuid' || box.type === 'udta'),
    ]
    for (const box of removed) {
      file.write('free', box.start + 4, 'latin1')
      file.fill(0, box.bodyStart, box.end)
    }
    return file
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
