/** One box of an ISO base media file (MP4, M4A, 3GP, MOV, HEIC; ISO/IEC 14496-12), as offsets into the file. */
export type Box = { readonly type: string; readonly start: number; readonly bodyStart: number; readonly end: number }

const maxBoxes = 10_000

/** The boxes side by side between two offsets, or `undefined` where sizes do not fit into each other. */
export const readBoxes = (file: Buffer, from: number, to: number): readonly Box[] | undefined => {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    const short = file.readUInt32BE(at)
    const isLong = short === 1
    if (isLong && at + 16 > to) return undefined
    const size = isLong ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    const bodyStart = at + (isLong ? 16 : 8)
    if (at + size > to || at + size < bodyStart || boxes.length >= maxBoxes) return undefined
    boxes.push({ type: file.toString('latin1', at + 4, at + 8), start: at, bodyStart, end: at + size })
    at += size
  }
  return boxes
}

export const childrenOf = (file: Buffer, box: Box, skip = 0): readonly Box[] =>
  (box.bodyStart + skip <= box.end ? readBoxes(file, box.bodyStart + skip, box.end) : undefined) ?? []

const handlerOf = (file: Buffer, track: Box): string | undefined => {
  const media = childrenOf(file, track).find((box) => box.type === 'mdia')
  const handler = media && childrenOf(file, media).find((box) => box.type === 'hdlr')
  return handler && handler.bodyStart + 12 <= handler.end
    ? file.toString('latin1', handler.bodyStart + 8, handler.bodyStart + 12)
    : undefined
}

export type Track = { readonly box: Box; readonly handler: string | undefined }

export const readTracks = (file: Buffer, movie: Box): readonly Track[] =>
  childrenOf(file, movie)
    .filter((box) => box.type === 'trak')
    .map((box) => ({ box, handler: handlerOf(file, box) }))
