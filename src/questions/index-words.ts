import type { Scope } from '../database/index.ts'
import type { Transaction } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { forgetEntry, indexEntry } from '../search/index.ts'
import { readIndexable, unindexedIds } from './indexable-views.ts'

/** Makes an opinion findable by all of its wordings; one that is no longer read is found no more. */
export const indexOpinion = async (tx: Transaction, keyring: Keyring, id: string): Promise<void> => {
  const entry = await readIndexable(tx, keyring, id)
  if (entry) await indexEntry(tx, keyring, { ...entry, id, kind: 'opinion' })
  else await forgetEntry(tx, id)
}

/** What was handed in before there was a search, or was restored without its words. Returns how many it took. */
export const indexMissing = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const ids = await unindexedIds(scope.tx, 500)
  for (const id of ids) await indexOpinion(scope.tx, scope.keyring, id)
  return ids.length
}
