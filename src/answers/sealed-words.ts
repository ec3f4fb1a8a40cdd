import type { Keyring } from '../kernel/keyring.ts'

type Column = 'item_answers.words' | 'answer_ratings.words' | 'item_reopenings.words'

export const sealWords = (keyring: Keyring, column: Column, id: string, words: string): Buffer =>
  keyring.seal('opinion', words, `${column}:${id}`)

export const openWords = (keyring: Keyring, column: Column, id: string, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, `${column}:${id}`)

/** What stands for the unknown author of an opinion: it leads to no chat, and from no dump to the opinion. */
export const keyOfOpinion = (keyring: Keyring, opinionId: string): string =>
  keyring.blindIndex('opinion', `answers:${opinionId}`)
