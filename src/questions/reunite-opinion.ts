import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { lockOpinion, moveOneOpinion, type OpinionRow } from './opinion-store.ts'
import { isAuthorLost } from './reunite-views.ts'
import { codeHash } from './sealed-columns.ts'

type Pointed = { readonly code: string }

const findLost = async (scope: Scope, { code }: Pointed): Promise<OpinionRow | null> => {
  const { residentId } = requireResident(scope.actor)
  const row = await lockOpinion(scope.tx, { codeHash: codeHash(scope.keyring, code) })
  if (!row || row.authorId === null || row.authorId === residentId || row.state === 'erased') return null
  return (await isAuthorLost(scope.tx, row.authorId)) ? row : null
}

/** Whether the receipt is of somebody whose every account is gone for good: then it may be theirs who shows it. */
export const mayReunite = async (scope: Scope, pointed: Pointed): Promise<boolean> =>
  (await findLost(scope, pointed)) !== null

/**
 * An opinion becomes that of whoever shows its receipt, once no account is left on which its author could speak: the code
 * is all they took along. One opinion for one code, so that a receipt that somebody found opens nothing but itself.
 */
export const reuniteOpinion = async (scope: Scope, pointed: Pointed): Promise<boolean> => {
  const actor = requireResident(scope.actor)
  const row = await findLost(scope, pointed)
  if (!row) return false
  await moveOneOpinion(scope.tx, row.id, { residentId: actor.residentId, chatId: Number(actor.chatId) })
  await recordAudit(scope, { action: 'opinion.reunited', subject: { kind: 'opinion', id: row.id } })
  return true
}
