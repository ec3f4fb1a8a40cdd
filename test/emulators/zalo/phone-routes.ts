import type { ServerResponse } from 'node:http'
import { htmlAnswer, isObject, jsonAnswer } from './answer.ts'
import type { EmulatorAnswer, EmulatorRequest } from './answer.ts'
import { createPerson } from './create-person.ts'
import { chatPage, listPage } from './phone-pages.ts'
import { phoneScript, phoneStyle } from './phone-assets.ts'
import { driveUser } from './user-driver.ts'
import type { UserDriver } from './user-driver.ts'
import type { Person, World } from './world.ts'

type Fields = Record<string, unknown>
const text = (fields: Fields, name: string): string => (typeof fields[name] === 'string' ? fields[name] : '')

const actions: Record<string, (user: UserDriver, fields: Fields) => Promise<unknown>> = {
  text: (user, fields) => user.sendText(text(fields, 'text')),
  tap: (user, fields) => user.clickButton(text(fields, 'payload')),
  follow: (user) => user.follow(),
  unfollow: (user) => user.unfollow(),
  chatnow: (user) => user.clickChatNow(),
  image: (user) => user.sendImage(),
  audio: (user) => user.sendAudio(),
  video: (user) => user.sendVideo(),
  file: (user) => user.sendFile(),
  location: (user) => user.sendLocation(),
  sticker: (user) => user.sendSticker(),
  react: (user, fields) => user.react(text(fields, 'id')),
  seen: (user) => user.markSeen(),
  withdraw: (user) => user.withdraw(),
  info: (user, fields) =>
    user.submitInfo({ name: text(fields, 'name'), phone: text(fields, 'phone'), address: text(fields, 'address') }),
}

const upload = (user: UserDriver, { query, headers, body }: EmulatorRequest): Promise<unknown> => {
  const contentType = headers['content-type'] ?? 'application/octet-stream'
  const input = { bytes: body, name: query.get('name') ?? 'tep', contentType }
  if (contentType.startsWith('image/')) return user.sendImage(input)
  if (contentType.startsWith('audio/')) return user.sendAudio(input)
  return contentType.startsWith('video/') ? user.sendVideo(input) : user.sendFile(input)
}

const readFields = (body: Buffer): Fields => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}')
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

const act = async (world: World, person: Person, name: string, request: EmulatorRequest): Promise<EmulatorAnswer> => {
  const user = driveUser(world, person)
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (name !== 'upload' && action === undefined) return jsonAnswer({ error: 'no such action' }, 404)
  try {
    await (action === undefined ? upload(user, request) : action(user, readFields(request.body)))
  } catch (error) {
    return jsonAnswer({ error: error instanceof Error ? error.message : 'failed' }, 409)
  }
  return { status: 204, headers: {}, body: '' }
}

const addUser = (world: World, body: Buffer): EmulatorAnswer => {
  const form = new URLSearchParams(body.toString('utf8'))
  const oaId = form.get('oa_id') ?? ''
  if (!world.accounts.has(oaId)) return htmlAnswer('Không có tài khoản này.', 404)
  const person = createPerson(world, oaId, { name: form.get('name') || 'Cư dân mới' })
  return { status: 303, headers: { location: `/phone/${person.id}` }, body: '' }
}

const isPost = ({ method }: EmulatorRequest): boolean => method === 'POST'

/** The phone to play by hand: pages, their script and style, and what the buttons do. */
export const answerPhone = async (world: World, request: EmulatorRequest): Promise<EmulatorAnswer> => {
  const [, , first = '', second = ''] = request.path.split('/')
  if (first === '') return htmlAnswer(listPage(world))
  if (first === 'app.js')
    return { status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: phoneScript }
  if (first === 'app.css')
    return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: phoneStyle }
  if (first === 'users' && isPost(request)) return addUser(world, request.body)
  const person = world.people.get(decodeURIComponent(first))
  if (person === undefined || person.anonymous) return htmlAnswer('Không có người dùng này.', 404)
  if (second === '') return htmlAnswer(chatPage(world, person))
  return isPost(request) ? act(world, person, second, request) : htmlAnswer('', 405)
}

const snapshot = (person: Person): string =>
  JSON.stringify({
    following: person.following,
    messages: person.messages.filter((one) => !one.hidden && (one.from === 'user' || one.received)),
  })

/** Live view of one chat: the whole state at every change. False when the request asks for something else. */
export const streamPhone = (world: World, request: EmulatorRequest, response: ServerResponse): boolean => {
  const id = /^\/phone\/([^/]+)\/events$/.exec(request.path)?.[1]
  const person = id === undefined ? undefined : world.people.get(decodeURIComponent(id))
  if (person === undefined) return false
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  let last = ''
  const push = (): void => {
    const state = snapshot(person)
    if (state === last) return
    last = state
    response.write(`data: ${state}\n\n`)
  }
  push()
  response.once('close', world.signal.subscribe(push))
  return true
}
