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

export type Message = { readonly text: string; readonly label: Label; readonly hard: boolean }

/** The messages that were written by hand, one JSON object a line. */
export const readMessages = (): Message[] =>
  readFileSync(new URL('messages.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Message)

/** Half of the messages, by a hash of their text, is never looked at while words and rules are chosen. */
export const isHeldOut = (message: Message): boolean =>
  (createHash('sha256').update(message.text.normalize('NFC')).digest()[0] ?? 0) % 2 === 1
