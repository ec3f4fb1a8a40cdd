import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { asksOf, insertAsk, isOpenAsk } from './ask-store.ts'
import { lockForFront } from './lock-for-front.ts'
import { sealPrivate } from './sealed-privacy.ts'

const asksMax = 3
export const askWordsMax = 1_000
/** A question that nobody has answered for so long stands in nobody's way. */
const askWaitDays = 14
const dayMs = 86_400_000

/** A text that an officer writes to an author, within its bounds. */
export const wordsTo = (text: string, max: number, field: string): string => {
  const words = normaliseText(text).trim()
  if (words === '') throw new AppError('INVALID', 'no words', { phrase: 'privacy:refused.empty', field })
  if (words.length <= max) return words
  throw new AppError('INVALID', 'too many words', { phrase: 'privacy:refused.long', values: { max }, field })
}

/**
 * A Front officer asks an author back without knowing who it is; the bot carries it, and of an anonymous opinion it waits
 * at the code. One question at a time, three for an opinion.
 */
export const askAuthor = async (
  scope: Scope,
  input: { readonly opinionId: string; readonly question: string },
): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForFront(scope, input.opinionId)
  const question = wordsTo(input.question, askWordsMax, 'question')
  const before = await asksOf(scope.tx, row.id)
  const now = scope.clock.now()
  const isWaiting = before.some((ask) => isOpenAsk(ask) && ask.askedAt.getTime() > now.getTime() - askWaitDays * dayMs)
  if (isWaiting) {
    throw new AppError('PRECONDITION', 'a question waits already', { phrase: 'privacy:ask.waits', field: 'question' })
  }
  if (before.length >= asksMax) {
    throw new AppError('PRECONDITION', 'asked often enough', {
      phrase: 'privacy:ask.often',
      values: { max: asksMax },
      field: 'question',
    })
  }
  const id = newId()
  const sealed = sealPrivate(scope.keyring, 'opinion_asks.question', id, question)
  await insertAsk(scope.tx, { id, opinionId: row.id, question: sealed, askedBy: officerId, askedAt: now })
  await recordAudit(scope, {
    action: 'opinion.asked',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { ask: id },
  })
  return id
}
