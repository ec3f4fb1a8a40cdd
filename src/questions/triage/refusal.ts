import type { Keyring } from '../../kernel/keyring.ts'

/** Why an opinion may be refused; the list is closed, and public at `/quy-tac`. */
export const refusalReasons = [
  'unclear',
  'off_topic',
  'other_procedure',
  'repeat',
  'confidence_vote',
  'insult',
  'spam',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** Longest words of an officer about a refusal, and of an author against it. */
export const refusalWordsMax = 1_000
/** So long a refusal may be taken back before its author hears of it. */
export const refusalUntoldMinutes = 10

const wordsPlace = (opinionId: string, seq: number): string => `opinion_refusals.words:${opinionId}:${seq}`
const contestPlace = (opinionId: string, seq: number): string => `opinion_refusals.contest_words:${opinionId}:${seq}`

type Key = { readonly opinionId: string; readonly seq: number }

export const sealRefusal = (keyring: Keyring, { opinionId, seq }: Key, words: string | null): Buffer | null =>
  words === null ? null : keyring.seal('opinion', words, wordsPlace(opinionId, seq))

export const openRefusal = (keyring: Keyring, { opinionId, seq }: Key, sealed: Uint8Array | null): string | null =>
  sealed ? keyring.openText('opinion', sealed, wordsPlace(opinionId, seq)) : null

export const sealContest = (keyring: Keyring, { opinionId, seq }: Key, words: string): Buffer =>
  keyring.seal('opinion', words, contestPlace(opinionId, seq))

export const openContest = (keyring: Keyring, { opinionId, seq }: Key, sealed: Uint8Array | null): string | null =>
  sealed ? keyring.openText('opinion', sealed, contestPlace(opinionId, seq)) : null
