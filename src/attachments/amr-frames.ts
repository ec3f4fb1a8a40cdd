/** Bytes of a frame with its header, by frame type (RFC 4867, 3.6 and 5.3); 0 is a type that does not exist. */
const narrowSizes = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1]
const wideSizes = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1]

export type AmrVoice = {
  readonly mediaType: 'audio/amr' | 'audio/amr-wb'
  readonly sampleRate: 8000 | 16000
  /** 20 ms each. */
  readonly frames: number
  readonly headerBytes: number
  /** Where the last whole frame ends: a recording cut off in transit loses its last 20 ms only. */
  readonly end: number
}

const narrowHeader = '#!AMR\n'
const wideHeader = '#!AMR-WB\n'

/** Walks the frames of a one-channel AMR file; `undefined` when the bytes are not one, or not whole frames. */
export const readAmrFrames = (file: Buffer): AmrVoice | undefined => {
  const isWide = file.toString('latin1', 0, wideHeader.length) === wideHeader
  if (!isWide && file.toString('latin1', 0, narrowHeader.length) !== narrowHeader) return undefined
  const sizes = isWide ? wideSizes : narrowSizes
  const headerBytes = isWide ? wideHeader.length : narrowHeader.length
  let at = headerBytes
  let frames = 0
  while (at < file.length) {
    const header = file[at] ?? 0
    const size = sizes[(header >> 3) & 15] ?? 0
    // The highest and the two lowest bits are padding and always 0.
    if (size === 0 || (header & 0b1000_0011) !== 0) return undefined
    if (at + size > file.length) break
    at += size
    frames += 1
  }
  if (frames === 0) return undefined
  return {
    mediaType: isWide ? 'audio/amr-wb' : 'audio/amr',
    sampleRate: isWide ? 16000 : 8000,
    frames,
    headerBytes,
    end: at,
  }
}
