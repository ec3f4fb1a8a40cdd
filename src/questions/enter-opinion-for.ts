import { randomUUID } from 'node:crypto'
import { keepAttachments } from '../attachments/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { formatCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { giveOpinionLeaf } from './give-opinion-leaf.ts'
import { cutToDay, holderOf } from './hand-in-opinion.ts'
import { insertFiles, insertOpinion, insertWording } from './opinion-store.ts'
import {
  filesMax,
  nameToShow,
  wordsToKeep,
  type OfficerChannel,
  type OpinionClass,
  type OpinionNaming,
} from './opinion.ts'
import { whatPresses } from './triage/what-presses.ts'

export type EnterFor = {
  /** The unit's path from the country down; the last is the unit that it concerns. */
  readonly unitPath: readonly string[]
  readonly dialogueId?: string
  readonly opinionClass: OpinionClass
  readonly naming: OpinionNaming
  readonly name?: string
  /** The person's own words, as they said or wrote them. */
  readonly text: string
  readonly attachmentIds?: readonly string[]
  /** They came, called or wrote on paper. */
  readonly channel: OfficerChannel
  readonly language: 'vi' | 'en'
}

/** What stands on the slip that the person takes home. */
export type PrintedReceipt = {
  readonly opinionId: string
  /** As people read it: `4821 9370 6514`. */
  readonly code: string
  readonly unitId: string
  readonly dialogueId?: string
  readonly opinionClass: OpinionClass
  readonly naming: OpinionNaming
  readonly channel: OfficerChannel
  readonly receivedAt: Date
  readonly words: string
  readonly files: number
}

/**
 * An officer of the unit enters what somebody said at the desk, on the phone or on paper. Nothing of the person is
 * kept but the name they want shown; the code on the slip is their key, also in the chat.
 */
export const enterOpinionFor = async (scope: Scope, input: EnterFor): Promise<PrintedReceipt> => {
  requireRole(scope.actor, ['front_officer', 'group_head'], input.unitPath)
  const { officerId } = requireOfficer(scope.actor)
  const unitId = input.unitPath.at(-1)
  if (unitId === undefined) {
    throw new AppError('INVALID', 'no unit', { phrase: 'questions:refused.unit', field: 'unit' })
  }
  const text = wordsToKeep(input.text)
  const files = [...new Set(input.attachmentIds ?? [])]
  if (text === '' && files.length === 0) {
    throw new AppError('INVALID', 'an opinion without words', { phrase: 'questions:refused.empty', field: 'text' })
  }
  if (files.length > filesMax) {
    throw new AppError('LIMIT', 'too many files', { phrase: 'questions:refused.files', values: { max: filesMax } })
  }
  const isAnonymous = input.naming === 'anonymous'
  const id = isAnonymous ? randomUUID() : newId()
  const now = scope.clock.now()
  const receivedAt = isAnonymous ? cutToDay(now) : now
  const { dialogueId, opinionClass, naming, channel, language } = input
  const code = await insertOpinion(scope.tx, scope.keyring, {
    id,
    unitId,
    dialogueId: dialogueId ?? null,
    opinionClass,
    naming,
    name: nameToShow(naming, input.name),
    channel,
    language,
    receivedAt,
    enteredBy: officerId,
    pressing: await whatPresses(scope.tx, { unitId, text }),
  })
  if (text !== '') {
    await insertWording(scope.tx, scope.keyring, { opinionId: id, source: 'officer', text, at: receivedAt })
  }
  await giveOpinionLeaf(scope, {
    opinionId: id,
    unitId,
    dialogueId: dialogueId ?? null,
    kind: 'opinion',
    wording: text === '' ? 0 : 1,
    words: text,
    code,
  })
  await keepAttachments(scope, { attachmentIds: files, holder: holderOf(id), anonymous: isAnonymous })
  await insertFiles(scope.tx, id, files)
  await recordAudit(scope, {
    action: 'opinion.entered',
    // The entry carries the exact moment, which must not lead to an anonymous opinion.
    subject: isAnonymous ? { kind: 'unit', id: unitId } : { kind: 'opinion', id },
    unitId,
    details: { channel, naming },
  })
  return {
    opinionId: id,
    code: formatCode(code),
    unitId,
    ...(dialogueId === undefined ? {} : { dialogueId }),
    opinionClass,
    naming,
    channel,
    receivedAt,
    words: text,
    files: files.length,
  }
}
