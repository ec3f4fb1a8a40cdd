import type { ApiCall } from './api-call.ts'
import { asObject, asText, isObject, onlyFields, refuse } from './answer.ts'
import type { JsonObject } from './answer.ts'
import { readButtons, readElements, withoutButtons } from './read-template.ts'
import { textContent } from './put-on-phone.ts'
import type { Content, Upload, World } from './world.ts'

const lengthIn: Record<World['switches']['textUnit'], (text: string) => number> = {
  utf16: (text) => text.length,
  'code-points': (text) => Array.from(text).length,
  utf8: (text) => Buffer.byteLength(text),
}

export const checkLength = (world: World, text: string, limit: number, name: string): string => {
  if (lengthIn[world.switches.textUnit](text) > limit) refuse(-210, `${name} is over ${limit} characters`)
  return text
}

/** An upload of this account, of the right kind, not older than 7 days. */
export const findUpload = ({ world, account }: ApiCall, id: unknown, kind: Upload['kind'], name: string): Upload => {
  const upload = world.uploads.get(asText(id, name))
  if (upload === undefined || upload.oaId !== account.oaId || upload.kind !== kind)
    return refuse(-201, `${name} is invalid`)
  return upload.expiresAt > world.now() ? upload : refuse(-100, 'attachment id has expired')
}

const webUrl = (value: unknown, name: string): string => {
  const text = asText(value, name)
  return /^https?:\/\//.test(text) && URL.canParse(text) ? text : refuse(-201, `${name} is invalid`)
}

const readMedia = (call: ApiCall, payload: JsonObject, text: string): Content => {
  const elements = payload['elements']
  if (!Array.isArray(elements) || elements.length !== 1) return refuse(-201, 'elements must hold exactly one element')
  const element = asObject(elements[0], 'elements[0]')
  const { strict } = call.world.switches
  switch (element['media_type']) {
    case 'image': {
      onlyFields(strict, element, ['media_type', 'url', 'attachment_id'], 'elements[0]')
      const url =
        element['attachment_id'] === undefined
          ? webUrl(element['url'], 'url')
          : findUpload(call, element['attachment_id'], 'image', 'attachment_id').url
      return { ...textContent(text), kind: 'image', media: { url } }
    }
    case 'gif': {
      onlyFields(strict, element, ['media_type', 'attachment_id', 'url', 'width', 'height'], 'elements[0]')
      if (!(Number(element['width']) > 0) || !(Number(element['height']) > 0))
        refuse(-201, 'width or height is invalid')
      const { url } = findUpload(call, element['attachment_id'], 'gif', 'attachment_id')
      return { ...textContent(text), kind: 'gif', media: { url } }
    }
    case 'sticker': {
      onlyFields(strict, element, ['media_type', 'attachment_id'], 'elements[0]')
      const id = asText(element['attachment_id'], 'attachment_id')
      return {
        ...textContent(text),
        kind: 'sticker',
        media: { url: `https://zalo-api.zadn.vn/api/emoticon/sticker/webpc?eid=${encodeURIComponent(id)}` },
      }
    }
    default:
      return refuse(-201, 'media_type is invalid')
  }
}

const readRequestInfo = (call: ApiCall, payload: JsonObject, text: string): Content => {
  const elements = readElements(call, payload['elements'], ['title', 'subtitle', 'image_url'], 1)
  const element = elements[0] ?? refuse(-201, 'elements must hold exactly one element')
  checkLength(call.world, element.title, 100, 'title')
  checkLength(call.world, element.subtitle, 500, 'subtitle')
  webUrl(element.imageUrl, 'image_url')
  return { ...textContent(text), kind: 'request-info', elements }
}

const readTemplate = (call: ApiCall, payload: JsonObject, text: string): Content => {
  const { strict } = call.world.switches
  const type = payload['template_type']
  if (type === 'media') {
    onlyFields(strict, payload, ['template_type', 'elements'], 'payload')
    return readMedia(call, payload, text)
  }
  if (type === 'request_user_info') {
    onlyFields(strict, payload, ['template_type', 'elements'], 'payload')
    return readRequestInfo(call, payload, text)
  }
  if (type !== undefined && type !== 'button' && type !== 'list') return refuse(-233, 'template_type is not supported')
  onlyFields(strict, payload, ['template_type', 'elements', 'buttons'], 'payload')
  const elements =
    type === 'list'
      ? readElements(call, payload['elements'], ['title', 'subtitle', 'image_url', 'default_action'], 5)
      : []
  const buttons = payload['buttons'] === undefined ? [] : readButtons(call, payload['buttons'])
  if (type !== 'list' && (text === '' || buttons.length === 0)) refuse(-201, 'buttons or text is missing')
  const content: Content = { ...textContent(text), kind: type === 'list' ? 'list' : 'text', elements, buttons }
  return withoutButtons(call.account, content)
}

const readAttachment = (call: ApiCall, attachment: JsonObject, text: string): Content => {
  onlyFields(call.world.switches.strict, attachment, ['type', 'payload'], 'attachment')
  const payload = asObject(attachment['payload'], 'payload')
  if (attachment['type'] === 'template') return readTemplate(call, payload, text)
  if (attachment['type'] !== 'file') return refuse(-201, 'attachment type is invalid')
  onlyFields(call.world.switches.strict, payload, ['token'], 'payload')
  const upload = findUpload(call, payload['token'], 'file', 'token')
  const media = { url: upload.url, name: upload.name, size: upload.size }
  return { ...textContent(text), kind: 'file', media }
}

/** Checks a `message` object by the rules of each kind and gives what the phone will show. */
export const readMessage = (call: ApiCall, value: unknown): Content => {
  const message = asObject(value, 'message')
  onlyFields(call.world.switches.strict, message, ['text', 'attachment', 'quote_message_id'], 'message')
  const text = message['text'] === undefined ? '' : asText(message['text'], 'text')
  checkLength(call.world, text, 2000, 'text')
  if (isObject(message['attachment'])) return readAttachment(call, message['attachment'], text)
  if (message['attachment'] !== undefined) refuse(-201, 'attachment is invalid')
  if (text.trim() === '') refuse(-201, 'text is empty')
  const quotedId = message['quote_message_id']
  return { ...textContent(text), quotedId: quotedId === undefined ? undefined : asText(quotedId, 'quote_message_id') }
}
