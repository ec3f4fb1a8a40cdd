import {
  accuses,
  alarms,
  asksHow,
  breaches,
  calm,
  calmInFull,
  complaintWords,
  decisions,
  denunciationWords,
  disagreements,
  firstPerson,
  harmlessAlarms,
  harmlessComplaints,
  urgent,
} from './guard-words.ts'
import { cutSyllables, findPhrases, outside, type Span, type Syllables } from './match-phrases.ts'

/** What is shown another door instead of being taken as an opinion: khiếu nại, tố cáo, khẩn cấp. */
export type Diversion = 'complaint' | 'denunciation' | 'emergency'

export type Guarded = {
  readonly kind: Diversion
  /** The words of the text that led to it, as they were typed. */
  readonly because: readonly string[]
}

const said = (spans: readonly Span[]): string[] => [...new Set(spans.map((span) => span.said))]

const readEmergency = (text: Syllables): Guarded | null => {
  const pressing = findPhrases(text, urgent)
  const found = outside(findPhrases(text, alarms), findPhrases(text, harmlessAlarms))
  if (pressing.length === 0) {
    if (found.length === 0) return null
    if (findPhrases(text, calm).length > 0 || findPhrases(text, calmInFull, true).length > 0) return null
  }
  // "Khẩn cấp" or "bây giờ" alone is no danger: something that is one must stand beside it.
  const dangers = found.length > 0 ? found : pressing.filter((span) => /đang|cuu|cứu|goi|gọi/iu.test(span.said))
  return dangers.length > 0 ? { kind: 'emergency', because: said(dangers) } : null
}

const isBlunt = (text: Syllables, found: readonly Span[]): boolean =>
  findPhrases(text, asksHow).length === 0 ||
  findPhrases(text, firstPerson).some((who) => who.to <= (found[0]?.from ?? 0))

const readDenunciation = (text: Syllables, harmless: readonly Span[]): Span[] => {
  const wilful = findPhrases(text, accuses)
  // Without diacritics "to cao" may be a tree that is big and tall.
  const found = outside(findPhrases(text, denunciationWords), harmless).filter(
    (span) => !span.isBare || wilful.some((near) => near.from <= span.from && near.to >= span.to),
  )
  if (found.length > 0) return isBlunt(text, found) ? found : []
  const breach = outside(findPhrases(text, breaches), harmless)
  const isTalk = findPhrases(text, calm).length > 0 || findPhrases(text, calmInFull, true).length > 0
  return isTalk ? [] : breach
}

const readComplaint = (text: Syllables, harmless: readonly Span[]): Span[] => {
  const found = outside(findPhrases(text, complaintWords), harmless)
  if (found.length > 0) return isBlunt(text, found) ? found : []
  const decision = findPhrases(text, decisions)
  const against = findPhrases(text, disagreements)
  return decision.length > 0 && against.length > 0 ? [...decision, ...against] : []
}

/**
 * The first guard over what a resident writes. It decides nothing: it says that a text looks like an emergency, a
 * complaint or a denunciation and by which words, so that the numbers or the right door can be shown; what becomes of
 * the text is the resident's choice. Where in doubt about danger it warns; where law is only talked about it is silent.
 */
export const guardText = (text: string): Guarded | null => {
  const syllables = cutSyllables(text)
  const emergency = readEmergency(syllables)
  if (emergency) return emergency
  const harmless = findPhrases(syllables, harmlessComplaints)
  const denunciation = readDenunciation(syllables, harmless)
  const complaint = readComplaint(syllables, harmless)
  const [first] = [...denunciation, ...complaint].toSorted((one, other) => one.from - other.from)
  if (!first) return null
  return denunciation.includes(first)
    ? { kind: 'denunciation', because: said(denunciation) }
    : { kind: 'complaint', because: said(complaint) }
}
