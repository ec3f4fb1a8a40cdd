import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { lockOpinion, type OpinionRow } from './opinion-store.ts'
import { codeHash } from './sealed-columns.ts'

/** How a person points at something of theirs: by its id in their list, or by the code on the receipt. */
export type Pointed = { readonly opinionId: string } | { readonly code: string }

const unknown = (): AppError =>
  new AppError('NOT_FOUND', 'no such opinion of this person', { phrase: 'questions:refused.unknown' })

/**
 * Locks an opinion for its author. Where an author is known nobody else may act, whatever code they hold; where none
 * is known (anonymous, or entered at the desk) the code is the key. Others learn nothing, not even that it exists.
 */
export const lockOwnOpinion = async (scope: Scope, pointed: Pointed): Promise<OpinionRow> => {
  const { residentId } = requireResident(scope.actor)
  const byCode = 'code' in pointed
  if (!byCode && !isId(pointed.opinionId)) throw unknown()
  const by = byCode ? { codeHash: codeHash(scope.keyring, pointed.code) } : { id: pointed.opinionId }
  const row = await lockOpinion(scope.tx, by)
  if (!row) throw unknown()
  const isTheirs = row.authorId === null ? byCode : row.authorId === residentId
  if (!isTheirs) throw unknown()
  return row
}
