import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { searchEntries } from '../database/tables/search.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { asVector, lexemesOf } from './lexemes.ts'

/** An opinion, a matter, a session, an answer that was given, a concluded task, an opinion form. */
export type SearchKind = 'opinion' | 'item' | 'dialogue' | 'answer' | 'task' | 'form'

export type SearchEntry = {
  readonly id: string
  readonly kind: SearchKind
  readonly at: Date
  /** The unit it belongs to, with all above it. */
  readonly unitPath: readonly string[]
  readonly dialogueId: string | null
  /** All that it shall be found by. */
  readonly texts: readonly string[]
}

/** Makes something findable, or findable by other words than before. Of the texts keyed hashes are kept, nothing else. */
export const indexEntry = async (tx: Transaction, keyring: Keyring, entry: SearchEntry): Promise<void> => {
  const lexemes = [
    `k:${entry.kind}`,
    ...entry.unitPath.map((id) => `u:${id}`),
    ...(entry.dialogueId === null ? [] : [`d:${entry.dialogueId}`]),
    ...lexemesOf(keyring, entry.texts.join('\n')),
  ]
  const words = sql`${asVector(lexemes)}::tsvector`
  await tx
    .insert(searchEntries)
    .values({ id: entry.id, kind: entry.kind, at: entry.at, words })
    .onConflictDoUpdate({ target: searchEntries.id, set: { at: entry.at, words } })
}

/** Something is found no more. */
export const forgetEntry = async (tx: Transaction, id: string): Promise<void> => {
  await tx.delete(searchEntries).where(eq(searchEntries.id, id))
}
