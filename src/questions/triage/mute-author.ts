import { requireOfficer } from '../../kernel/actor.ts'
import type { Scope } from '../../database/index.ts'
import { AppError, isAppError } from '../../kernel/errors.ts'
import { muteResident } from '../../residents/index.ts'
import { lockForOfficer } from './lock-for-officer.ts'

export type MuteAuthor = {
  readonly opinionId: string
  readonly why: 'insults' | 'spam'
  /** Whole days, 1 to 30. */
  readonly days: number
}

/**
 * Holds the next messages of an opinion's author for a stated time; who that is stays unknown to the officer. The author
 * of an anonymous one is unknown to the house as well. They are told when they write, and may contest it.
 */
export const muteAuthor = async (scope: Scope, input: MuteAuthor): Promise<void> => {
  requireOfficer(scope.actor)
  const { row } = await lockForOfficer(scope, { opinionId: input.opinionId })
  if (row.authorId === null) {
    throw new AppError('PRECONDITION', 'nobody is known as the author', { phrase: 'triage:mute.anonymous' })
  }
  if (!Number.isInteger(input.days) || input.days < 1 || input.days > 30) {
    throw new AppError('INVALID', 'not a number of days', { phrase: 'triage:mute.bad', field: 'days' })
  }
  const until = new Date(scope.clock.now().getTime() + input.days * 86_400_000)
  try {
    await muteResident(scope, { residentId: row.authorId, why: input.why, until })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'FORBIDDEN') throw error
    throw new AppError('PRECONDITION', 'the author lives in another unit', { phrase: 'triage:mute.elsewhere' })
  }
}
