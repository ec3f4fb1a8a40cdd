const rate = 8000

/** A soft hum as a WAV file, 16 bits, one channel: stands for a voice, since nobody's is recorded for a demo. */
export const wavTone = (seconds: number): Buffer => {
  const count = Math.round(seconds * rate)
  const file = Buffer.alloc(44 + count * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + count * 2, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(count * 2, 40)
  for (let at = 0; at < count; at += 1) {
    const swell = Math.sin((Math.PI * at) / count)
    file.writeInt16LE(Math.round(6000 * swell * Math.sin((2 * Math.PI * 220 * at) / rate)), 44 + at * 2)
  }
  return file
}
