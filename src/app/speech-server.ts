import { Agent, fetch, FormData, ProxyAgent } from 'undici'
import type { Config } from '../config.ts'
import { isNearHost } from '../kernel/near-host.ts'

export type Heard =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false
      readonly why: 'unreachable' | 'timeout' | 'refused' | 'no-transcript'
      readonly status?: number
    }

export type VoiceFile = { readonly bytes: Uint8Array; readonly mediaType: string; readonly name: string }

export type SpeechServer = {
  hear(voice: VoiceFile): Promise<Heard>
  /** Breaks off what is under way; it counts as an attempt. */
  close(): Promise<void>
}

const answerMax = 256 * 1024

const readText = async (body: AsyncIterable<Uint8Array> | null): Promise<string | undefined> => {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body ?? []) {
    size += piece.length
    if (size > answerMax) return undefined
    pieces.push(piece)
  }
  try {
    const answer: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'))
    const text = answer !== null && typeof answer === 'object' && 'text' in answer ? answer.text : undefined
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

/**
 * The speech server of the installation (`POST <base>/audio/transcriptions`, as OpenAI's API has it). What it does wrong
 * is a value; a redirect is not followed, for a voice goes nowhere else. `timeoutMs` is for everything, default 2 minutes.
 */
export const createSpeechServer = (
  config: Pick<Config, 'speech' | 'outboundProxy' | 'secrets'>,
  timeoutMs = 120_000,
): SpeechServer | undefined => {
  const { speech, outboundProxy } = config
  if (!speech) return undefined
  // A proxy that leads outward does not know the machine beside us.
  const isDirect = outboundProxy === undefined || isNearHost(new URL(speech.url).hostname)
  const dispatcher = isDirect
    ? new Agent({ connect: { timeout: 10_000 } })
    : new ProxyAgent({ uri: outboundProxy, proxyTunnel: true })
  const key = config.secrets.speechKey
  return {
    async hear({ bytes, mediaType, name }) {
      const form = new FormData()
      form.append('file', new Blob([Buffer.from(bytes)], { type: mediaType }), name)
      form.append('model', speech.model)
      form.append('language', 'vi')
      form.append('response_format', 'json')
      try {
        const response = await fetch(`${speech.url}/audio/transcriptions`, {
          method: 'POST',
          body: form,
          redirect: 'error',
          dispatcher,
          signal: AbortSignal.timeout(timeoutMs),
          headers: { accept: 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
        })
        if (!response.ok) {
          await response.body?.cancel()
          return { ok: false, why: 'refused', status: response.status }
        }
        const text = await readText(response.body)
        return text === undefined ? { ok: false, why: 'no-transcript', status: response.status } : { ok: true, text }
      } catch (error) {
        const isTimeout = error instanceof Error && error.name === 'TimeoutError'
        return { ok: false, why: isTimeout ? 'timeout' : 'unreachable' }
      }
    },
    async close() {
      await dispatcher.destroy()
    },
  }
}
