import {
  createDatabaseStorage,
  eraseAttachmentsOf,
  keepAttachments,
  readAttachmentSummary,
} from '../../attachments/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer, requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { sheetOf } from '../session-sheet.ts'
import { takeTold } from '../take-told.ts'
import { digestOfHeard } from './heard-facts.ts'
import { largestSounds } from './sound-kinds.ts'
import { putSound } from './sound-store.ts'

type NewSound = {
  readonly dialogueId: string
  /** An uploaded file that belongs to nothing yet. */
  readonly attachmentId: string
  /** `digestOfHeard` of the text that lay before who read it. */
  readonly heard: string
}

export const holderOfSound = (dialogueId: string): string => `sound:${dialogueId}`

const requireSound = async (scope: Scope, attachmentId: string): Promise<string> => {
  const file = await readAttachmentSummary({ database: scope.tx, keyring: scope.keyring }, attachmentId)
  const wrong = (what: 'kind' | 'size') =>
    new AppError('INVALID', `no sound to play: ${what}`, { phrase: `artefacts:sound.wrong.${what}`, field: 'file' })
  const largest = file?.mediaType && largestSounds[file.mediaType]
  if (file?.state !== 'stored' || !file.mediaType || largest === undefined) throw wrong('kind')
  if ((file.size ?? 0) > largest) throw wrong('size')
  return file.mediaType
}

/**
 * Makes an uploaded recording the sound of a session, in the place of the one before, which is erased. Nobody else
 * has to approve it, as it reads what was approved; if people were told anew meanwhile, it is refused.
 */
export const keepSound = async (scope: Scope, input: NewSound): Promise<void> => {
  const officer = requireOfficer(scope.actor)
  const { told, unit } = await takeTold(scope.tx, input.dialogueId)
  requireRole(officer, ['front_officer'], unit.path)
  const now = scope.clock.now()
  const textDigest = digestOfHeard(sheetOf(told, unit.fullName, now))
  if (input.heard !== textDigest) {
    throw new AppError('CONFLICT', 'the text was changed meanwhile', { phrase: 'artefacts:sound.wrong.text' })
  }
  const mediaType = await requireSound(scope, input.attachmentId)
  const { attachmentId } = input
  const holder = holderOfSound(told.id)
  await putSound(scope.tx, {
    dialogueId: told.id,
    attachmentId,
    textDigest,
    addedBy: officer.officerId,
    addedAt: now,
  })
  const replaced = await eraseAttachmentsOf(scope, createDatabaseStorage(scope.keyring), holder)
  await keepAttachments(scope, { attachmentIds: [attachmentId], holder })
  await recordAudit(scope, {
    action: 'session_sound.added',
    subject: { kind: 'dialogue', id: told.id },
    unitId: unit.id,
    details: { attachmentId, mediaType, replaced: replaced > 0 },
  })
}
