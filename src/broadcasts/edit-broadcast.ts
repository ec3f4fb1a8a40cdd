import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import type { NoticeTexts } from './broadcast.ts'
import { insertContents, updateBroadcast } from './broadcast-store.ts'
import { readContent } from './broadcast-views.ts'
import { checkTexts } from './check-texts.ts'
import { takeBroadcast } from './take-broadcast.ts'

type Edit = {
  readonly id: string
  /** Version of the words that the officer saw. */
  readonly version: number
  readonly texts: Partial<NoticeTexts>
}

/** Gives a draft other words, as a new version; every fact that a notice must carry stays. Gives the new version. */
export const editBroadcast = async (scope: Scope, input: Edit): Promise<number> => {
  const { broadcast, officer } = await takeBroadcast(scope, input.id, ['front_officer', 'approver'])
  if (broadcast.state !== 'draft' && broadcast.state !== 'rejected') {
    throw new AppError('PRECONDITION', `broadcast ${broadcast.id} is ${broadcast.state}`, {
      phrase: 'broadcasts:cannot.edit',
    })
  }
  if (broadcast.contentVersion !== input.version) {
    throw new AppError('CONFLICT', `broadcast ${broadcast.id} is at version ${broadcast.contentVersion}`, {
      phrase: 'errors:conflict',
    })
  }
  const session = await findDialogue(scope.tx, broadcast.dialogueId)
  const standing = await readContent(scope.tx, broadcast.id)
  if (!session || !standing) throw new AppError('INTERNAL', `broadcast ${broadcast.id} has no session or no words`)
  const texts = {
    vi: normaliseText(input.texts.vi ?? standing.texts.vi).trim(),
    en: normaliseText(input.texts.en ?? standing.texts.en).trim(),
  }
  checkTexts(texts, broadcast, session)
  const version = broadcast.contentVersion + 1
  const now = scope.clock.now()
  await updateBroadcast(scope.tx, broadcast.id, { contentVersion: version, state: 'draft', rejectedWhy: null }, now)
  await insertContents(scope.tx, broadcast.id, { version, texts, writtenBy: officer.officerId }, now)
  await recordAudit(scope, {
    action: 'broadcast.edited',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: broadcast.unitId,
    details: { version },
  })
  return version
}
