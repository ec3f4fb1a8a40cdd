import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { provesWork } from '../../bots/web/proof-of-work.ts'

/** A browser without a screen: keeps its cookie, proves its work, posts as the page's script does, and listens. */
export type WebPage = {
  open(): Promise<void>
  say(text: string): Promise<void>
  upload(bytes: Uint8Array, name: string, type: string): Promise<void>
  /** Calls `take` with every message of the account, until the page is closed. */
  listen(take: (text: string) => void): void
  close(): void
}

const attribute = (page: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(page)?.[1] ?? ''

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** What stands in an entry of the page, as a person reads it; the buttons as numbered lines. */
export const readEntry = (markup: string): string =>
  markup
    .replaceAll(/<b>(\d+)<\/b>\s*<span>([^<]*)<\/span>/g, '\n$1. $2\n')
    .replaceAll(/<time[^>]*>[^<]*<\/time>/g, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&(#39|\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .trim()

const proveWork = (token: string, bits: number): string => {
  let work = 0
  while (!provesWork(token, String(work), bits)) work += 1
  return String(work)
}

export const openWebPage = (origin: string): WebPage => {
  const closing = new AbortController()
  let cookie = ''
  let token = ''

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string>), cookie, 'x-chat': 'script' }
    const response = await fetch(`${origin}${path}`, { ...init, headers, signal: closing.signal })
    if (response.status === 429) {
      // Whoever types too fast is asked to wait, and does.
      await pause(1_000 * Number(response.headers.get('retry-after') ?? 3), undefined, { signal: closing.signal })
      return await request(path, init)
    }
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      if (pair.startsWith('nc_chat=')) cookie = pair
    }
    if (!response.ok) throw new Error(`the web chat answered ${response.status} to ${path}`)
    return response
  }
  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    const body = JSON.stringify({ token, ...fields })
    await (await request(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).text()
  }
  const readStream = async (take: (text: string) => void): Promise<void> => {
    const { body } = await request('/chat/events?after=0')
    let buffered = ''
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = `${buffered}${piece}`.split('\n\n')
      buffered = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = [...block.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join('\n')
        if (/^event: entry$/m.test(block) && !/class="entry own"/.test(data)) take(readEntry(data))
      }
    }
  }

  return {
    async open() {
      const page = await (await request('/chat')).text()
      token = attribute(page, 'data-token')
      await post('/chat/session', { work: proveWork(token, Number(attribute(page, 'data-bits'))) })
    },
    say: async (text) => await post('/chat/messages', { text, key: randomUUID() }),
    async upload(bytes, name, type) {
      const form = new FormData()
      form.set('token', token)
      form.set('key', randomUUID())
      form.set('file', new Blob([Uint8Array.from(bytes)], { type }), name)
      await (await request('/chat/files', { method: 'POST', body: form })).text()
    },
    listen(take) {
      // A service that stops ends the stream; a page then has nothing more to read.
      readStream(take).catch(() => {})
    },
    close: () => closing.abort(),
  }
}
