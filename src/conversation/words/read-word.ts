import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { isCodeShaped, isPastedNotice, placeShape } from './argument-shapes.ts'
import { spellings, type CommandWord, type Spelling } from './command-words.ts'
import { otherReadings } from './double-meanings.ts'
import { firstTokens, foldedSpelling, matchSpelling, type SpellingMatch, type Token } from './match-spelling.ts'
import { readNumber } from './read-choice.ts'
import { suggestWord } from './suggest-word.ts'

/**
 * What a message says as a command. `command`: do it; `couldBe` names other readings that an open prompt should try
 * first ("dung" is "dừng", and "đúng" when a yes or no is awaited). `ambiguous`: ask whether the word or plain text is
 * meant. `suggestion`: ask "Có phải ông/bà muốn …?". An argument is as typed, without the word before it.
 */
export type WordReading =
  | {
      readonly kind: 'command'
      readonly word: CommandWord
      readonly argument?: string
      readonly couldBe?: readonly string[]
    }
  | {
      readonly kind: 'ambiguous'
      readonly word: CommandWord
      readonly argument: string
      readonly couldBe: readonly string[]
    }
  | { readonly kind: 'suggestion'; readonly word: CommandWord; readonly argument?: string }

type Message = {
  readonly text: string
  readonly marked: boolean
  readonly tokens: readonly Token[]
}

const PAYLOAD = /^[/#]start(?:@[a-z0-9_]+)?\s+([\w-]{1,64})$/i
const MARKER = /^[/#]\s?(?=[\p{L}\p{N}])/u
const BOT_NAME = /^([/#]\s?[\p{L}\p{N}_]+)@([A-Za-z0-9_]{3,32})(?![A-Za-z0-9_])/u
const POLITE = /^(?:ạ|a|nhé|nhe|nha|với|voi)$/iu

// "phananh@…", "gopy.vn": a part of an address, not a word.
const ADDRESS = /^(?:@\S|\.[a-z]{2,6}(?:\/\S*)?$)/i

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const couldBe = (spelling: Spelling, message: Message, match: SpellingMatch): readonly string[] => {
  if (message.marked || match.typed === 'full') return []
  const written = writtenAs(message, match)
  if (spelling.text.startsWith('dừng') && written !== written.toUpperCase())
    return written === 'Dung' ? ['đúng', 'đừng', 'Dung'] : ['đúng', 'đừng']
  if (spelling.word === 'PHANANH' && /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(written)) return [written]
  return []
}

const writtenAs = (message: Message, match: SpellingMatch): string =>
  message.tokens
    .slice(0, match.tokens)
    .map((token) => token.text)
    .join(' ')

const command = (spelling: Spelling, argument = spelling.argument, others: readonly string[] = []): WordReading => ({
  kind: 'command',
  word: spelling.word,
  ...(argument === undefined ? {} : { argument }),
  ...(others.length === 0 ? {} : { couldBe: others }),
})

const readText = (spelling: Spelling, message: Message, match: SpellingMatch, gap: string, rest: string) => {
  const written = writtenAs(message, match)
  const shouted = written === written.toUpperCase() && rest !== rest.toUpperCase()
  const setOff = /[:\n]|\s[-–—]/.test(gap)
  if (message.marked || setOff) return command(spelling, rest)
  if (spelling.following === 'marked') return null
  if (match.typed !== 'bare' || match.joined || shouted) return command(spelling, rest)
  const others = otherReadings(spelling.word, written, rest)
  if (others.length === 0) return command(spelling, rest)
  return { kind: 'ambiguous', word: spelling.word, argument: rest, couldBe: others } as const
}

const readPlace = (spelling: Spelling, gap: string, rest: string): WordReading | null => {
  const shape = gap.includes(':') && rest.length <= 100 ? 'yes' : placeShape(rest)
  if (shape === 'yes') return command(spelling, rest)
  if (shape === 'perhaps') return { kind: 'ambiguous', word: spelling.word, argument: rest, couldBe: ['nơi ở của …'] }
  return null
}

const readFollowing = (spelling: Spelling, message: Message, match: SpellingMatch): WordReading | null => {
  const tail = message.text.slice(message.tokens[match.tokens - 1]?.end ?? 0)
  const gap = /^[\s:;,.!?)\-–—"”']*/u.exec(tail)?.[0] ?? ''
  const rest = tail.slice(gap.length).trim()
  switch (spelling.following) {
    case 'text':
    case 'marked':
      return readText(spelling, message, match, gap, rest)
    case 'code':
      if (isCodeShaped(rest)) return command(spelling, rest)
      if (/^[\d\s.-]+$/.test(rest)) return { kind: 'suggestion', word: spelling.word }
      return spelling.word === 'KIEMTRA' && isPastedNotice(gap, rest) ? command(spelling, rest) : null
    case 'place':
      return readPlace(spelling, gap, rest)
    case 'none':
      break
  }
  return null
}

const isPoliteTail = (spelling: Spelling, message: Message, match: SpellingMatch): boolean => {
  const long = foldedSpelling(spelling.text).join('').length >= (match.typed === 'full' ? 4 : 5)
  const tail = message.tokens.slice(match.tokens)
  return long && tail.length === 1 && tail.every((token) => POLITE.test(token.text))
}

const readSpelling = (spelling: Spelling, message: Message): WordReading | null => {
  const match = matchSpelling(message.tokens, spelling.text)
  if (match === null) return null
  const last = message.tokens[match.tokens - 1]
  if (last === undefined || ADDRESS.test(message.text.slice(last.end))) return null
  if (!hasWords(message.text.slice(last.end))) return command(spelling, undefined, couldBe(spelling, message, match))
  const reading = readFollowing(spelling, message, match)
  if (reading !== null) return reading
  if (isPoliteTail(spelling, message, match) || message.marked) return { kind: 'suggestion', word: spelling.word }
  return null
}

const STRENGTH = { command: 0, ambiguous: 1, suggestion: 2 } as const

/**
 * Reads a resident's message as one of the command words, or null for anything else (an opinion, a number, a bare
 * code). A command is the whole message; a word with an argument of the right shape; or HOI, GOPY, HIENKE, PHANANH
 * followed by text. `/`, `#`, case, inner spaces and missing diacritics do not matter; typed diacritics must agree.
 * With `botName`, a slash command addressed to another bot is null. "0" reads as MENU: ask an open prompt that takes
 * numbers first.
 */
export const readWord = (text: string, options: { readonly botName?: string } = {}): WordReading | null => {
  const whole = normaliseText(text)
    .replace(/^[／＃]/, (sign) => sign.normalize('NFKC'))
    .trim()
  const addressed = BOT_NAME.exec(whole)?.[2]
  if (addressed !== undefined && addressed.toLowerCase() !== (options.botName ?? addressed).toLowerCase()) return null
  const payload = PAYLOAD.exec(whole)?.[1]
  if (payload !== undefined) return { kind: 'command', word: 'START', argument: payload }
  const named = whole.replace(BOT_NAME, '$1')
  const marked = MARKER.test(named)
  const plain = named.replace(MARKER, '')
  if (readNumber(plain) === 0) return { kind: 'command', word: 'MENU' }
  const message: Message = { text: plain, marked, tokens: firstTokens(plain) }
  let best: WordReading | null = null
  for (const spelling of spellings) {
    const reading = readSpelling(spelling, message)
    if (reading !== null && (best === null || STRENGTH[reading.kind] < STRENGTH[best.kind])) best = reading
  }
  if (best !== null || plain.length > 40) return best
  const meant = suggestWord(message.tokens)
  return meant === null ? null : { kind: 'suggestion', word: meant.word }
}
