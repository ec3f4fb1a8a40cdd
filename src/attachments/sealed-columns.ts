import { createHash } from 'node:crypto'
import type { Keyring } from '../kernel/keyring.ts'
import type { PendingSource } from './attachment.ts'

const sourcePlace = (id: string): string => `attachments.source:${id}`
const namePlace = (id: string): string => `attachments.name:${id}`

export const sealSource = (keyring: Keyring, id: string, source: PendingSource): Buffer =>
  keyring.seal('attachment', JSON.stringify(source), sourcePlace(id))

export const openSource = (keyring: Keyring, id: string, sealed: Uint8Array): PendingSource =>
  JSON.parse(keyring.openText('attachment', sealed, sourcePlace(id))) as PendingSource

/** At most 200 characters of what the sender's device called it: enough for a person, no place for a novel. */
export const sealName = (keyring: Keyring, id: string, name: string | undefined): Buffer | null =>
  name === undefined || name === '' ? null : keyring.seal('attachment', name.slice(0, 200), namePlace(id))

export const openName = (keyring: Keyring, id: string, sealed: Uint8Array | null): string | undefined =>
  sealed === null ? undefined : keyring.openText('attachment', sealed, namePlace(id))

export const digestOf = (keyring: Keyring, bytes: Uint8Array): string =>
  keyring.blindIndex('attachment', createHash('sha256').update(bytes).digest('hex'))
