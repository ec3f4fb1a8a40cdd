import { eraseAttachment, type AttachmentStorage } from '../../attachments/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { lockForOfficer } from './lock-for-officer.ts'
import { hasFile, insertRemovedFile } from './triage-store.ts'

/** A picture of an identity paper is deleted for good, and its sender is told; the rest of the opinion stays. */
export const removeIdentityPhoto = async (
  scope: Scope,
  storage: AttachmentStorage,
  input: { readonly opinionId: string; readonly attachmentId: string },
): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForOfficer(scope, { opinionId: input.opinionId })
  if (!(await hasFile(scope.tx, row.id, input.attachmentId))) {
    throw new AppError('NOT_FOUND', 'no such file of this opinion', { phrase: 'errors:notFound' })
  }
  // Pressed twice: it is gone, and told once.
  if (!(await eraseAttachment(scope, storage, input.attachmentId))) return
  await insertRemovedFile(scope.tx, {
    opinionId: row.id,
    attachmentId: input.attachmentId,
    removedBy: officerId,
    removedAt: scope.clock.now(),
  })
  await recordAudit(scope, {
    action: 'opinion.identity-photo-removed',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: {},
  })
}
