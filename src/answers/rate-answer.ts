import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { atVietnamTime, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { ratingDays, reasonWordsMax, type RatingReason, type Score } from './answer.ts'
import { sealWords } from './sealed-words.ts'
import { takeVoice, type Whose } from './take-voice.ts'
import { changeRating, insertRating, lockRating } from './voice-store.ts'
import { readText, wrongField } from './wrong-field.ts'

type RateInput = Whose & { readonly score: Score; readonly reason?: RatingReason; readonly words?: string }

const day = 86_400_000

/**
 * What an asker thinks of an answer. Once; may be changed within seven days. A reason belongs to whoever is not satisfied.
 * An anonymous one leaves no trace in the audit, for the same reason as it keeps no hour.
 */
export const rateAnswer = async (scope: Scope, input: RateInput): Promise<void> => {
  const { answer, voice } = await takeVoice(scope, input)
  const { score } = input
  const reason = score === 'satisfied' ? null : (input.reason ?? null)
  const said = readText(input.words ?? '', { field: 'words', max: reasonWordsMax, isOptional: true })
  if (said !== '' && reason === null) throw wrongField('reason', 'choose')
  const exact = scope.clock.now()
  // Of an unknown author only the day stays: a moment would lead to a chat.
  const now = voice.residentId === null ? atVietnamTime(vietnamDate(exact), '00:00') : exact
  const known = await lockRating(scope.tx, answer.id, voice)
  const id = known?.id ?? newId()
  const words = said === '' ? null : sealWords(scope.keyring, 'answer_ratings.words', id, said)
  if (known && now.getTime() - known.ratedAt.getTime() > ratingDays * day) {
    throw new AppError('PRECONDITION', 'a rating older than it may be changed', {
      phrase: 'answers:rate.tooLate',
      values: { count: ratingDays },
    })
  }
  if (known) await changeRating(scope.tx, id, { score, reason, words, changedAt: now })
  else if (!(await insertRating(scope.tx, { id, answerId: answer.id, ...voice, score, reason, words, ratedAt: now }))) {
    throw new AppError('CONFLICT', 'rated twice at once', { phrase: 'answers:changedMeanwhile' })
  }
  if (voice.residentId === null) return
  await recordAudit(scope, {
    action: 'answer.rated',
    subject: { kind: 'item', id: answer.itemId },
    unitId: answer.unitId,
    details: { answerId: answer.id },
  })
}
