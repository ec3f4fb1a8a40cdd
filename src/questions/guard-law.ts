import { near } from './guard-lexicon.ts'
import type { GuardedText } from './guard-read.ts'
import type { GuardFindings } from './guard-words.ts'
import { outside, type Span } from './match-phrases.ts'

/** Whoever asks how it is done, and does not say before it that it is theirs, only talks about it. */
const isBlunt = (found: GuardFindings, spans: readonly Span[]): boolean =>
  !found.has('asksHow') || found.of('firstPerson').some((who) => who.to <= (spans[0]?.from ?? 0))

/** Tố cáo by the word, as somebody's own act. */
export const findDenunciation = (text: GuardedText, found: GuardFindings): readonly Span[] => {
  // "To cao" may be a tree that is big and tall; in a sentence with diacritics "tôi to cao" surely is.
  const accented = new Set(text.filter((one) => one.read !== one.folded).map((one) => one.sentence))
  const inPlain = found.of('accusesPlain').filter((span) => !accented.has(text[span.from]?.sentence ?? 0))
  const wilful = [...found.of('accuses'), ...inPlain]
  const words = outside(
    found.of('denunciation'),
    outside(found.of('harmlessLaw'), found.of('accuses', 'accusesPlain')),
  ).filter((span) => !span.isBare || wilful.some((act) => act.from <= span.from && act.to >= span.to))
  const all = [...words, ...found.of('denunciationAct')]
  return isBlunt(found, all) ? all : []
}

/** Khiếu nại by the word, as somebody's own act; what an enterprise sold is not meant by the law. */
export const findComplaint = (found: GuardFindings): readonly Span[] => {
  const words = outside(found.of('complaint'), found.of('harmlessLaw'))
  const all = [...words, ...found.of('complaintAct')]
  if (found.has('enterprise') && !found.has('decision')) return []
  return isBlunt(found, all) ? all : []
}

/** Disagreement with a decision about oneself, without the word. */
export const findDispute = (found: GuardFindings): readonly Span[] => {
  const against = found.of('against')
  if (against.length === 0 || outside(found.of('agreed'), against).length > 0) return []
  const decisions = found.of('decision')
  if (decisions.length > 0) return [...decisions, ...against]
  const own = found.has('own') ? near(found.of('ownDecision'), against, { within: 25 }) : []
  return own.length > 0 ? [...own, ...against] : []
}
