import { decryptWith, openWords, threshold, type Envelope } from './crypto.ts'

export type OpenedExport = {
  readonly opinions: readonly string[]
  /** Envelopes that these keys do not open, or that were changed. */
  readonly unreadable: number
}

type Exported = { readonly envelopes: readonly (Envelope & { readonly id: string })[] }

/**
 * Opens a file of envelopes away from any server, with two or more readers' identities. Null where fewer keys fit than
 * are needed.
 */
export const openExport = async (file: string, identities: readonly string[]): Promise<OpenedExport | null> => {
  const { envelopes } = JSON.parse(file) as Exported
  const opinions: string[] = []
  let unreadable = 0
  const fitting = new Set<string>()
  for (const envelope of envelopes) {
    const shares: Uint8Array[] = []
    for (const identity of identities) {
      for (const [reader, share] of Object.entries(envelope.shares)) {
        try {
          shares.push(await decryptWith(identity, share))
          fitting.add(reader)
        } catch {
          // Sealed to somebody else.
        }
      }
    }
    const words = await openWords(envelope, shares)
    if (words === null) unreadable += 1
    else opinions.push(words)
  }
  return fitting.size < threshold && envelopes.length > 0 ? null : { opinions, unreadable }
}
