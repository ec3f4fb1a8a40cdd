import type { Scope } from '../database/index.ts'
import { changeDialogue, type ChangeOutcome } from './change-dialogue.ts'
import { takeDialogue } from './take-dialogue.ts'

type NewDocument = {
  readonly id: string
  /** An uploaded file that belongs to nothing yet. */
  readonly attachmentId: string
  /** What people read instead of a file name. */
  readonly name: string
}

/** Puts an uploaded file at the end of a session's documents. Order, titles and removal are `changeDialogue`. */
export const addDocument = async (scope: Scope, input: NewDocument): Promise<ChangeOutcome> => {
  const { id, attachmentId, name } = input
  const { version, pack } = await takeDialogue(scope, id)
  const documents = [...(pack.documents ?? []), { attachmentId, name }]
  return await changeDialogue(scope, { id, version, changes: { pack: { ...pack, documents } } })
}
