import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { lockResident, type ResidentRow } from './resident-store.ts'

/** The resident who acts, locked for this turn: two chats of one person must not overwrite each other. */
export const ownResident = async (scope: Scope): Promise<ResidentRow> => {
  const { residentId } = requireResident(scope.actor)
  const row = await lockResident(scope.tx, residentId)
  if (row) return row
  throw new AppError('NOT_FOUND', 'the resident was erased meanwhile', { phrase: 'residents:erasedMeanwhile' })
}
