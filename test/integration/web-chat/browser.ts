import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { provesWork } from '../../../bots/web/proof-of-work.ts'

type Fields = Record<string, string>

/** A browser without a screen: keeps cookies, reads the page's token, proves its work. */
export type TestBrowser = {
  cookies: Map<string, string>
  /** The id in the cookie: what the house knows as the chat's address. */
  id(): string
  open(path?: string): Promise<LightMyRequestResponse>
  page: { token: string; bits: number | null; body: string }
  work(token?: string, bits?: number): string
  begin(fields?: Fields): Promise<LightMyRequestResponse>
  /** As the page's script posts. */
  post(path: string, fields: Fields): Promise<LightMyRequestResponse>
  /** As a plain form posts. */
  submit(path: string, fields: Fields): Promise<LightMyRequestResponse>
  say(text: string, key?: string): Promise<LightMyRequestResponse>
  upload(bytes: Buffer, name: string, key?: string): Promise<LightMyRequestResponse>
  get(path: string): Promise<LightMyRequestResponse>
}

export const asAttribute = (page: string, name: string): string => {
  const [, value] = new RegExp(`${name}="([^"]*)"`).exec(page) ?? []
  return value ?? ''
}

export const proveWork = (token: string, bits: number): string => {
  let work = 0
  while (!provesWork(token, String(work), bits)) work += 1
  return String(work)
}

export const createBrowser = (app: () => FastifyInstance, address = '203.0.113.7'): TestBrowser => {
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    options: { payload?: string | Buffer; headers?: Fields } = {},
  ): Promise<LightMyRequestResponse> => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app().inject({
      method,
      url,
      headers: { ...options.headers, 'x-forwarded-for': address, ...(cookie === '' ? {} : { cookie }) },
      ...(options.payload === undefined ? {} : { payload: options.payload }),
    })
    for (const set of response.cookies) {
      if (set.value === '') browser.cookies.delete(set.name)
      else browser.cookies.set(set.name, set.value)
    }
    return response
  }

  const browser: TestBrowser = {
    cookies: new Map(),
    page: { token: '', bits: null, body: '' },
    id: () => browser.cookies.get('nc_chat')?.split('.')[1] ?? '',
    async open(path = '/chat') {
      const response = await send('GET', path)
      const bits = asAttribute(response.body, 'data-bits')
      browser.page = {
        token: asAttribute(response.body, 'data-token'),
        bits: bits === '' ? null : Number(bits),
        body: response.body,
      }
      return response
    },
    work: (token = browser.page.token, bits = browser.page.bits ?? 0) => proveWork(token, bits),
    async begin(fields = {}) {
      if (browser.page.token === '') await browser.open()
      return await browser.post('/chat/session', { work: browser.work(), ...fields })
    },
    post: async (path, fields) =>
      await send('POST', path, {
        payload: JSON.stringify({ token: browser.page.token, ...fields }),
        headers: { 'content-type': 'application/json', 'x-chat': 'script' },
      }),
    submit: async (path, fields) =>
      await send('POST', path, {
        payload: new URLSearchParams({ token: browser.page.token, key: randomUUID(), ...fields }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    say: async (text, key = randomUUID()) => await browser.post('/chat/messages', { text, key }),
    async upload(bytes, name, key = randomUUID()) {
      const boundary = 'nhipcau'
      const field = (id: string, value: string): string =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${id}"\r\n\r\n${value}\r\n`
      const payload = Buffer.concat([
        Buffer.from(field('token', browser.page.token) + field('key', key)),
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`,
        ),
        bytes,
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ])
      return await send('POST', '/chat/files', {
        payload,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'x-chat': 'script' },
      })
    },
    get: async (path) => await send('GET', path),
  }
  return browser
}
