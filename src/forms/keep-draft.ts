import type { Scope } from '../database/index.ts'
import { requireResident, requireSystem } from '../kernel/actor.ts'
import type { Values } from './flow.ts'
import { deleteDraft, deleteOldDrafts, putDraft } from './form-store.ts'
import { sealDraft } from './sealed-columns.ts'

/** An answer that was begun and not sent is kept so long. */
export const draftDays = 30

type Place = { readonly formId: string; readonly chatId: number }

/** Keeps an unfinished answer of a chat, sealed, so that days later it goes on where it stopped. */
export const keepDraft = async (
  scope: Scope,
  { formId, chatId, version, values }: Place & { readonly version: number; readonly values: Values },
): Promise<void> => {
  requireResident(scope.actor)
  const state = sealDraft(scope.keyring, { formId, chatId }, values)
  await putDraft(scope.tx, { formId, chatId, version, state, updatedAt: scope.clock.now() })
}

/** Forgets an unfinished answer: it was sent, or is given up. */
export const dropDraft = async (scope: Scope, { formId, chatId }: Place): Promise<void> => {
  requireResident(scope.actor)
  await deleteDraft(scope.tx, formId, chatId)
}

/** A nightly job: answers begun more than a month ago and never sent are forgotten. Returns how many. */
export const forgetOldDrafts = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  return await deleteOldDrafts(scope.tx, new Date(scope.clock.now().getTime() - draftDays * 86_400_000))
}
