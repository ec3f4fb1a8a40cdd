const bitRatesV1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const bitRatesV2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const sampleRates = [44100, 48000, 32000]

const tagLength = (file: Buffer): number => {
  if (file.toString('latin1', 0, 3) !== 'ID3' || file.length < 10) return 0
  const [a = 0, b = 0, c = 0, d = 0] = file.subarray(6, 10)
  return 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127)
}

/** Bytes of the MPEG layer III frame that starts here, or `undefined`. */
const layer3Frame = (file: Buffer, at: number): number | undefined => {
  if (at + 4 > file.length) return undefined
  const header = file.readUInt32BE(at)
  const version = (header >>> 19) & 3
  const rateIndex = (header >>> 12) & 15
  const sampleIndex = (header >>> 10) & 3
  if (header >>> 21 !== 0x7ff || version === 1 || ((header >>> 17) & 3) !== 1 || sampleIndex === 3) return undefined
  const kilobits = (version === 3 ? bitRatesV1 : bitRatesV2)[rateIndex]
  if (!kilobits) return undefined
  const sampleRate = (sampleRates[sampleIndex] ?? 44100) / (version === 3 ? 1 : version === 2 ? 2 : 4)
  return Math.floor(((version === 3 ? 144 : 72) * kilobits * 1000) / sampleRate) + ((header >>> 9) & 1)
}

/** Bytes of the ADTS (AAC) frame that starts here, or `undefined`. */
const adtsFrame = (file: Buffer, at: number): number | undefined => {
  if (at + 7 > file.length || (file.readUInt16BE(at) & 0xfff6) !== 0xfff0) return undefined
  const size = ((file.readUInt32BE(at + 2) >>> 5) & 0x1fff) >>> 0
  return size >= 7 ? size : undefined
}

/**
 * Two bytes of sync are found in any text; three whole frames in a row are not (or fewer that end with the file).
 * The library that names the kinds looks at the first frame only.
 */
export const readsAsMpegAudio = (file: Buffer, kind: 'audio/mpeg' | 'audio/aac'): boolean => {
  const frameAt = kind === 'audio/mpeg' ? layer3Frame : adtsFrame
  const start = tagLength(file)
  // Encoders pad the tag with a few zeros, so the first frame is looked for shortly behind it.
  for (let from = start; from < Math.min(start + 4096, file.length); from += 1) {
    let at = from
    let frames = 0
    for (let size = frameAt(file, at); size !== undefined && frames < 3; size = frameAt(file, at)) {
      at += size
      frames += 1
    }
    if (frames >= 3 || (frames >= 1 && at === file.length)) return true
    if (start === 0) return false
  }
  return false
}
