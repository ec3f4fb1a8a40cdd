import { phrase, type Locale } from '../../phrases/index.ts'
import { findHouses } from './find-houses.ts'
import { findNames } from './find-names.ts'
import { findNumbers } from './find-numbers.ts'
import type { Found, MaskKind, MaskSpan } from './mask-span.ts'

export type Masked = {
  /** With "[tên]", "[số điện thoại]" … in the place of what points at a person. */
  readonly text: string
  /** What was found, by its place in `original`. */
  readonly spans: readonly MaskSpan[]
  /** The words as they came, in composed letters: what the places of `spans` count in. */
  readonly original: string
}

const labels = {
  name: 'privacy:mask.name',
  phone: 'privacy:mask.phone',
  plate: 'privacy:mask.plate',
  paper: 'privacy:mask.paper',
  account: 'privacy:mask.account',
  contact: 'privacy:mask.contact',
  house: 'privacy:mask.house',
} as const satisfies Record<MaskKind, string>

const maskLabel = (kind: MaskKind, locale: Locale = 'vi'): string => `[${phrase(locale, labels[kind])}]`

/** The first finder wins where two see something in the same place; the longer one within a finder. */
const withoutOverlaps = (found: readonly Found[]): MaskSpan[] => {
  const taken: MaskSpan[] = []
  for (const { start, end, kind } of found) {
    if (taken.every((one) => end <= one.start || start >= one.end)) taken.push({ start, end, kind })
  }
  return taken.toSorted((one, other) => one.start - other.start)
}

/** A text without what was marked in it. */
export const hideMarked = (original: string, marks: readonly MaskSpan[], locale: Locale = 'vi'): string => {
  let text = ''
  let at = 0
  for (const { start, end, kind } of marks) {
    text += original.slice(at, start) + maskLabel(kind, locale)
    at = end
  }
  return text + original.slice(at)
}

/**
 * Hides who a text speaks of: names of persons, phone numbers, plates, numbers of papers and accounts, addresses of
 * mail and chat, house numbers. Streets, places, institutions and people whom streets are named after stay. By rules,
 * so it misses some and hides some too much: `docs/masking.md` says how many.
 */
export const maskText = (words: string, locale: Locale = 'vi'): Masked => {
  const original = words.normalize('NFC')
  const spans = withoutOverlaps([...findNumbers(original), ...findHouses(original), ...findNames(original)])
  return { text: hideMarked(original, spans, locale), spans, original }
}
