import type { Keyring } from '../kernel/keyring.ts'

const codePlace = (id: string): string => `opinions.code:${id}`
const namePlace = (id: string): string => `opinions.shown_name:${id}`
const wordsPlace = (id: string, seq: number): string => `opinion_wordings.text:${id}:${seq}`

export const sealCode = (keyring: Keyring, id: string, code: string): Buffer =>
  keyring.seal('opinion', code, codePlace(id))

export const openCode = (keyring: Keyring, id: string, sealed: Uint8Array | null): string | null =>
  sealed ? keyring.openText('opinion', sealed, codePlace(id)) : null

export const nameToSeal = (keyring: Keyring, id: string, name: string | undefined): Buffer | null =>
  name === undefined ? null : keyring.seal('opinion', name, namePlace(id))

export const openName = (keyring: Keyring, id: string, sealed: Uint8Array | null): string | null =>
  sealed ? keyring.openText('opinion', sealed, namePlace(id)) : null

export const sealWords = (keyring: Keyring, id: string, seq: number, text: string): Buffer =>
  keyring.seal('opinion', text, wordsPlace(id, seq))

export const openWords = (keyring: Keyring, id: string, seq: number, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, wordsPlace(id, seq))

type TranscriptKey = { readonly attachmentId: string; readonly seq: number }
const transcriptPlace = (id: string, { attachmentId, seq }: TranscriptKey): string =>
  `opinion_transcripts.text:${id}:${attachmentId}:${seq}`

export const sealTranscript = (keyring: Keyring, id: string, key: TranscriptKey, text: string): Buffer =>
  keyring.seal('opinion', text, transcriptPlace(id, key))

export const openTranscript = (
  keyring: Keyring,
  id: string,
  one: TranscriptKey & { readonly text: Uint8Array },
): string => keyring.openText('opinion', one.text, transcriptPlace(id, one))

/** What stands in the table instead of a receipt code. */
export const codeHash = (keyring: Keyring, code: string): string => keyring.blindIndex('code', code)
