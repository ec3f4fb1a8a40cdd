import type { AnonymousEvent, Attachment, MessageEvent } from 'zalo-oa-sdk'
import type { IncomingContent, IncomingMedia } from '../../src/channels/port.ts'

const mediaKinds = { image: 'image', gif: 'animation', audio: 'voice', video: 'video', file: 'file' } as const

const mediaOf = (attachment: Attachment): IncomingMedia | null => {
  switch (attachment.type) {
    case 'image':
    case 'gif':
    case 'audio':
    case 'video':
    case 'file': {
      if (attachment.url === null) return null
      const { name, sizeBytes } = attachment.type === 'file' ? attachment : { name: null, sizeBytes: null }
      return {
        media: mediaKinds[attachment.type],
        source: { kind: 'url', url: attachment.url },
        ...(name === null ? {} : { name }),
        ...(sizeBytes === null || sizeBytes < 0 ? {} : { sizeBytes }),
      }
    }
    case 'link':
    case 'sticker':
    case 'location':
    case 'business-card':
    case 'template':
    case 'unknown':
      return null
  }
}

const degrees = (text: string | null, most: number): number | null => {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) && Math.abs(value) <= most ? value : null
}

/** A shared link reads as what the person would have typed: their words, what the page is about, the address. */
const linkText = (text: string | null, link: Extract<Attachment, { type: 'link' }>): string => {
  const parts = [text, link.title, link.description, link.url].map((part) => part?.trim() ?? '')
  const lines: string[] = []
  for (const part of parts) if (part !== '' && !lines.some((line) => line.includes(part))) lines.push(part)
  return lines.join('\n')
}

const attachmentContent = (attachment: Attachment, text: string | null): IncomingContent => {
  switch (attachment.type) {
    case 'link':
      return { kind: 'text', text: linkText(text, attachment) }
    case 'business-card':
      return { kind: 'contact', isOwn: false, ...(attachment.phone === null ? {} : { phone: attachment.phone }) }
    case 'location': {
      const latitude = degrees(attachment.latitude, 90)
      const longitude = degrees(attachment.longitude, 180)
      return latitude === null || longitude === null
        ? { kind: 'unsupported', name: 'location' }
        : { kind: 'location', latitude, longitude }
    }
    case 'unknown':
      return { kind: 'unsupported', name: attachment.zaloType.slice(0, 60) || 'attachment' }
    case 'image':
    case 'gif':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker':
    case 'template':
      return { kind: 'unsupported', name: attachment.type }
  }
}

/** What a person sent. A tapped button comes as a text that is its payload; the conversation knows it by its form. */
export const messageContent = (event: MessageEvent | AnonymousEvent): IncomingContent => {
  const items = event.attachments.map(mediaOf).filter((item) => item !== null)
  if (items.length > 0) {
    const caption = event.text?.trim() ?? ''
    return { kind: 'media', items, ...(caption === '' ? {} : { caption }) }
  }
  const [first] = event.attachments
  // A sticker's own text, or the words beside something we cannot read, are still words.
  if (first) {
    const content = attachmentContent(first, event.text)
    const isLost = content.kind === 'unsupported' && first.type !== 'sticker' && (event.text?.trim() ?? '') !== ''
    return isLost ? { kind: 'text', text: event.text ?? '' } : content
  }
  if (event.text === null && !event.name.endsWith('_text')) return { kind: 'unsupported', name: event.name }
  return { kind: 'text', text: event.text ?? '' }
}
