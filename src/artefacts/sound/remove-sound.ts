import { createDatabaseStorage, eraseAttachmentsOf } from '../../attachments/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer, requireRole } from '../../kernel/actor.ts'
import { takeTold } from '../take-told.ts'
import { holderOfSound } from './keep-sound.ts'
import { dropSound } from './sound-store.ts'

/** Takes the recording of a session away and erases it; without one nothing happens. */
export const removeSound = async (scope: Scope, input: { readonly dialogueId: string }): Promise<void> => {
  const officer = requireOfficer(scope.actor)
  const { told, unit } = await takeTold(scope.tx, input.dialogueId)
  requireRole(officer, ['front_officer'], unit.path)
  if (!(await dropSound(scope.tx, told.id))) return
  await eraseAttachmentsOf(scope, createDatabaseStorage(scope.keyring), holderOfSound(told.id))
  await recordAudit(scope, {
    action: 'session_sound.removed',
    subject: { kind: 'dialogue', id: told.id },
    unitId: unit.id,
    details: {},
  })
}
