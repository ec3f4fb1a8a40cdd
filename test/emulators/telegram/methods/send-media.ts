import { storeFile, wireFile, wirePhoto } from '../files.ts'
import { badRequest, tooLarge, value, type Outcome, type Read } from '../outcome.ts'
import { formatText } from '../text/formatted-text.ts'
import type { StoredFile } from '../state.ts'
import type { WireMessage } from '../wire.ts'
import { acceptMessage, replyMarkupOf } from './accept-message.ts'
import { type Call, entitiesOf, numberOf, stringOf, writableChat } from './call.ts'

type Kind = StoredFile['kind']

const longestCaption = 1024
const mebibyte = 1024 * 1024
const largest = { photo: 10 * mebibyte, document: 50 * mebibyte, voice: 50 * mebibyte, audio: 50 * mebibyte }
const kindNames = { photo: 'Photo', document: 'Document', voice: 'VoiceNote', audio: 'Audio' } as const

const imageStarts = ['ffd8ff', '89504e47', '47494638', '52494646']

const isImage = (bytes: Buffer): boolean => {
  const start = bytes.subarray(0, 4).toString('hex')
  return imageStarts.some((known) => start.startsWith(known))
}

const isAddress = (given: string): boolean => /^https?:\/\//iu.test(given)

const localHost = /^(localhost|127\.|10\.|192\.168\.|\[)/u

const fromAddress = (call: Call, kind: Kind, given: string): Read<StoredFile> => {
  const url = URL.parse(given)
  if (url === null || !url.hostname.includes('.')) return badRequest('wrong HTTP URL specified')
  // The platform fetches from its own network, where an address of this machine leads nowhere.
  if (localHost.test(url.hostname)) return badRequest('failed to get HTTP URL content')
  const name = url.pathname.split('/').at(-1) ?? ''
  const file = { kind, bytes: Buffer.alloc(0), name, mime: 'application/octet-stream', url: given }
  return value(storeFile(call.state, call.bot, file))
}

/** The file of a call: an upload, an address, or the identifier of a file that the bot has seen. */
const fileOf = (call: Call, kind: Kind): Read<StoredFile> => {
  const given = stringOf(call, kind)
  const attached = given?.startsWith('attach://') === true ? given.slice('attach://'.length) : undefined
  const upload = call.files.get(attached ?? kind)
  if (upload !== undefined) {
    if (upload.bytes.length === 0) return badRequest('file must be non-empty')
    if (upload.bytes.length > largest[kind]) return kind === 'photo' ? badRequest('photo is too big') : tooLarge
    if (kind === 'photo' && !isImage(upload.bytes)) return badRequest('IMAGE_PROCESS_FAILED')
    return value(storeFile(call.state, call.bot, { kind, ...upload }))
  }
  if (given === undefined || attached !== undefined) return badRequest(`there is no ${kind} in the request`)
  if (isAddress(given)) return fromAddress(call, kind, given)
  const known = call.bot.files.get(given)
  if (known === undefined) return badRequest('wrong file identifier/HTTP URL specified')
  if (known.kind !== kind) return badRequest(`can't use file of type ${kindNames[known.kind]} as ${kindNames[kind]}`)
  return value(known)
}

const contentOf = (call: Call, kind: Kind, file: StoredFile): Partial<WireMessage> => {
  if (kind === 'photo') return { photo: wirePhoto(call.state, call.bot, file) }
  const duration = { duration: numberOf(call, 'duration') ?? 0 }
  if (kind === 'document') return { document: wireFile(file) }
  if (kind === 'voice') return { voice: wireFile(file, duration) }
  const title = stringOf(call, 'title')
  const performer = stringOf(call, 'performer')
  return {
    audio: wireFile(file, {
      ...duration,
      ...(title === undefined ? {} : { title }),
      ...(performer === undefined ? {} : { performer }),
    }),
  }
}

const send =
  (kind: Kind) =>
  (call: Call): Outcome => {
    const caption = formatText(
      stringOf(call, 'caption') ?? '',
      stringOf(call, 'parse_mode'),
      entitiesOf(call, 'caption_entities'),
    )
    if (!caption.ok) return caption
    const markup = replyMarkupOf(call, false)
    if (!markup.ok) return markup
    const chat = writableChat(call)
    if (!chat.ok) return chat
    const { text, entities } = caption.value
    if (text.length > longestCaption) return badRequest('message caption is too long')
    const file = fileOf(call, kind)
    if (!file.ok) return file
    return acceptMessage(call, chat.value, markup.value, {
      ...contentOf(call, kind, file.value),
      ...(text === '' ? {} : { caption: text }),
      ...(entities.length > 0 ? { caption_entities: entities } : {}),
    })
  }

export const sendPhoto = send('photo')
export const sendDocument = send('document')
export const sendVoice = send('voice')
export const sendAudio = send('audio')
