import { wavHeader } from '../../src/attachments/wav.ts'

/** A tone as a WAV of one channel at 8,000 samples a second; 16,044 bytes a second. */
export const aWav = (seconds = 1): Buffer => {
  const samples = Buffer.alloc(8000 * 2 * seconds)
  for (let at = 0; at < samples.length / 2; at += 1) {
    samples.writeInt16LE(Math.round(8000 * Math.sin((at * 2 * Math.PI * 440) / 8000)), at * 2)
  }
  return Buffer.concat([wavHeader(8000, samples.length / 2), samples])
}
