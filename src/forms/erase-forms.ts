import type { Scope } from '../database/index.ts'
import { eraseAttachment, type AttachmentStorage } from '../attachments/index.ts'
import { releaseFormLeaves } from '../receipts/index.ts'
import { eraseNamedAnswers, moveNamedAnswers } from './erase-store.ts'
import { deleteDraftsOfChats } from './form-store.ts'

/**
 * Erases what forms keep of a person: unfinished answers; of forms by name the words, the files and the name. What was
 * counted stays counted. An anonymous answer leads to nobody and stays.
 */
export const eraseFormsOf = async (
  scope: Scope,
  storage: AttachmentStorage,
  person: { readonly residentId: string | null; readonly chatIds: readonly number[] },
): Promise<void> => {
  await deleteDraftsOfChats(scope.tx, person.chatIds)
  if (person.residentId === null) return
  const { files, words } = await eraseNamedAnswers(scope.tx, scope.keyring, person.residentId)
  for (const id of files) await eraseAttachment(scope, storage, id)
  await releaseFormLeaves(scope, { answers: [], words }, 'erased')
}

/** Two contacts turned out to be one person: answers by name go with them. */
export const moveFormAnswers = async (scope: Scope, fromResidentId: string, toResidentId: string): Promise<void> =>
  await moveNamedAnswers(scope.tx, fromResidentId, toResidentId)
