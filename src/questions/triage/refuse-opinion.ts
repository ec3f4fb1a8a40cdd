import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { lockForOfficer } from './lock-for-officer.ts'
import { insertRefusal, nextRefusalSeq, setRefused } from './refusal-store.ts'
import { refusalReasons, refusalWordsMax, sealRefusal, type RefusalReason } from './refusal.ts'

export type Refuse = {
  readonly opinionId: string
  readonly version?: number
  readonly why: RefusalReason
  /** To the author, in the officer's own words; may be empty where the reason says enough. */
  readonly words: string
}

/** Words about a refusal as they are kept; null where there are none. */
export const refusalWords = (text: string, field: string): string | null => {
  const words = normaliseText(text).trim()
  if (words.length <= refusalWordsMax) return words === '' ? null : words
  throw new AppError('INVALID', `words of ${words.length} characters`, {
    phrase: 'questions:refused.tooLong',
    values: { max: refusalWordsMax },
    field,
  })
}

/**
 * An officer does not take an opinion in, for a reason of the public list. Its words stay; the author is told some
 * minutes later, and may contest it once before another officer.
 */
export const refuseOpinion = async (scope: Scope, input: Refuse): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForOfficer(scope, input)
  if (row.state !== 'received' || row.triage !== 'waiting') {
    throw new AppError('PRECONDITION', `an opinion that is ${row.state} and ${row.triage} is not refused`, {
      phrase: 'questions:refused.decided',
    })
  }
  if (!refusalReasons.includes(input.why)) {
    throw new AppError('INVALID', 'no reason of the list', { phrase: 'triage:refused.reason', field: 'why' })
  }
  const words = refusalWords(input.words, 'words')
  // What to mend, or where to go instead, only the officer can say.
  if (words === null && (input.why === 'unclear' || input.why === 'other_procedure')) {
    throw new AppError('INVALID', 'this reason needs words', { phrase: 'triage:refused.words', field: 'words' })
  }
  const now = scope.clock.now()
  const key = { opinionId: row.id, seq: await nextRefusalSeq(scope.tx, row.id) }
  await insertRefusal(scope.tx, {
    ...key,
    why: input.why,
    words: sealRefusal(scope.keyring, key, words),
    refusedBy: officerId,
    refusedAt: now,
  })
  await setRefused(scope.tx, row.id, { officerId, at: now })
  await recordAudit(scope, {
    action: 'opinion.refused',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { why: input.why },
  })
}
