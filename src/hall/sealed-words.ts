import type { Keyring } from '../kernel/keyring.ts'

type Place = 'floor_questions.words' | 'floor_questions.code' | 'hall_notes.words'

export const sealHall = (keyring: Keyring, place: Place, id: string, text: string): Buffer =>
  keyring.seal('opinion', text, `${place}:${id}`)

export const openHall = (keyring: Keyring, place: Place, id: string, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, `${place}:${id}`)
