import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { noticeCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { checkFields } from './check-fields.ts'
import { checkPlaces, hostUnit } from './check-places.ts'
import { fieldsOf, type DialogueInput } from './dialogue-input.ts'
import { insertDialogue, type NewDialogue } from './dialogue-store.ts'
import { findDialogue } from './dialogue-views.ts'
import type { Dialogue } from './dialogue.ts'
import { indexDialogue } from './index-words.ts'
import { withCouncil } from './with-council.ts'
import { settleDocuments } from './settle-documents.ts'

// A ward never uses a noticeable part of the 100,000 codes, so a free one is found at once.
const codeTries = 50

const insertWithCode = async (scope: Scope, made: Omit<NewDialogue, 'noticeCode'>): Promise<void> => {
  for (let tries = 0; tries < codeTries; tries += 1) {
    if (await insertDialogue(scope.tx, { ...made, noticeCode: noticeCode() }, scope.clock.now())) return
  }
  throw new AppError('UNAVAILABLE', 'no free notice code was found')
}

/** Opens the record of a session as a draft; nobody is told before an announcement is approved. */
export const callDialogue = async (scope: Scope, input: DialogueInput): Promise<Dialogue> => {
  const officer = requireOfficer(scope.actor)
  const host = await hostUnit(scope.tx, input.unitId)
  requireRole(officer, ['front_officer'], host.path)
  const now = scope.clock.now()
  const fields = await withCouncil(scope.tx, fieldsOf(input, now), host)
  checkFields(fields, now)
  const audienceUnits = await checkPlaces(scope.tx, fields, host)
  const id = newId()
  const documents = await settleDocuments(scope, id, {}, fields.pack)
  await insertWithCode(scope, { ...fields, audienceUnits, id, unitId: host.id, createdBy: officer.officerId })
  await indexDialogue(scope, id)
  await recordAudit(scope, {
    action: 'dialogue.called',
    subject: { kind: 'dialogue', id },
    unitId: host.id,
    details: {
      type: fields.type,
      rhythm: fields.rhythm,
      audienceUnits,
      ...documents,
    },
  })
  const made = await findDialogue(scope.tx, id)
  if (!made) throw new AppError('INTERNAL', 'a session that was just written is not there')
  return made
}
