import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { atVietnamTime, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { reasonWordsMax } from './answer.ts'
import { lastAnswerRow, lockMatter } from './answer-store.ts'
import { sealWords } from './sealed-words.ts'
import { takeVoice, type Whose } from './take-voice.ts'
import { insertReopening } from './voice-store.ts'
import { readText } from './wrong-field.ts'

/**
 * "Chưa đúng điều tôi hỏi": an author opens the matter again, once, in their own words. It waits for an answer again, and
 * the next one must say what is new.
 */
export const reopenItem = async (scope: Scope, input: Whose & { readonly words: string }): Promise<void> => {
  const { answer, voice, isAuthor } = await takeVoice(scope, input)
  if (!isAuthor) {
    throw new AppError('FORBIDDEN', 'only an author opens a matter again', { phrase: 'answers:reopen.onlyAuthors' })
  }
  const words = readText(input.words, { field: 'words', max: reasonWordsMax })
  await lockMatter(scope.tx, answer.itemId)
  const last = await lastAnswerRow(scope.tx, answer.itemId)
  const isNewest = last?.id === answer.id || last?.state !== 'approved'
  if (!isNewest) throw new AppError('CONFLICT', 'a newer answer stands', { phrase: 'answers:reopen.newer' })
  const id = newId()
  const now = scope.clock.now()
  const isFirst = await insertReopening(scope.tx, {
    id,
    itemId: answer.itemId,
    answerId: answer.id,
    ...voice,
    words: sealWords(scope.keyring, 'item_reopenings.words', id, words),
    // Of an unknown author only the day stays: a moment would lead to a chat.
    reopenedAt: voice.residentId === null ? atVietnamTime(vietnamDate(now), '00:00') : now,
  })
  if (!isFirst) throw new AppError('CONFLICT', 'opened again before', { phrase: 'answers:reopen.once' })
  if (voice.residentId === null) return
  await recordAudit(scope, {
    action: 'answer.reopened',
    subject: { kind: 'item', id: answer.itemId },
    unitId: answer.unitId,
    details: { answerId: answer.id },
  })
}
