import { eraseAttachmentsOf, type AttachmentStorage } from '../attachments/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { chatsOfAuthor } from './author-views.ts'
import { holderOf } from './hand-in-opinion.ts'
import { forgetLimitsOf } from './limits.ts'
import { recountItems } from './items/item-store.ts'
import { deleteSupportsOf } from './items/support-store.ts'
import { blankOpinion, opinionIdsOf } from './opinion-store.ts'

/**
 * Erases all that a person has written, for their request or by a retention job: words, files, name, code and the link
 * to the person go, and what the hour has counted of their chats; the bare row stays as `erased`, so that every balance still adds up. Returns how many.
 */
export const eraseOpinionsOf = async (
  scope: Scope,
  storage: AttachmentStorage,
  residentId: string,
): Promise<number> => {
  const { actor } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== residentId)) {
    throw new AppError('FORBIDDEN', 'only the author or a job erases opinions', { phrase: 'errors:forbidden' })
  }
  const ids = await opinionIdsOf(scope.tx, residentId)
  const items: (string | null)[] = []
  for (const id of ids) {
    await eraseAttachmentsOf(scope, storage, holderOf(id))
    items.push(await blankOpinion(scope.tx, id))
  }
  items.push(...(await deleteSupportsOf(scope.tx, residentId)))
  await recountItems(scope.tx, items)
  await forgetLimitsOf(scope, await chatsOfAuthor(scope.tx, residentId))
  return ids.length
}
