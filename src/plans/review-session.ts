import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'
import { lengths } from './plan.ts'
import { putReview } from './plan-store.ts'
import { reviewPoints } from './review.ts'
import { changedMeanwhile, notNow, readText, wrongField } from './wrong-field.ts'

export type ReviewInput = {
  readonly dialogueId: string
  /** The one that was seen; 0 where none was there. */
  readonly version: number
  readonly marks: Readonly<Record<string, string>>
  readonly good: string
  readonly weak: string
  readonly lessons: string
}

/** Rút kinh nghiệm: what a session that was held has taught. The lessons stand in the next year's plan from its start. */
export const reviewSession = async (scope: Scope, input: ReviewInput): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const dialogue = await findDialogue(scope.tx, input.dialogueId)
  const unit = dialogue && (await findUnit(scope.tx, dialogue.unitId))
  if (!dialogue || !unit) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  if (dialogue.state !== 'held' && dialogue.state !== 'concluded') throw notNow('notHeld')
  const marks: Record<string, 'good' | 'weak'> = {}
  for (const point of reviewPoints) {
    const mark = input.marks[point] ?? ''
    if (mark === 'good' || mark === 'weak') marks[point] = mark
    else if (mark !== '') throw wrongField(point, 'choice')
  }
  const [good, weak, lessons] = (['good', 'weak', 'lessons'] as const).map((field) =>
    readText(field, input[field], lengths.words),
  ) as [string, string, string]
  if (Object.keys(marks).length === 0 && good + weak + lessons === '') throw wrongField('lessons', 'emptyReview')
  const row = {
    dialogueId: dialogue.id,
    marks,
    good,
    weak,
    lessons,
    writtenBy: officerId,
    writtenAt: scope.clock.now(),
  }
  if (!(await putReview(scope.tx, row, input.version))) throw changedMeanwhile()
  await recordAudit(scope, {
    action: 'session.reviewed',
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: { marks: Object.keys(marks).length },
  })
}
