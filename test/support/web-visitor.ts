import { randomUUID } from 'node:crypto'
import { provesWork } from '../../bots/web/proof-of-work.ts'

export type WebAnswer = { readonly status: number; readonly body: string }

/** A browser without a screen: keeps its cookie, proves its work, posts as the page's script does. */
export type WebVisitor = {
  readonly cookie: string
  readonly token: string
  open(path?: string): Promise<void>
  /** Any request with the visitor's cookie. */
  request(path: string, init?: RequestInit): Promise<WebAnswer>
  /** Fields of a message, with the page's token and a new key unless they are given. */
  post(fields: Readonly<Record<string, string>>): Promise<WebAnswer>
  upload(bytes: Uint8Array, name: string, type: string): Promise<WebAnswer>
  /** What the house has said on the page, oldest first, choices as numbered lines. */
  read(): Promise<string[]>
  /** Data of the newest button with this label. */
  dataOf(label: string): Promise<string>
}

const attribute = (page: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(page)?.[1] ?? ''

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const plain = (markup: string): string =>
  markup.replaceAll(/&(#39|\w+);/g, (whole, name: string) => entities[name] ?? whole)

const readEntry = (markup: string): string =>
  plain(
    markup
      .replaceAll(/<b>(\d+)<\/b>\s*<span>([^<]*)<\/span>/g, '\n$1. $2\n')
      .replaceAll(/<p class="who">[^<]*<\/p>|<time[^>]*>[^<]*<\/time>/g, '')
      .replaceAll(/<[^>]+>/g, ''),
  )
    .replaceAll(/\n\s+/g, '\n')
    .trim()

export const openWebVisitor = (origin: string): WebVisitor => {
  let cookie = ''
  let token = ''
  // The page shows the newest hundred entries only.
  const seen = new Map<string, string>()

  const request = async (path: string, init: RequestInit = {}): Promise<WebAnswer> => {
    const headers = { ...(init.headers as Record<string, string>), cookie, 'x-chat': 'script' }
    const response = await fetch(`${origin}${path}`, { redirect: 'manual', ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      if (pair.startsWith('nc_chat=')) cookie = pair
    }
    return { status: response.status, body: await response.text() }
  }
  const json = async (path: string, fields: object): Promise<WebAnswer> =>
    await request(path, {
      method: 'POST',
      body: JSON.stringify(fields),
      headers: { 'content-type': 'application/json' },
    })
  const entriesOf = (page: string): string[] =>
    [...page.matchAll(/<article\s+class="entry (house|notice)"[\s\S]*?<\/article>/g)].map(([entry]) => entry)

  return {
    get cookie() {
      return cookie
    },
    get token() {
      return token
    },
    async open(path = '/chat') {
      const { body } = await request(path)
      token = attribute(body, 'data-token')
      let work = 0
      while (!provesWork(token, String(work), Number(attribute(body, 'data-bits')))) work += 1
      const { status } = await json('/chat/session', { token, work: String(work) })
      if (status !== 204) throw new Error(`the web chat did not begin: ${status}`)
    },
    request,
    post: async (fields) => await json('/chat/messages', { token, key: randomUUID(), ...fields }),
    async upload(bytes, name, type) {
      const form = new FormData()
      form.set('token', token)
      form.set('key', randomUUID())
      form.set('file', new Blob([Uint8Array.from(bytes)], { type }), name)
      return await request('/chat/files', { method: 'POST', body: form })
    },
    async read() {
      for (const entry of entriesOf((await request('/chat')).body)) {
        seen.set(/data-seq="(\d+)"/.exec(entry)?.[1] ?? '', readEntry(entry))
      }
      return [...seen.values()]
    },
    async dataOf(label) {
      const { body } = await request('/chat')
      for (const entry of entriesOf(body).toReversed()) {
        for (const [, data = '', shown = ''] of entry.matchAll(
          /name="choice" value="([^"]*)"><b>\d+<\/b>\s*<span>([^<]*)<\/span>/g,
        )) {
          if (plain(shown) === label) return data
        }
      }
      throw new Error('there is no such button on the page')
    },
  }
}
