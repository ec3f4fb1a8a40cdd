import { momentWords } from '../kernel/vietnamese/moment-words.ts'
import { digitWords } from '../kernel/vietnamese/number-words.ts'
import { countSyllables, speakable } from '../kernel/vietnamese/speakable.ts'
import { phrase } from '../phrases/index.ts'
import type { SessionSheet } from './session-sheet.ts'

/** For whom it is read: the loudspeakers of the whole unit, of a village, or of a ward group. */
export const loudspeakerPlaces = ['unit', 'village', 'ward_group'] as const
export type LoudspeakerPlace = (typeof loudspeakerPlaces)[number]

export type LoudspeakerText = {
  /** One paragraph a breath; no figure and no abbreviation in it. */
  readonly text: string
  /** How long it takes when read slowly, as loudspeakers need it. */
  readonly seconds: number
}

const syllablesPerSecond = 3.2
const longestSeconds = 60

const secondsOf = (text: string): number => Math.ceil(countSyllables(text) / syllablesPerSecond)

/** A sentence; where the minute is over, those of the lowest rank are left out first. Without a rank it stays. */
type Sentence = { readonly text: string; readonly rank?: number }

const join = (sentences: readonly Sentence[]): string => sentences.map((one) => one.text).join('\n')

const withinAMinute = (sentences: readonly Sentence[]): string => {
  let kept = sentences
  while (secondsOf(join(kept)) > longestSeconds) {
    const ranks = kept.flatMap((one) => one.rank ?? [])
    if (ranks.length === 0) break
    const lowest = Math.min(...ranks)
    kept = kept.filter((one) => one.rank !== lowest)
  }
  return join(kept)
}

const announcement = (sheet: SessionSheet): Sentence[] => {
  const time = momentWords(sheet.startsAt)
  const place = speakable(sheet.hall)
  const where = place === '' ? phrase('vi', 'artefacts:loud.online') : place
  const values = { unit: sheet.unitName, what: sheet.what, title: speakable(sheet.title) }
  return [
    { text: phrase('vi', 'artefacts:loud.invites', values) },
    { text: phrase('vi', 'artefacts:loud.time', { time }) },
    { text: phrase('vi', 'artefacts:loud.place', { place: where }) },
    ...(sheet.topic === null
      ? []
      : [{ text: phrase('vi', 'artefacts:loud.topic', { topic: speakable(sheet.topic) }), rank: 2 }]),
    ...(sheet.askUntil === null
      ? []
      : [{ text: phrase('vi', 'artefacts:loud.ask', { until: momentWords(sheet.collectionClosesAt) }), rank: 3 }]),
    { text: phrase('vi', 'artefacts:loud.again', { time }) },
    { text: phrase('vi', 'artefacts:loud.againPlace', { place: where }), rank: 5 },
  ]
}

const cancellation = (sheet: SessionSheet): Sentence[] => {
  const time = momentWords(sheet.startsAt)
  const values = { unit: sheet.unitName, what: sheet.what, title: speakable(sheet.title), time }
  return [
    { text: phrase('vi', 'artefacts:loud.cancelled', values) },
    { text: phrase('vi', 'artefacts:loud.reason', { reason: speakable(sheet.cancelledWhy ?? '') }), rank: 4 },
    { text: phrase('vi', 'artefacts:loud.cancelledAgain', { what: sheet.what, time }) },
    { text: phrase('vi', 'artefacts:loud.wait') },
  ]
}

/** The announcement to be read aloud: what matters is said twice, and all of it in less than a minute where it can be. */
export const loudspeakerText = (sheet: SessionSheet, place: LoudspeakerPlace): LoudspeakerText => {
  const hotline = digitWords(sheet.hotline)
  const text = withinAMinute([
    { text: phrase('vi', `artefacts:loud.open.${place}`) },
    ...(sheet.isCancelled ? cancellation(sheet) : announcement(sheet)),
    ...(hotline === '' ? [] : [{ text: phrase('vi', 'artefacts:loud.hotline', { hotline }), rank: 4 }]),
    { text: phrase('vi', 'artefacts:loud.warning') },
    { text: phrase('vi', 'artefacts:loud.thanks') },
  ])
  return { text, seconds: secondsOf(text) }
}
