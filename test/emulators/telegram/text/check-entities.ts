import { badRequest, type Failure } from '../outcome.ts'
import type { WireEntity } from '../wire.ts'

const kinds = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
])

const fail = (text: string) => badRequest(`can't parse entities: ${text}`)

const isLowSurrogate = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Entities given by the caller: known kinds, whole characters, inside the text (offsets in UTF-16 units). */
export const checkEntities = (text: string, entities: readonly WireEntity[]): Failure | undefined => {
  for (const { type, offset, length, url, user, custom_emoji_id: emoji } of entities) {
    if (!kinds.has(type)) return fail(`unsupported MessageEntity type "${type}" specified`)
    const end = offset + length
    if (offset < 0 || length <= 0) return fail('entity has wrong bounds')
    if (offset >= text.length) return fail(`entity begins after the end of the text at UTF-16 offset ${offset}`)
    if (end > text.length)
      return fail(`entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`)
    if (isLowSurrogate(text, offset) || isLowSurrogate(text, end))
      return fail(`entity beginning at UTF-16 offset ${offset} begins or ends in a middle of a UTF-16 symbol`)
    if (type === 'text_link' && (url === undefined || url === '')) return fail('Can\'t find field "url"')
    if (type === 'text_mention' && user === undefined) return fail('Can\'t find field "user"')
    if (type === 'custom_emoji' && emoji === undefined) return fail('Can\'t find field "custom_emoji_id"')
  }
  return undefined
}
