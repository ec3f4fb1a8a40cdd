import { guessClass, wordsMax, type Diversion, type OpinionClass, type OpinionNaming } from '../../questions/index.ts'
import type { ResidentCard } from '../../residents/index.ts'

/** Where an opinion goes: to a session that collects, or to the Front of a unit at any time. */
export type Place = { readonly unitId: string; readonly dialogueId: string | null }

export type Step =
  | 'words'
  | 'emergency'
  | 'guard'
  | 'party'
  | 'where'
  | 'confirm'
  | 'edit'
  | 'naming'
  | 'name'
  | 'class'
  | 'too-long'
  | 'support'

/** What a person is about to send. Waits, sealed, as the state of the open prompt; nothing else of it is kept. */
export type Draft = {
  readonly step: Step
  readonly words: string
  readonly files: readonly string[]
  /** Null until there are words to guess it from. */
  readonly opinionClass: OpinionClass | null
  /** Góp ý, and not clear yet whether to the Party or to the government. */
  readonly asksParty: boolean
  readonly naming: OpinionNaming
  readonly name: string | null
  readonly place: Place | null
  /** The person has said that it is an opinion, whatever the guard thought of these words. */
  readonly isCleared: boolean
  /** What the guard took the words for when the person said so; goes with the opinion. */
  readonly guardMark?: Diversion
  /** Sent as their own, though others ask something like it. */
  readonly isOwn?: boolean
  /** What they are asked to support instead. */
  readonly likeItemId?: string
  /** A further message was just joined. */
  readonly isJoined: boolean
  /** What came last and did not fit any more; stays until it is told, and never waits in the state. */
  readonly leftOut?: string
  /** Of the last message that did not fit: its time, whether the app may have cut it, whether 113 … were told. */
  readonly overflow?: { readonly at: string; readonly isCut: boolean; readonly isUrgentTold: boolean }
}

/** A draft in the way of naming that the person has chosen once for all; by name only when there is one. */
export const newDraft = (resident: ResidentCard): Draft => ({
  step: 'words',
  words: '',
  files: [],
  opinionClass: null,
  asksParty: false,
  naming: resident.naming === 'named' && resident.name === null ? 'sealed' : resident.naming,
  name: resident.name,
  place: null,
  isCleared: false,
  isJoined: false,
})

/**
 * Joins a further message. The same words sent twice are a slip of the finger and change nothing; neither does what
 * would make the words longer than an opinion may be.
 */
export const withWords = (draft: Draft, text: string): Draft => {
  if (draft.words === '') return { ...draft, words: text, isCleared: false }
  if (draft.words === text || draft.words.endsWith(`\n${text}`)) return draft
  if (draft.words.length + 1 + text.length > wordsMax) return { ...draft, leftOut: text }
  return { ...draft, words: `${draft.words}\n${text}`, isCleared: false, isJoined: true }
}

/** Words that came all at once from what waited for the consent: the lines that fit. */
export const cutToFit = (draft: Draft): Draft => {
  if (draft.words.length <= wordsMax) return draft
  const at = draft.words.lastIndexOf('\n', wordsMax)
  const words = draft.words.slice(0, at > 0 ? at : wordsMax)
  return { ...draft, words, leftOut: draft.words.slice(words.length).trim() }
}

export const withFiles = (draft: Draft, ids: readonly string[]): Draft => ({
  ...draft,
  files: [...new Set([...draft.files, ...ids])],
  isJoined: draft.files.length > 0 || draft.words !== '',
})

export const classOf = (draft: Draft): OpinionClass => draft.opinionClass ?? guessClass(draft.words)

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** The beginning of the words, for showing them back; nothing is cut through. */
export const excerpt = (words: string, max = 280): string => {
  if (words.length <= max) return words
  let shown = ''
  for (const { segment } of graphemes.segment(words.slice(0, max))) {
    if (shown.length + segment.length >= max) break
    shown += segment
  }
  return `${shown}…`
}
