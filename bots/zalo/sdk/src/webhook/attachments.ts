import { idAt, isObject, numberAt, objectAt, objectsAt, textAt } from '../json-fields.ts'
import { parseLossless } from '../lossless-json.ts'
import type { JsonObject } from '../lossless-json.ts'

/**
 * What a webhook message carries beside its text. Addresses die after a while: fetch at once, from hosts that pass
 * `isZaloMediaUrl`, with a cap on the size. Source: docs.zaloplatforms.com, OA/webhook/tin-nhan.
 */
export type Attachment =
  | { readonly type: 'image' | 'gif'; readonly url: string | null; readonly thumbnailUrl: string | null }
  | {
      readonly type: 'link'
      readonly url: string | null
      readonly title: string | null
      readonly description: string | null
      readonly thumbnailUrl: string | null
    }
  /** `.amr` in the documentation, `.m4a` and `.aac` seen: look at the bytes. */
  | { readonly type: 'audio'; readonly url: string | null }
  | {
      readonly type: 'video'
      readonly url: string | null
      readonly thumbnailUrl: string | null
      readonly description: string | null
    }
  | { readonly type: 'sticker'; readonly id: string | null; readonly url: string | null }
  /** Degrees as the text that was sent. */
  | { readonly type: 'location'; readonly latitude: string | null; readonly longitude: string | null }
  | {
      readonly type: 'file'
      readonly url: string | null
      readonly name: string | null
      readonly sizeBytes: number | null
      /** MD5 in hex. */
      readonly checksum: string | null
      /** Without the dot: "pdf". */
      readonly extension: string | null
    }
  | { readonly type: 'business-card'; readonly phone: string | null; readonly qrCodeUrl: string | null }
  /** Only in echoes of what the account sent. */
  | {
      readonly type: 'template'
      readonly zinstantId: string | null
      readonly text: string | null
      readonly linkUrl: string | null
    }
  | { readonly type: 'unknown'; readonly zaloType: string; readonly payload: JsonObject }

const readCard = (description: string | null): JsonObject | null => {
  if (description === null || !description.trimStart().startsWith('{')) return null
  try {
    const card = parseLossless(description)
    return isObject(card) && 'phone' in card ? card : null
  } catch {
    return null
  }
}

const readLink = (payload: JsonObject): Attachment => {
  const description = textAt(payload, 'description')
  // A business card comes as a link whose description is JSON text.
  const card = readCard(description)
  if (card !== null) {
    return { type: 'business-card', phone: textAt(card, 'phone'), qrCodeUrl: textAt(card, 'qrCodeUrl') }
  }
  return {
    type: 'link',
    url: textAt(payload, 'url'),
    title: textAt(payload, 'title'),
    description,
    thumbnailUrl: textAt(payload, 'thumbnail'),
  }
}

const readAttachment = (attachment: JsonObject): Attachment => {
  const zaloType = textAt(attachment, 'type') ?? ''
  const payload = objectAt(attachment, 'payload')
  const url = textAt(payload, 'url')
  const thumbnailUrl = textAt(payload, 'thumbnail')
  switch (zaloType) {
    case 'image':
    case 'gif':
      return { type: zaloType, url, thumbnailUrl }
    case 'link':
      return readLink(payload)
    case 'audio':
      return { type: 'audio', url }
    case 'video':
      return { type: 'video', url, thumbnailUrl, description: textAt(payload, 'description') }
    case 'sticker':
      return { type: 'sticker', id: idAt(payload, 'id'), url }
    case 'location': {
      const at = objectAt(payload, 'coordinates')
      return { type: 'location', latitude: textAt(at, 'latitude'), longitude: textAt(at, 'longitude') }
    }
    case 'file':
      return {
        type: 'file',
        url,
        name: textAt(payload, 'name'),
        sizeBytes: numberAt(payload, 'size'),
        checksum: textAt(payload, 'checksum'),
        extension: textAt(payload, 'type'),
      }
    case 'template':
      return {
        type: 'template',
        zinstantId: idAt(payload, 'zinstant_id'),
        text: textAt(payload, 'text'),
        linkUrl: textAt(payload, 'link_url'),
      }
    default:
      return { type: 'unknown', zaloType, payload }
  }
}

/** The attachments of a webhook's `message`, in order; of a kind that is new to this package as `unknown`. */
export const readAttachments = (message: JsonObject): readonly Attachment[] =>
  objectsAt(message, 'attachments').map(readAttachment)

/**
 * True for an HTTPS address on Zalo's media hosts, `*.zdn.vn` (older: `*.zadn.vn`). Further CDN names are possible;
 * none is documented. The caller still has to refuse private network addresses when it resolves the name.
 */
export const isZaloMediaUrl = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null
  return url !== null && url.protocol === 'https:' && url.port === '' && /\.(?:zdn|zadn)\.vn$/.test(url.hostname)
}
