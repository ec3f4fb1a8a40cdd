import type { Scope } from '../database/index.ts'
import { asTold, findDialogue, isOver, type Dialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'

/** A session that people know of and that is still to come, or under way; refuses any other. */
export const openSession = async (scope: Scope, dialogueId: string): Promise<Dialogue> => {
  const found = await findDialogue(scope.tx, dialogueId)
  const session = found ? asTold(found) : null
  if (!session) throw new AppError('NOT_FOUND', 'no session that was announced', { phrase: 'dialogues:schedule.gone' })
  if (session.state === 'cancelled') {
    throw new AppError('PRECONDITION', `session ${session.id} is cancelled`, { phrase: 'attendance:cannot.cancelled' })
  }
  if (isOver(session, scope.clock.now())) {
    throw new AppError('PRECONDITION', `session ${session.id} is over`, { phrase: 'attendance:cannot.over' })
  }
  return session
}
