import { describe, expect, test } from 'vitest'
import { maxVoiceFrames, playableVoice } from '../../../src/attachments/playable-voice.ts'
import { emptyAmr, noiseAmr, noiseAmrWb, toneAmr, toneFrames } from './samples/amr-samples.ts'

type Wav = { readonly sampleRate: number; readonly samples: Int16Array; readonly format: number }

const readWav = async (amr: Buffer): Promise<Wav> => {
  const result = await playableVoice(amr)
  if (!result.ok) throw new Error(`not playable: ${result.why}`)
  expect(result.mediaType).toBe('audio/wav')
  const wav = Buffer.from(result.bytes)
  expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ')
  expect(wav.readUInt32LE(4)).toBe(wav.length - 8)
  expect(wav.readUInt32LE(40)).toBe(wav.length - 44)
  const body = new Uint8Array(wav.subarray(44))
  return { sampleRate: wav.readUInt32LE(24), format: wav.readUInt16LE(20), samples: new Int16Array(body.buffer) }
}

const risingCrossings = (samples: Int16Array): number =>
  samples.reduce((count, value, at) => count + (at > 0 && (samples[at - 1] ?? 0) < 0 && value >= 0 ? 1 : 0), 0)

describe('an AMR voice message becomes a WAV that a browser plays', () => {
  test('a tone of 440 Hz is heard as one, for as long as it was', async () => {
    const { samples, sampleRate, format } = await readWav(toneAmr())
    expect([format, sampleRate, samples.length]).toEqual([1, 8000, toneFrames * 160])
    const steady = samples.subarray(1600)
    expect((risingCrossings(steady) * 8000) / steady.length).toBeGreaterThan(430)
    expect((risingCrossings(steady) * 8000) / steady.length).toBeLessThan(450)
    expect(Math.max(...steady)).toBeGreaterThan(8000)
  })

  test('a message that lost its last bytes keeps all its whole frames', async () => {
    const { samples } = await readWav(toneAmr().subarray(0, -5))
    expect(samples.length).toBe((toneFrames - 1) * 160)
  })

  test('wideband keeps its 16 kHz', async () => {
    const { samples, sampleRate } = await readWav(noiseAmrWb(25))
    expect([sampleRate, samples.length]).toEqual([16000, 25 * 320])
  })

  test('two at once both arrive', async () => {
    const [first, second] = await Promise.all([readWav(noiseAmr(10)), readWav(noiseAmr(20))])
    expect([first.samples.length, second.samples.length]).toEqual([1600, 3200])
  })

  test('ten minutes are converted, one frame more is not', async () => {
    const longest = await readWav(emptyAmr(maxVoiceFrames))
    expect(longest.samples.length).toBe(maxVoiceFrames * 160)
    expect(await playableVoice(emptyAmr(maxVoiceFrames + 1))).toEqual({ ok: false, why: 'too-long' })
  })
})

describe('a hostile voice file cannot hold the service', () => {
  test('20 MiB that would unfold to 6 GB are refused before anything is decoded', async () => {
    expect(await playableVoice(emptyAmr(20 * 1024 * 1024))).toEqual({ ok: false, why: 'too-long' })
  })

  test('the thread is ended when its time is up', async () => {
    expect(await playableVoice(emptyAmr(maxVoiceFrames), 0)).toEqual({ ok: false, why: 'timeout' })
  })

  test('after one that timed out the next one is converted', async () => {
    expect((await playableVoice(emptyAmr(maxVoiceFrames), 0)).ok).toBe(false)
    expect((await readWav(toneAmr())).samples.length).toBe(toneFrames * 160)
  })

  test('speech frames full of noise are decoded or refused, never more', async () => {
    const noise = Buffer.from(Array.from({ length: 320 }, (_, at) => (at % 32 === 0 ? 0x3c : (at * 73 + 11) & 255)))
    const result = await playableVoice(Buffer.concat([Buffer.from('#!AMR\n'), noise]))
    expect(result.ok && result.bytes.length).toBe(44 + 10 * 320)
  })

  test('other bytes are damaged', async () => {
    expect(await playableVoice(Buffer.from('RIFF....WAVE'))).toEqual({ ok: false, why: 'damaged' })
  })
})
