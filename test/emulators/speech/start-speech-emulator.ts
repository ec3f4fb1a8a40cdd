import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the next requests meet: `slow` is never answered, `garbage` is a page instead of JSON. */
export type SpeechMode = 'ok' | 'slow' | 'error-500' | 'garbage' | 'redirect'

/** One voice that was handed in as the API asks. */
export type HeardVoice = { readonly bytes: Buffer; readonly name: string; readonly type: string }

export type SpeechEmulator = {
  /** As `SPEECH_URL` has it. */
  readonly url: string
  readonly key: string
  readonly model: string
  mode: SpeechMode
  /** What it understands in any voice. */
  text: string
  readonly heard: HeardVoice[]
  /** All requests, refused ones too. */
  requests: number
  close(): Promise<void>
}

const fault = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }))
}

const formOf = async (request: IncomingMessage): Promise<FormData | undefined> => {
  const type = request.headers['content-type'] ?? ''
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  if (!type.startsWith('multipart/form-data;')) return undefined
  return await new Response(Buffer.concat(parts), { headers: { 'content-type': type } }).formData()
}

const endings = /\.(?:flac|mp3|mp4|mpeg|mpga|m4a|ogg|wav|webm|weba|oga|aac|3gp)$/u

/**
 * A speech server by OpenAI's "Create transcription" (POST /v1/audio/transcriptions): bearer key, multipart with `file`
 * and `model`, and `language` in ISO 639-1.
 */
export const startSpeechEmulator = async (): Promise<SpeechEmulator> => {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    emulator.requests += 1
    if (request.method !== 'POST' || request.url !== '/v1/audio/transcriptions')
      return fault(response, 404, 'no such path')
    const form = await formOf(request)
    if (emulator.mode === 'slow') return
    if (emulator.mode === 'error-500') return fault(response, 500, 'the model is busy')
    if (emulator.mode === 'redirect') return void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()
    if (request.headers.authorization !== `Bearer ${emulator.key}`) return fault(response, 401, 'wrong key')
    if (!form) return fault(response, 400, 'no multipart form')
    if (form.get('model') !== emulator.model) return fault(response, 404, 'no such model')
    if (form.get('language') !== 'vi') return fault(response, 400, 'another language')
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0) return fault(response, 400, 'no file')
    if (!endings.test(file.name)) return fault(response, 400, 'unknown format')
    emulator.heard.push({ bytes: Buffer.from(await file.arrayBuffer()), name: file.name, type: file.type })
    if (emulator.mode === 'garbage') {
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>')
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ text: emulator.text }))
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => fault(response, 400, 'unreadable'))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const emulator: SpeechEmulator = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    key: 'sk-speech-test',
    model: 'whisper-1',
    mode: 'ok',
    text: 'Đèn đường ngõ ba hỏng đã một tuần',
    heard: [],
    requests: 0,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
  return emulator
}
