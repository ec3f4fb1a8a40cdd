import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectBody } from '../read-body.ts'
import type { Change, EmulatorState } from '../state.ts'
import { chatHtml, chatPage, eventFor, listPage, phonePath } from './phone-html.ts'
import type { PhoneUser } from './phone-user.ts'

export type PhoneHost = {
  state: EmulatorState
  users: readonly PhoneUser[]
  addUser: (botUsername: string, firstName: string) => PhoneUser | undefined
}

const html = (response: ServerResponse, body: string): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(body)
}

const plain = (response: ServerResponse, status: number, words: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(words)
}

const follow = (response: ServerResponse, to: string): void => {
  response.writeHead(303, { location: to }).end()
}

const streamEvents = (state: EmulatorState, user: PhoneUser, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(':\n\n')
  const onChange = (change: Change) => {
    const event = eventFor(user, change)
    if (event !== undefined) response.write(event)
  }
  state.changes.on('change', onChange)
  response.on('close', () => state.changes.off('change', onChange))
}

const serveStoredFile = (user: PhoneUser, id: string, response: ServerResponse): void => {
  const file = user.bot.files.get(id)
  if (file === undefined) return plain(response, 404, 'Không có tệp này')
  response.writeHead(200, {
    'content-type': file.mime,
    'content-length': file.bytes.length,
    'x-content-type-options': 'nosniff',
  })
  response.end(file.bytes)
  return undefined
}

const acts: Readonly<Record<string, (user: PhoneUser, text: string) => unknown>> = {
  start: (user) => user.start(),
  send: (user, text) => user.send(text),
  photo: (user, text) => user.sendPhoto(text.trim() === '' ? {} : { caption: text }),
  voice: (user) => user.sendVoice(),
  document: (user) => user.sendDocument(),
  block: (user) => user.block(),
  unblock: (user) => user.unblock(),
}

/** Does what the form asks; the words for the person when the phone does not let them. */
const perform = (user: PhoneUser, form: URLSearchParams): string | undefined => {
  try {
    const press = form.get('press')
    const message = form.get('message') ?? ''
    if (press !== null) user.press(press, message === '' ? undefined : Number(message))
    else acts[form.get('act') ?? '']?.(user, form.get('text') ?? '')
    return undefined
  } catch {
    return 'Chưa làm được. Ông/bà hãy bấm Bắt đầu, hoặc bỏ chặn bot rồi thử lại.'
  }
}

const serveAct = (user: PhoneUser, request: IncomingMessage, response: ServerResponse): void => {
  collectBody(request, (body) => {
    const refusal = perform(user, new URLSearchParams(body?.toString('utf8') ?? ''))
    if (refusal !== undefined) return plain(response, 409, refusal)
    if (request.headers['x-live'] === undefined) return follow(response, phonePath(user))
    response.writeHead(204).end()
    return undefined
  })
}

const serveList = (host: PhoneHost, request: IncomingMessage, response: ServerResponse): void => {
  if (request.method !== 'POST') {
    const bots = host.state.bots
      .values()
      .map(({ user }) => ({ username: user.username ?? '', name: user.first_name }))
      .toArray()
    return html(response, listPage(host.users, bots))
  }
  collectBody(request, (body) => {
    const form = new URLSearchParams(body?.toString('utf8') ?? '')
    const name = (form.get('name') ?? '').trim().slice(0, 64)
    const user = name === '' ? undefined : host.addUser(form.get('bot') ?? '', name)
    follow(response, user === undefined ? '/phone' : phonePath(user))
  })
  return undefined
}

/** Serves the phones: `/phone`, `/phone/<userId>` and what belongs to them. */
export const servePhone = (host: PhoneHost, url: string, request: IncomingMessage, response: ServerResponse): void => {
  const { pathname, searchParams } = new URL(url, 'http://phone')
  if (pathname === '/') return follow(response, '/phone')
  const [, , id, what, detail] = pathname.split('/')
  if (id === undefined || id === '') return serveList(host, request, response)
  const username = searchParams.get('bot')
  const user = host.users.find(
    (candidate) => String(candidate.id) === id && (username === null || candidate.bot.user.username === username),
  )
  if (user === undefined) return plain(response, 404, 'Không có máy điện thoại này')
  if (what === undefined) return html(response, chatPage(user))
  if (what === 'messages') return html(response, chatHtml(user))
  if (what === 'events') return streamEvents(host.state, user, response)
  if (what === 'files') return serveStoredFile(user, detail ?? '', response)
  if (what === 'act' && request.method === 'POST') return serveAct(user, request, response)
  return plain(response, 404, 'Không có trang này')
}
