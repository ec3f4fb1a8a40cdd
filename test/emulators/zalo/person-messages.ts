import { createHash } from 'node:crypto'
import { amrBytes, jpegBytes, pdfBytes, pngBytes } from './media-bytes.ts'
import { keepMedia } from './media-store.ts'
import { m4aBytes, mp4Bytes } from './mp4-bytes.ts'
import { textContent } from './put-on-phone.ts'
import type { Content, Media, World } from './world.ts'

/** What a person sends besides text: own bytes, or any link, or a realistic sample. */
export type FileInput = {
  bytes?: Buffer
  name?: string
  contentType?: string
  url?: string
  caption?: string
  quote?: string
}

type MediaKind = 'image' | 'gif' | 'audio' | 'video' | 'file'
type Sample = { bytes: () => Buffer; name: string; contentType: string }

export const samples = {
  jpeg: { bytes: () => jpegBytes(), name: 'anh-hien-truong.jpg', contentType: 'image/jpeg' },
  png: { bytes: () => pngBytes(), name: 'anh-man-hinh.png', contentType: 'image/png' },
  gif: {
    bytes: () => Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64'),
    name: 'anh-dong.gif',
    contentType: 'image/gif',
  },
  m4a: { bytes: () => m4aBytes(), name: 'ghi-am.m4a', contentType: 'audio/mp4' },
  amr: { bytes: () => amrBytes(), name: 'ghi-am.amr', contentType: 'audio/amr' },
  mp4: { bytes: () => mp4Bytes(), name: 'video.mp4', contentType: 'video/mp4' },
  pdf: { bytes: () => pdfBytes(), name: 'don-kien-nghi.pdf', contentType: 'application/pdf' },
} satisfies Record<string, Sample>

/** `text` is what the event carries, which is not always what the bubble shows; voice notes have none at all. */
export type Outgoing = { content: Content; attachments: unknown[]; text: string | undefined }

export const textMessage = (text: string, quote?: string): Outgoing => ({
  content: { ...textContent(text), quotedId: quote },
  attachments: [],
  text,
})

const filePayload = (media: Media, name: string, bytes: Buffer): Record<string, unknown> => ({
  size: String(bytes.length),
  name,
  checksum: createHash('md5').update(bytes).digest('hex'),
  type: name.split('.').at(-1) ?? '',
  url: media.url,
})

const payloadOf = (kind: MediaKind, media: Media, name: string, bytes: Buffer): Record<string, unknown> => {
  if (kind === 'file') return filePayload(media, name, bytes)
  if (kind === 'video') return { url: media.url, thumbnail: media.url, description: '' }
  return kind === 'audio' ? { url: media.url } : { thumbnail: media.url, url: media.url }
}

export const mediaMessage = (world: World, kind: MediaKind, sample: Sample, input: FileInput): Outgoing => {
  const bytes = input.bytes ?? sample.bytes()
  const name = input.name ?? sample.name
  const url = input.url ?? keepMedia(world, { bytes, name, contentType: input.contentType ?? sample.contentType })
  const media: Media = { url, name, size: bytes.length }
  const content = { ...textContent(input.caption ?? ''), kind, media, quotedId: input.quote }
  const text = kind === 'audio' ? undefined : content.text
  return { content, attachments: [{ payload: payloadOf(kind, media, name, bytes), type: kind }], text }
}

/** Coordinates travel as text. */
export const locationMessage = (latitude: number, longitude: number): Outgoing => {
  const coordinates = { latitude: latitude.toFixed(6), longitude: longitude.toFixed(6) }
  return {
    content: { ...textContent(''), kind: 'location', media: { url: '', ...coordinates } },
    attachments: [{ payload: { coordinates }, type: 'location' }],
    text: '',
  }
}

export const stickerMessage = (id: string): Outgoing => {
  const url = `https://zalo-api.zadn.vn/api/emoticon/sticker/webpc?eid=${encodeURIComponent(id)}&size=130`
  return {
    content: { ...textContent(''), kind: 'sticker', media: { url } },
    attachments: [{ payload: { url, id }, type: 'sticker' }],
    text: '',
  }
}

export const linkMessage = (url: string, description: string): Outgoing => ({
  content: { ...textContent(description), kind: 'link', media: { url } },
  attachments: [{ payload: { thumbnail: '', description, url }, type: 'link' }],
  text: '',
})

/** A card is a link whose description is JSON text. */
export const businessCardMessage = (phone: string): Outgoing => {
  const qrCodeUrl = 'https://qr-talk.zdn.vn/card.jpg'
  return {
    content: { ...textContent(phone), kind: 'business-card', media: undefined },
    attachments: [
      { payload: { thumbnail: qrCodeUrl, description: JSON.stringify({ phone, qrCodeUrl }), url: '' }, type: 'link' },
    ],
    text: '',
  }
}
