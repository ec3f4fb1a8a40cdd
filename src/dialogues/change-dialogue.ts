import { isDeepStrictEqual } from 'node:util'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { checkFields } from './check-fields.ts'
import { checkPlaces, hostUnit } from './check-places.ts'
import { tidyFields, type DialogueChanges } from './dialogue-input.ts'
import { updateFields } from './dialogue-store.ts'
import type { Dialogue, DialogueFields } from './dialogue.ts'
import { indexDialogue } from './index-words.ts'
import { noticeDue, type NoticeKind } from './notice-facts.ts'
import { withCouncil } from './with-council.ts'
import { settleDocuments } from './settle-documents.ts'
import { takeDialogue } from './take-dialogue.ts'

export type ChangeOutcome = {
  readonly dialogue: Dialogue
  /** What people must be told now, if they must. */
  readonly noticeDue: NoticeKind | null
}

type Change = {
  readonly id: string
  /** The version that the officer saw. */
  readonly version: number
  readonly changes: DialogueChanges
}

const fieldsOfRecord = (dialogue: Dialogue): DialogueFields => {
  const {
    id: _id,
    unitId: _unit,
    state: _state,
    cancelledWhy: _why,
    told: _told,
    noticeCode: _code,
    version: _version,
    createdBy: _by,
    createdAt: _created,
    updatedAt: _updated,
    ...fields
  } = dialogue
  return fields
}

/** A pack that says nothing of documents keeps those that are there: to lose files takes an empty list. */
const withDocuments = (changes: DialogueChanges, { pack: { documents } }: Dialogue): DialogueChanges => {
  const { pack } = changes
  return pack === undefined || documents === undefined ? changes : { ...changes, pack: { documents, ...pack } }
}

/** Changes a session that is not yet over; says when people have to be told. */
export const changeDialogue = async (scope: Scope, input: Change): Promise<ChangeOutcome> => {
  const officer = requireOfficer(scope.actor)
  const before = await takeDialogue(scope, input.id)
  const host = await hostUnit(scope.tx, before.unitId)
  requireRole(officer, ['front_officer'], host.path)
  if (before.version !== input.version) {
    throw new AppError('CONFLICT', `session ${before.id} is at version ${before.version}, not ${input.version}`, {
      phrase: 'errors:conflict',
    })
  }
  if (before.state !== 'draft' && before.state !== 'announced') {
    throw new AppError('PRECONDITION', `session ${before.id} is ${before.state}`, { phrase: 'dialogues:cannot.change' })
  }
  const now = scope.clock.now()
  const current = fieldsOfRecord(before)
  const tidy = await withCouncil(
    scope.tx,
    tidyFields({ ...current, ...withDocuments(input.changes, before) }),
    host,
    before.councilSessionId,
  )
  checkFields(tidy, now, tidy.startsAt.getTime() === before.startsAt.getTime())
  const fields = { ...tidy, audienceUnits: (await checkPlaces(scope.tx, tidy, host)).toSorted() }
  const changed = (Object.keys(fields) as (keyof DialogueFields)[]).filter(
    (name) => !isDeepStrictEqual(fields[name], current[name]),
  )
  if (changed.length === 0) return { dialogue: before, noticeDue: noticeDue(before) }
  if (before.state === 'announced' && changed.includes('audienceUnits')) {
    // The people of a unit that is dropped would wait in vain, those of a new one would hear of nothing.
    throw new AppError('PRECONDITION', `session ${before.id} is announced to its audience`, {
      phrase: 'dialogues:cannot.changeAudience',
      field: 'audienceUnits',
    })
  }
  const documents = await settleDocuments(scope, before.id, before.pack, fields.pack)
  await updateFields(scope.tx, before.id, before.version, fields, now)
  await indexDialogue(scope, before.id)
  await recordAudit(scope, {
    action: 'dialogue.changed',
    subject: { kind: 'dialogue', id: before.id },
    unitId: host.id,
    details: {
      version: before.version + 1,
      fields: changed,
      ...documents,
    },
  })
  const dialogue = await takeDialogue(scope, before.id)
  return { dialogue, noticeDue: noticeDue(dialogue) }
}
