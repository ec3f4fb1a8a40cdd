const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80000000) === 0 ? crc << 1 : (crc << 1) ^ 0x04c11db7
  return crc >>> 0
})

const checksum = (page: Buffer): number =>
  page.reduce((crc, byte) => ((crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0, 0)

const oggPage = (packets: readonly Buffer[], flags: number, granule: number, sequence: number): Buffer => {
  const head = Buffer.alloc(27)
  head.write('OggS')
  head[5] = flags
  head.writeBigInt64LE(BigInt(granule), 6)
  head.writeUInt32LE(1, 14)
  head.writeUInt32LE(sequence, 18)
  head[26] = packets.length
  const page = Buffer.concat([head, Buffer.from(packets.map(({ length }) => length)), ...packets])
  page.writeUInt32LE(checksum(page), 22)
  return page
}

const frame = Buffer.from('f8fffe', 'hex')
const framesASecond = 50

/** A playable Ogg Opus file (RFC 7845) with so many whole seconds (1 to 5) of silence, as a voice message carries. */
export const oggSilence = (seconds: number): Buffer => {
  const head = Buffer.alloc(19)
  head.write('OpusHead')
  head[8] = 1
  head[9] = 1
  head.writeUInt32LE(48_000, 12)
  const tags = Buffer.alloc(16)
  tags.write('OpusTags')
  const frames = Array.from({ length: framesASecond * seconds }, () => frame)
  return Buffer.concat([oggPage([head], 2, 0, 0), oggPage([tags], 0, 0, 1), oggPage(frames, 4, 48_000 * seconds, 2)])
}
