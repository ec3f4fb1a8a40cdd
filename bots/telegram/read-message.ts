import type { IncomingContent, IncomingMedia } from '../../src/channels/port.ts'
import { fieldsAt, idAt, isFields, numberAt, textAt, type Fields } from './update-fields.ts'

/** Telegram hands out files up to this size (Bot API, getFile). */
export const largestDownload = 20 * 1024 * 1024

const photoSize = (photo: Fields): number => (numberAt(photo, 'width') ?? 0) * (numberAt(photo, 'height') ?? 0)

/** The largest size of a photo that can still be had. */
const readPhoto = (message: Fields): Fields | undefined => {
  const sizes = message['photo']
  if (!Array.isArray(sizes)) return undefined
  return sizes
    .filter(isFields)
    .filter((size) => textAt(size, 'file_id') !== undefined && (numberAt(size, 'file_size') ?? 0) <= largestDownload)
    .toSorted((a, b) => photoSize(b) - photoSize(a))
    .at(0)
}

// An animation also comes as a document, for clients that do not know it: the first name that is there counts.
const fileFields = [
  ['animation', 'animation'],
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['document', 'file'],
] as const

const readMedia = (message: Fields): IncomingMedia | undefined => {
  const photo = readPhoto(message)
  const found = photo
    ? ([photo, 'image'] as const)
    : fileFields
        .map(([name, media]) => [fieldsAt(message, name), media] as const)
        .find(([file]) => textAt(file, 'file_id') !== undefined)
  if (!found) return undefined
  const [file, media] = found
  const name = textAt(file, 'file_name')
  const sizeBytes = numberAt(file, 'file_size')
  return {
    media,
    source: { kind: 'telegram-file', fileId: textAt(file, 'file_id') ?? '' },
    ...(name === undefined ? {} : { name }),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
  }
}

const readContact = (contact: Fields, senderId: number | undefined): IncomingContent => {
  const phone = textAt(contact, 'phone_number')
  const name = [textAt(contact, 'first_name'), textAt(contact, 'last_name')].filter(Boolean).join(' ')
  return {
    kind: 'contact',
    ...(phone === undefined ? {} : { phone }),
    ...(name === '' ? {} : { name }),
    // A phone number is the sender's own only when Telegram says that the shared account is the sender's.
    isOwn: senderId !== undefined && idAt(contact, 'user_id') === senderId,
  }
}

/** A link t.me/<bot>?start=… comes as a command; its payload is 1 to 64 of A-Z a-z 0-9 _ -. */
const start = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?\s*$/
/** Telegram adds the bot's name to a command that was tapped in some places. */
const addressedCommand = /^(\/\w{1,32})@\w{5,32}(?=\s|$)/

const readText = (text: string): IncomingContent => {
  const opened = start.exec(text)
  if (opened) return { kind: 'start', ...(opened[1] === undefined ? {} : { payload: opened[1] }) }
  return { kind: 'text', text: text.replace(addressedCommand, '$1') }
}

const unsupported = [
  'sticker',
  'dice',
  'poll',
  'game',
  'story',
  'checklist',
  'paid_media',
  'live_photo',
  'rich_message',
  'gift',
  'unique_gift',
] as const

/** What a person's message in a private chat says. A message about the chat itself (a pin, a timer) is ignored. */
export const readMessage = (message: Fields): IncomingContent => {
  const text = textAt(message, 'text')
  if (text !== undefined) return readText(text)
  const media = readMedia(message)
  if (media) {
    const caption = textAt(message, 'caption')
    return { kind: 'media', items: [media], ...(caption === undefined ? {} : { caption }) }
  }
  const contact = fieldsAt(message, 'contact')
  if (contact) return readContact(contact, idAt(fieldsAt(message, 'from'), 'id'))
  const location = fieldsAt(message, 'location')
  const latitude = numberAt(location, 'latitude')
  const longitude = numberAt(location, 'longitude')
  if (latitude !== undefined && longitude !== undefined) return { kind: 'location', latitude, longitude }
  const name = unsupported.find((one) => Object.hasOwn(message, one))
  return name ? { kind: 'unsupported', name } : { kind: 'ignored', name: 'service' }
}
