import type { Queryable } from '../database/index.ts'
import { asTold, findDialogue, type Dialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'

export type ToldSession = { readonly told: Dialogue; readonly unit: Unit }

/** A session as people were told of it, with the host's unit; what was not approved yet may not be spread. */
export const takeTold = async (db: Queryable, dialogueId: string): Promise<ToldSession> => {
  const dialogue = await findDialogue(db, dialogueId)
  const unit = dialogue && (await findUnit(db, dialogue.unitId))
  if (!dialogue || !unit) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  const told = asTold(dialogue)
  if (told) return { told, unit }
  throw new AppError('PRECONDITION', `session ${dialogue.id} was not announced`, { phrase: 'artefacts:cannot.untold' })
}
