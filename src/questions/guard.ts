import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { findDanger } from './guard-emergency.ts'
import { emergencyLexicon } from './guard-emergency-words.ts'
import { findComplaint, findDenunciation, findDispute } from './guard-law.ts'
import { findAll } from './guard-lexicon.ts'
import { findAccusation, findVote } from './guard-person.ts'
import { readGuarded } from './guard-read.ts'
import { guardLexicon } from './guard-words.ts'
import type { Span } from './match-phrases.ts'
import type { GuardMark } from './opinion.ts'

/** What is shown another door before it is taken as an opinion. */
export type Diversion = GuardMark

/** In the order of reports. */
export const diversionKinds = [
  'emergency',
  'complaint',
  'denunciation',
  'accusation',
  'confidence_vote',
] as const satisfies readonly Diversion[]

export type Guarded = {
  readonly kind: Diversion
  /** The words of the text that led to it, as they were typed; at most four. */
  readonly because: readonly string[]
}

const becauseMax = 4

const holds = (outer: Span, inner: Span): boolean =>
  outer.from <= inner.from && outer.to >= inner.to && outer.to - outer.from > inner.to - inner.from

const outermost = (spans: readonly Span[]): readonly Span[] =>
  spans.filter((inner) => !spans.some((outer) => holds(outer, inner)))

/** Of words within words only the outer ones are shown. */
const guarded = (kind: Diversion, spans: readonly Span[]): Guarded => ({
  kind,
  because: [...new Map(outermost(spans).map((span) => [foldVietnamese(span.said), span.said])).values()].slice(
    0,
    becauseMax,
  ),
})

const mended = new Set([...emergencyLexicon.mended, ...guardLexicon.mended])

/**
 * The guard at the boundary over what a resident writes. It decides nothing: it says that a text looks like an
 * emergency, a complaint, a denunciation, an accusation of a person or talk of a confidence vote, and by which words,
 * so that the numbers or the right door can be shown; what becomes of the text is the resident's choice. Where in doubt
 * about danger it warns; where law, offices and votes are only talked about it is silent.
 */
export const guardText = (text: string): Guarded | null => {
  const read = readGuarded(text, mended)
  const danger = findDanger(read)
  if (danger.length > 0) return guarded('emergency', danger)
  const found = findAll(guardLexicon, read)
  const denunciation = findDenunciation(read, found)
  if (denunciation.length > 0) return guarded('denunciation', denunciation)
  const complaint = findComplaint(found)
  if (complaint.length > 0) return guarded('complaint', complaint)
  const vote = findVote(read, found)
  if (vote.length > 0) return guarded('confidence_vote', vote)
  const accusation = findAccusation(read, found)
  if (accusation.length > 0) return guarded('accusation', accusation)
  const dispute = findDispute(found)
  return dispute.length > 0 ? guarded('complaint', dispute) : null
}
