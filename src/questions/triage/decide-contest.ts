import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { changedMeanwhile, lockForOfficer } from './lock-for-officer.ts'
import { lockRefusal, updateRefusal } from './refusal-store.ts'
import { setWaiting } from './triage-store.ts'

export type DecideContest = {
  readonly opinionId: string
  /** Which refusal the officer read. */
  readonly seq: number
  readonly outcome: 'upheld' | 'reopened'
}

/**
 * Another officer than the one who refused decides what its author says against it; a Front officer of a level above may,
 * too. Reopened, it waits in the queue again. The author is told either way, and it ends there.
 */
export const decideContest = async (scope: Scope, input: DecideContest): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForOfficer(scope, { opinionId: input.opinionId })
  const refusal = await lockRefusal(scope.tx, row.id)
  if (!refusal || refusal.seq !== input.seq || refusal.contestedAt === null || refusal.decidedAt !== null) {
    throw changedMeanwhile('a contest')
  }
  if (refusal.refusedBy === officerId) {
    throw new AppError('PRECONDITION', 'who refused does not decide', { phrase: 'triage:contest.ownRefusal' })
  }
  if (row.state !== 'received' || row.triage !== 'refused') throw changedMeanwhile('an opinion')
  const now = scope.clock.now()
  await updateRefusal(scope.tx, refusal, { decidedAt: now, decidedBy: officerId, outcome: input.outcome })
  if (input.outcome === 'reopened') await setWaiting(scope.tx, row)
  await recordAudit(scope, {
    action: 'opinion.contest-decided',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { outcome: input.outcome, why: refusal.why },
  })
}
