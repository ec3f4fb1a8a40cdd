// Runs in a thread of its own, started by `playable-voice.ts`; answers with one WAV file and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { decoder } from '@audio/decode-amr'
import type { AmrVoice } from './amr-frames.ts'
import { wavHeader } from './wav.ts'

const { file, voice } = workerData as { file: Uint8Array; voice: AmrVoice }

const samplesPerFrame = voice.sampleRate / 50
const samples = new Int16Array(voice.frames * samplesPerFrame)
const amr = await decoder()
let filled = 0
// Small pieces, so that the decoder's floats never stand in memory all at once.
for (let at = 0; at < voice.end; at += 4096) {
  const { channelData } = amr.decode(file.subarray(at, Math.min(at + 4096, voice.end)))
  for (const value of channelData[0] ?? []) {
    if (filled === samples.length) break
    samples[filled] = Math.max(-32768, Math.min(32767, Math.round(value * 32768)))
    filled += 1
  }
}
amr.free()

const wav = Buffer.concat([wavHeader(voice.sampleRate, filled), new Uint8Array(samples.buffer, 0, filled * 2)])
const answer = new Uint8Array(wav.length)
answer.set(wav)
parentPort?.postMessage(answer, [answer.buffer])
