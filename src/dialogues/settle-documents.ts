import {
  createDatabaseStorage,
  describeMediaType,
  eraseAttachment,
  keepAttachments,
  readAttachmentSummary,
} from '../attachments/index.ts'
import type { Scope } from '../database/index.ts'
import type { InformationPack } from './dialogue-parts.ts'
import { wrongField } from './wrong-field.ts'

type Documents = NonNullable<InformationPack['documents']>

const without = (some: Documents, others: Documents): string[] =>
  some.map((one) => one.attachmentId).filter((id) => !others.some((other) => other.attachmentId === id))

/** Pictures, PDF and Word: what every phone opens. */
const requireReadable = async (scope: Scope, attachmentId: string): Promise<void> => {
  const file = await readAttachmentSummary({ database: scope.tx, keyring: scope.keyring }, attachmentId)
  if (file?.state !== 'stored' || file.mediaType === undefined) throw wrongField('pack', 'document')
  const { kind } = describeMediaType(file.mediaType)
  if (kind !== 'image' && kind !== 'document') throw wrongField('pack', 'documentKind')
}

/** For the audit: ids only, and nothing where no file came or went. */
export type SettledDocuments = {
  readonly documentsAdded?: readonly string[]
  readonly documentsRemoved?: readonly string[]
}

/**
 * The files of a session follow its list of documents: what is new must have been uploaded and belong to nothing, so
 * that nobody's photo gets into a pack, and belongs to the session from now on; what is dropped is erased.
 */
export const settleDocuments = async (
  scope: Scope,
  dialogueId: string,
  before: InformationPack,
  after: InformationPack,
): Promise<SettledDocuments> => {
  const [old, wanted] = [before.documents ?? [], after.documents ?? []]
  const added = without(wanted, old)
  const removed = without(old, wanted)
  for (const id of added) await requireReadable(scope, id)
  await keepAttachments(scope, { attachmentIds: added, holder: `dialogue:${dialogueId}` })
  const storage = createDatabaseStorage(scope.keyring)
  for (const id of removed) await eraseAttachment(scope, storage, id)
  return {
    ...(added.length > 0 ? { documentsAdded: added } : {}),
    ...(removed.length > 0 ? { documentsRemoved: removed } : {}),
  }
}
