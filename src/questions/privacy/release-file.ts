import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { setReleased } from './file-store.ts'
import { lockForFront } from './lock-for-front.ts'

/** Lets readers beside the Front have a file of an opinion, or takes that back. */
export const releaseFile = async (
  scope: Scope,
  input: { readonly opinionId: string; readonly attachmentId: string; readonly isReleased: boolean },
): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForFront(scope, input.opinionId)
  const { attachmentId, isReleased } = input
  const by = isReleased ? { officerId, at: scope.clock.now() } : null
  const isDone = isId(attachmentId) && (await setReleased(scope.tx, { opinionId: row.id, attachmentId }, by))
  if (!isDone) throw new AppError('NOT_FOUND', 'no such file', { phrase: 'errors:notFound' })
  await recordAudit(scope, {
    action: isReleased ? 'file.released' : 'file.closed',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { file: attachmentId },
  })
}
