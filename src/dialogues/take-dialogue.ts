import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { lockDialogue } from './dialogue-store.ts'
import { findDialogue } from './dialogue-views.ts'
import type { Dialogue } from './dialogue.ts'

/** Reads the record and holds it until the transaction ends. */
export const takeDialogue = async (scope: Scope, id: string): Promise<Dialogue> => {
  const found = isId(id) && (await lockDialogue(scope.tx, id)) ? await findDialogue(scope.tx, id) : undefined
  if (found) return found
  throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
}
