const concat = (...parts: (Buffer | string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

const int = (size: 2 | 4, ...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * size)
  for (const [at, value] of values.entries()) out.writeUIntBE(value, at * size, size)
  return out
}

const box = (type: string, ...parts: (Buffer | string | number[])[]): Buffer => {
  const body = concat(...parts)
  return concat(int(4, body.length + 8), type, body)
}
const full = (type: string, flags: number, ...parts: (Buffer | string | number[])[]): Buffer =>
  box(type, int(4, flags), ...parts)

const rate = 44_100
const samplesPerFrame = 1024
// AAC-LC, mono, digital silence.
const silence = Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80])
const matrix = int(4, 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

const decoderConfig = concat(
  [0x03, 25, 0, 1, 0],
  [0x04, 17, 0x40, 0x15, 0, 0, 0],
  int(4, 64_000, 64_000),
  // AudioSpecificConfig: AAC-LC, 44.1 kHz, one channel.
  [0x05, 2, 0x12, 0x08],
  [0x06, 1, 2],
)

const sampleTable = (frames: number, firstByte: number): Buffer => {
  const sound = box(
    'mp4a',
    Buffer.alloc(6),
    int(2, 1),
    Buffer.alloc(8),
    int(2, 1, 16, 0, 0),
    int(4, rate * 65_536),
    full('esds', 0, decoderConfig),
  )
  return box(
    'stbl',
    full('stsd', 0, int(4, 1), sound),
    full('stts', 0, int(4, 1, frames, samplesPerFrame)),
    full('stsc', 0, int(4, 1, 1, frames, 1)),
    full('stsz', 0, int(4, silence.length, frames)),
    full('stco', 0, int(4, 1, firstByte)),
  )
}

const movie = (frames: number, firstByte: number): Buffer => {
  const duration = frames * samplesPerFrame
  const media = box(
    'mdia',
    full('mdhd', 0, int(4, 0, 0, rate, duration), int(2, 0x55c4, 0)),
    full('hdlr', 0, int(4, 0), 'soun', Buffer.alloc(12), 'sound\0'),
    box(
      'minf',
      full('smhd', 0, int(4, 0)),
      box('dinf', full('dref', 0, int(4, 1), full('url ', 1))),
      sampleTable(frames, firstByte),
    ),
  )
  return box(
    'moov',
    full(
      'mvhd',
      0,
      int(4, 0, 0, rate, duration, 0x10000),
      int(2, 0x100, 0),
      Buffer.alloc(8),
      matrix,
      Buffer.alloc(24),
      int(4, 2),
    ),
    box(
      'trak',
      full('tkhd', 7, int(4, 0, 0, 1, 0, duration), Buffer.alloc(8), int(2, 0, 0, 0x100, 0), matrix, int(4, 0, 0)),
      media,
    ),
  )
}

const container = (brand: string, seconds: number): Buffer => {
  const frames = Math.max(1, Math.ceil((seconds * rate) / samplesPerFrame))
  const type = box('ftyp', brand, int(4, 0), brand, 'isom', 'mp42')
  const head = type.length + movie(frames, 0).length + 8
  return concat(type, movie(frames, head), box('mdat', ...Array.from({ length: frames }, () => silence)))
}

/** A voice note as iPhones send it: AAC silence in an MP4 container. */
export const m4aBytes = (seconds = 2): Buffer => container('M4A ', seconds)

/** Enough of a clip for a receiver that checks magic bytes and copies: sound only. */
export const mp4Bytes = (seconds = 1): Buffer => container('mp42', seconds)
