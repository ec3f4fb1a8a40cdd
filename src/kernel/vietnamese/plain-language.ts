import { plainTerms } from './plain-terms.ts'

/** The published rule: a sentence has so many syllables at most. */
export const sentenceMax = 30

/** Abbreviations that everybody knows; every other one is written out where it stands first. */
export const knownAbbreviations = [
  'UBND',
  'HĐND',
  'MTTQ',
  'UBMTTQ',
  'TP',
  'BHYT',
  'BHXH',
  'CCCD',
  'THCS',
  'THPT',
  'SMS',
  'QR',
  'OTP',
  'LED',
  'USB',
  'PDF',
] as const

export type PlainMark =
  | { readonly kind: 'long'; readonly text: string; readonly syllables: number }
  | { readonly kind: 'abbreviation'; readonly text: string }
  | { readonly kind: 'term'; readonly text: string; readonly instead: string }

const marksMax = 50

/** A date, an hour or a number counts as one; "Tp.", "Đ/c" and the like end no sentence. */
const spoken = /[\p{L}\p{N}]+(?:[./,:-][\p{L}\p{N}]+)*/gu
export const countSyllables = (text: string): number => text.match(spoken)?.length ?? 0

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?;…])(?<!(?<!\p{L})(?:TP|Tp|tp|TS|BS|ThS|GS|PGS|P|Q|v\.v)\.)\s+|\n+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')

const longOnes = (text: string): PlainMark[] =>
  sentencesOf(text).flatMap((one) => {
    const syllables = countSyllables(one)
    return syllables > sentenceMax ? [{ kind: 'long', text: one, syllables } as const] : []
  })

const known: ReadonlySet<string> = new Set(knownAbbreviations)
const roman = /^[IVXLCDM]+$/u
// Not within the number of a document: 512/UBND-KT, QĐ-TTg.
const capitals = /(?<![\p{L}\p{N}/.-])\p{Lu}[\p{Lu}\p{N}]+(?![\p{L}\p{N}/-])/gu

/** "giải phóng mặt bằng (GPMB)": explained where it stands in brackets behind words. */
const isExplained = (text: string, abbreviation: string): boolean =>
  text.includes(`(${abbreviation})`) || text.includes(`(gọi tắt là ${abbreviation})`)

const abbreviated = (text: string): PlainMark[] => {
  // A line in capitals is a heading, not a row of abbreviations.
  const lines = text.split('\n').filter((line) => line !== line.toLocaleUpperCase('vi') || countSyllables(line) < 3)
  const found = new Set(lines.flatMap((line) => line.match(capitals) ?? []))
  return [...found].flatMap((one) =>
    known.has(one) || roman.test(one) || /^\p{Lu}\d+$/u.test(one) || isExplained(text, one)
      ? []
      : [{ kind: 'abbreviation', text: one } as const],
  )
}

const termPatterns = plainTerms.map(
  ([term, instead]) => [new RegExp(`(?<!\\p{L})${term}(?!\\p{L})`, 'iu'), instead] as const,
)

const terms = (text: string): PlainMark[] =>
  termPatterns.flatMap(([pattern, instead]) => {
    const [found] = pattern.exec(text) ?? []
    return found === undefined ? [] : [{ kind: 'term', text: found, instead } as const]
  })

/**
 * Where a Vietnamese text is hard to read, by the published rule: sentences over 30 syllables, abbreviations that are not
 * written out, words of offices with plainer ones. It only marks; nothing is refused or changed. 50 marks at most.
 */
export const judgePlainLanguage = (text: string): readonly PlainMark[] => {
  const composed = text.normalize('NFC').replaceAll('\r\n', '\n')
  return [...longOnes(composed), ...abbreviated(composed), ...terms(composed)].slice(0, marksMax)
}
