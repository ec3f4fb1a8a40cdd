import { Worker } from 'node:worker_threads'
import { readAmrFrames } from './amr-frames.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** 50 frames a second: ten minutes become at most 19 MB of WAV. Longer ones can be downloaded as they are. */
export const maxVoiceFrames = 10 * 60 * 50

export type PlayableVoice =
  | { readonly ok: true; readonly mediaType: 'audio/wav'; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: 'damaged' | 'too-long' | 'timeout' }

const convert = async (file: Uint8Array, voice: object, timeoutMs: number): Promise<PlayableVoice> => {
  const worker = new Worker(new URL('./voice-worker.ts', import.meta.url), {
    workerData: { file, voice },
    resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 },
    // A library's chatter about a hostile file does not belong into our log.
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<PlayableVoice>((resolve) => {
      timer = setTimeout(() => resolve({ ok: false, why: 'timeout' }), timeoutMs)
      worker.once('message', (bytes: Uint8Array) => resolve({ ok: true, mediaType: 'audio/wav', bytes }))
      worker.once('error', () => resolve({ ok: false, why: 'damaged' }))
      worker.once('exit', () => resolve({ ok: false, why: 'damaged' }))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

const inTurn = oneAtATime()

/**
 * An AMR or AMR-WB voice message as WAV, which every browser plays (8 or 16 kHz, 16 bit). The decoder runs in a
 * thread with bounded memory, ends after `timeoutMs` (default 20 s), and one voice is converted at a time.
 */
export const playableVoice = async (bytes: Uint8Array, timeoutMs = 20_000): Promise<PlayableVoice> => {
  const voice = readAmrFrames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  if (voice === undefined) return { ok: false, why: 'damaged' }
  if (voice.frames > maxVoiceFrames) return { ok: false, why: 'too-long' }
  return await inTurn(() => convert(bytes, voice, timeoutMs))
}
