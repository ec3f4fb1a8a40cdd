import { request } from 'undici'
import type { ZaloEmulator } from './start-zalo-emulator.ts'

export type ApiAnswer = {
  status: number
  headers: Record<string, unknown>
  text: string
  error: number | undefined
  data: Record<string, unknown>
}

export type Api = {
  get(path: string, data?: unknown): Promise<ApiAnswer>
  post(path: string, body: unknown): Promise<ApiAnswer>
  upload(path: string, name: string, bytes: Buffer): Promise<ApiAnswer>
  /** Text to one person on v3. */
  text(userId: string, text: string): Promise<ApiAnswer>
}

type Raw = { statusCode: number; headers: Record<string, unknown>; body: { text(): Promise<string> } }

export const readAnswer = async ({ statusCode, headers, body }: Raw): Promise<ApiAnswer> => {
  const text = await body.text()
  const value = text.startsWith('{') ? (JSON.parse(text) as { error?: number; data?: Record<string, unknown> }) : {}
  return { status: statusCode, headers, text, error: value.error, data: value.data ?? {} }
}

/** A bare client for the emulator's own tests, with one token. */
export const callApi = ({ url }: Pick<ZaloEmulator, 'url'>, token: string): Api => {
  const headers = { access_token: token }
  const post: Api['post'] = async (path, body) =>
    readAnswer(
      await request(url + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  return {
    get: async (path, data) => {
      const query = data === undefined ? '' : `?data=${encodeURIComponent(JSON.stringify(data))}`
      return readAnswer(await request(url + path + query, { headers }))
    },
    post,
    upload: async (path, name, bytes) => {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(bytes)]), name)
      const packed = new Response(form)
      return readAnswer(
        await request(url + path, {
          method: 'POST',
          headers: { ...headers, 'content-type': packed.headers.get('content-type') ?? '' },
          body: Buffer.from(await packed.arrayBuffer()),
        }),
      )
    },
    text: (userId, text) => post('/v3.0/oa/message/cs', { recipient: { user_id: userId }, message: { text } }),
  }
}
