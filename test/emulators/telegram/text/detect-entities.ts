import type { WireEntity } from '../wire.ts'

const patterns: readonly (readonly [string, RegExp])[] = [
  ['bot_command', /(?<=^|\s)\/[a-z\d_]{1,64}(?:@\w{3,32})?(?![\w/])/giu],
  ['url', /(?<=^|\s)https?:\/\/[^\s<>"]+/giu],
  ['email', /(?<=^|\s)[\w.+-]+@[\w-]+\.[\w.-]*\w/gu],
  ['mention', /(?<=^|\s)@[a-z]\w{3,31}(?!\w)/giu],
  ['hashtag', /(?<=^|\s)#[\p{L}\p{N}_]+/gu],
]

/** What a phone marks by itself in a text that a person typed. */
export const detectEntities = (text: string): WireEntity[] =>
  patterns
    .flatMap(([type, pattern]) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ type, offset: index, length: found.length })),
    )
    .sort((a, b) => a.offset - b.offset)
