import type { OutgoingMessage } from '../../src/channels/port.ts'
import type { StoredEntry } from './means.ts'

export type OwnFile = { readonly attachmentId: string; readonly media: 'image' | 'voice' | 'video' | 'file' }

/** What stands on the page. Notices are written by the house when a text must leave or the person was erased. */
export type EntryBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly label: string }
  | { readonly kind: 'file'; readonly file: OwnFile; readonly caption?: string }
  | { readonly kind: 'message'; readonly message: OutgoingMessage }
  | { readonly kind: 'redacted' }
  | { readonly kind: 'redaction'; readonly seqs: readonly number[] }
  | { readonly kind: 'cleared' }

/** The body that this adapter or the house wrote; anything else is from a newer version and shown as nothing. */
export const bodyOf = (entry: StoredEntry): EntryBody => {
  const body = entry.body as Partial<EntryBody> | null
  return body?.kind === undefined ? { kind: 'redacted' } : (body as EntryBody)
}

/** The file that an entry shows, if it shows one. */
export const fileOf = (entry: StoredEntry): string | undefined => {
  const body = bodyOf(entry)
  if (body.kind === 'file') return body.file.attachmentId
  return body.kind === 'message' ? body.message.file?.attachmentId : undefined
}

/** The words of a pressed choice, so that the page shows what was meant and not its data. */
export const labelOf = (entries: readonly StoredEntry[], data: string): string | undefined => {
  for (const entry of entries.toReversed()) {
    const body = bodyOf(entry)
    if (body.kind !== 'message') continue
    const choice = body.message.choices?.find((one) => one.data === data)
    if (choice) return `${choice.number}. ${choice.label}`
  }
  return undefined
}
