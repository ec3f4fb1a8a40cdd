import type { WordReading } from './read-word.ts'

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

/**
 * True when a whole message is a word and, written like this, a person's name as well: "Phan Anh". With `atNamePrompt`
 * also "Dung"; elsewhere it is the word, for a phone begins every message with a capital.
 */
export const mayBeName = (reading: WordReading | null, text: string, atNamePrompt = false): boolean =>
  reading?.kind === 'command' &&
  (atNamePrompt || oneLine(text).includes(' ')) &&
  (reading.couldBe ?? []).includes(oneLine(text))
