import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Diversion } from '../../src/questions/guard.ts'

export type Label = Diversion | 'none'

export const labels = [
  'emergency',
  'complaint',
  'denunciation',
  'accusation',
  'confidence_vote',
  'none',
] as const satisfies readonly Label[]

export type Message = {
  readonly text: string
  readonly label: Label
  /** Words of one class in the sense of another, an emergency told calmly, no diacritics, slips, abbreviations. */
  readonly hard: boolean
  /**
   * When it was written: 1 before the words and rules (absent), 2 when they were first finished, to find what nobody had
   * thought of, 3 when they were finished after that.
   */
  readonly round?: 2 | 3
}

const readLines = (name: string): Message[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Message)

/** The first author's messages, written by hand, one JSON object a line. */
export const readMessages = (): Message[] => readLines('messages.jsonl')

/**
 * Messages of others: those without a round of somebody who had seen neither the guard's words nor the first author's
 * messages when writing them, those of round 3 written later in rare words.
 */
export const readSecondMessages = (): Message[] => readLines('second-author.jsonl')

/**
 * Messages written in one go when the guard had been finished once more, by somebody who had read its words, and laid
 * down before the guard was asked about any of them. Afterwards words were mended by the first; not by the second.
 */
export const readFreshMessages = (): readonly [first: Message[], second: Message[]] => [
  readLines('fresh.jsonl'),
  readLines('fresh-again.jsonl'),
]

/** Halves of a set by the text itself, so that nobody chooses what is held out. */
const halfOf = (message: Message): 'tuning' | 'held-out' => {
  const hash = createHash('sha256').update(message.text.normalize('NFC')).digest()
  return (hash[0] ?? 0) % 2 === 1 ? 'held-out' : 'tuning'
}

/** Which part of the set a message belongs to: only the half for tuning is looked at while words are chosen. */
export const partOf = (message: Message): 'tuning' | 'held-out' | 'later' => {
  if (message.round === 3) return 'later'
  return message.round === 2 ? 'tuning' : halfOf(message)
}
