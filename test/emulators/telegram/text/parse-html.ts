import { badRequest, value, type Read } from '../outcome.ts'
import type { WireEntity } from '../wire.ts'

const plainTags: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

type Open = { tag: string; entity: WireEntity | undefined; at: number }

const fail = (text: string) => badRequest(`can't parse entities: ${text}`)

const decodeReferences = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot));/giu, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })

const attributesOf = (source: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [, name = '', double, single, bare] of source.matchAll(
    /([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gu,
  ))
    found.set(name.toLowerCase(), decodeReferences(double ?? single ?? bare ?? ''))
  return found
}

/** The entity that a start tag opens; undefined for a tag that opens none; false for a tag nobody knows. */
const entityFor = (tag: string, attributes: Map<string, string>, offset: number): WireEntity | undefined | false => {
  const plain = plainTags[tag]
  if (plain !== undefined) return { type: plain, offset, length: 0 }
  if (tag === 'span') {
    return attributes.get('class') === 'tg-spoiler' ? { type: 'spoiler', offset, length: 0 } : false
  }
  if (tag === 'blockquote')
    return { type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', offset, length: 0 }
  if (tag === 'tg-emoji')
    return { type: 'custom_emoji', offset, length: 0, custom_emoji_id: attributes.get('emoji-id') ?? '' }
  if (tag !== 'a') return false
  const url = attributes.get('href') ?? ''
  return /^(https?|tg|mailto|tel):/iu.test(url) ? { type: 'text_link', offset, length: 0, url } : undefined
}

/** Reads the HTML of `parse_mode: HTML`: its own small set of tags, each closed, in the order they were opened. */
export const parseHtml = (source: string): Read<{ text: string; entities: WireEntity[] }> => {
  const entities: WireEntity[] = []
  const open: Open[] = []
  let text = ''
  let at = 0
  const byteOffset = (index: number) => Buffer.byteLength(source.slice(0, index))
  while (at < source.length) {
    const bracket = source.indexOf('<', at)
    text += decodeReferences(source.slice(at, bracket === -1 ? source.length : bracket))
    if (bracket === -1) break
    const match = /^<(\/?)([a-z][a-z\d-]*)?((?:[^<>"']|"[^"]*"|'[^']*')*)>/iu.exec(source.slice(bracket))
    const offset = byteOffset(bracket)
    if (match === null) return fail(`Unclosed start tag at byte offset ${offset}`)
    const [whole, slash, rawTag, rest = ''] = match
    const tag = (rawTag ?? '').toLowerCase()
    if (slash === '/') {
      const last = open.pop()
      if (last === undefined) return fail(`Unexpected end tag at byte offset ${offset}`)
      if (tag !== '' && tag !== last.tag)
        return fail(`Unmatched end tag at byte offset ${offset}, expected "</${last.tag}>", found "</${tag}>"`)
      if (last.entity !== undefined) last.entity.length = text.length - last.entity.offset
    } else {
      const attributes = attributesOf(rest)
      const entity = tag === '' ? false : entityFor(tag, attributes, text.length)
      if (entity === false) return fail(`Unsupported start tag "${tag}" at byte offset ${offset}`)
      const parent = open.at(-1)
      const language = attributes.get('class')
      if (tag === 'code' && parent?.tag === 'pre' && language?.startsWith('language-') === true) {
        if (parent.entity !== undefined) parent.entity.language = language.slice('language-'.length)
        open.push({ tag, entity: undefined, at: offset })
      } else {
        if (entity !== undefined) entities.push(entity)
        open.push({ tag, entity, at: offset })
      }
    }
    at = bracket + whole.length
  }
  const unclosed = open.at(-1)
  if (unclosed !== undefined) return fail(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
  return value({ text, entities: entities.filter(({ length }) => length > 0) })
}
