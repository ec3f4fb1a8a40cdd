import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer, requireRole } from '../../kernel/actor.ts'
import { takeTold } from '../take-told.ts'
import { drawUpProof } from './draw-up-proof.ts'
import { digestOfProof, type NoticeProof } from './proof.ts'

export type KeptProof = { readonly proof: NoticeProof; readonly digest: string }

/**
 * Draws up the proof for the file of the session and enters its digest in the audit chain: a copy that is shown later is
 * the one that was made then, or it is not.
 */
export const keepProof = async (scope: Scope, input: { readonly dialogueId: string }): Promise<KeptProof> => {
  const officer = requireOfficer(scope.actor)
  const { unit } = await takeTold(scope.tx, input.dialogueId)
  requireRole(officer, ['front_officer', 'approver'], unit.path)
  const proof = await drawUpProof(scope.tx, input.dialogueId, scope.clock.now())
  const digest = digestOfProof(proof)
  await recordAudit(scope, {
    action: 'notice_proof.made',
    subject: { kind: 'dialogue', id: proof.dialogueId },
    unitId: unit.id,
    details: { digest, notices: proof.notices.length, isKept: proof.law?.isKept ?? null },
  })
  return { proof, digest }
}
