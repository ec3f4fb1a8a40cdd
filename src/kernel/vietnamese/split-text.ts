const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

// A full stop after one letter or a title ("P. Cửa Nam", "TP. Hà Nội") or before a small letter ("v.v. và") ends nothing.
const ABBREVIATION = String.raw`(?:^|[^\p{L}\p{M}])(?:\p{L}|TP|TX|TT|TS|ThS|PGS|GS|KS|BS|CT|VD|TM|TL|KT|Tp|tp|vd)`
const SENTENCE_END = new RegExp(
  String.raw`(?<=[!?]["”’)\]]*)\s+|(?<=[.…]["”’)\]]*)(?<!${ABBREVIATION}\.)\s+(?!\p{Ll})|\n+`,
  'gu',
)

/** Length in UTF-16 units, the way Zalo's and Telegram's limits count text. */
export const lengthUtf16 = (text: string): number => text.length

/** The sentences of a text without the white space between them; a line break always ends one. Empty ones are left out. */
export const splitSentences = (text: string): string[] =>
  text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

const lastBreak = (text: string, max: number, pattern: RegExp): number => {
  let found = 0
  // One unit more, so that white space exactly behind the limit counts as a break.
  for (const match of text.slice(0, max + 1).matchAll(pattern)) if (match.index <= max) found = match.index
  return found
}

const graphemeBreak = (text: string, max: number): number => {
  let end = 0
  // A grapheme that straddles the window's edge would look complete there, so the window is wider than the limit.
  for (const { index, segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max) break
    end = index + segment.length
  }
  if (end > 0) return end
  const unit = text.charCodeAt(max - 1)
  // One grapheme longer than the limit: cut it, though never through a surrogate pair.
  return unit >= 0xd800 && unit <= 0xdbff && max > 1 ? max - 1 : max
}

const cutAt = (text: string, max: number): number => {
  const sentence = lastBreak(text, max, SENTENCE_END)
  if (sentence > max / 4) return sentence
  const space = lastBreak(text, max, /\s+/g)
  return space > 0 ? space : graphemeBreak(text, max)
}

/**
 * Parts of at most `maxUtf16` units each, cut at sentence ends where that leaves at least a quarter of a part, else
 * at spaces, else between graphemes, never inside a surrogate pair. Only white space at the cuts is lost. Empty text
 * gives no part. `maxUtf16` is at least 2.
 */
export const splitText = (text: string, maxUtf16: number): string[] => {
  if (!Number.isInteger(maxUtf16) || maxUtf16 < 2) throw new RangeError('splitText needs room for two UTF-16 units')
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > maxUtf16) {
    const end = cutAt(rest, maxUtf16)
    const part = rest.slice(0, end).trimEnd()
    if (part !== '') parts.push(part)
    rest = rest.slice(end).trimStart()
  }
  if (rest !== '') parts.push(rest)
  return parts
}
