import { keepAttachments } from '../../attachments/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { systemActor } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { cutToDay, holderOf } from '../hand-in-opinion.ts'
import { insertFiles, type OpinionRow } from '../opinion-store.ts'
import { wordsToKeep } from '../opinion.ts'
import { lockOwnOpinion, type Pointed } from '../own-opinion.ts'
import { lockOpenAsk, markAnswerFiles, settleAsk, type AskRow } from './ask-store.ts'
import { sealPrivate } from './sealed-privacy.ts'

const lockAsked = async (
  scope: Scope,
  input: Pointed & { readonly askId?: string },
): Promise<{ row: OpinionRow; ask: AskRow; at: Date }> => {
  const row = await lockOwnOpinion(scope, input)
  const ask = row.state === 'received' ? await lockOpenAsk(scope.tx, row.id) : undefined
  if (!ask || (input.askId !== undefined && ask.id !== input.askId)) {
    throw new AppError('PRECONDITION', 'no question waits', { phrase: 'privacy:ask.over' })
  }
  const now = scope.clock.now()
  return { row, ask, at: row.naming === 'anonymous' ? cutToDay(now) : now }
}

/** Audited without the person: the log tells that it was answered, and never by whom. */
const note = async (scope: Scope, row: OpinionRow, ask: AskRow, action: string): Promise<void> => {
  // The log keeps the moment, and of an anonymous author nobody shall know when they were here.
  if (row.naming === 'anonymous') return
  await recordAudit(
    { ...scope, actor: systemActor('author') },
    { action, subject: { kind: 'opinion', id: row.id }, unitId: row.unitId, details: { ask: ask.id } },
  )
}

/** What an author answers, sealed beside their wording and no part of it. */
export const answerAsk = async (
  scope: Scope,
  input: Pointed & { readonly askId?: string; readonly text: string; readonly attachmentIds: readonly string[] },
): Promise<void> => {
  const { row, ask, at } = await lockAsked(scope, input)
  const text = wordsToKeep(input.text)
  const files = [...new Set(input.attachmentIds)]
  if (text === '' && files.length === 0) {
    throw new AppError('INVALID', 'an answer without words and files', { phrase: 'questions:refused.empty' })
  }
  await settleAsk(scope.tx, ask.id, {
    answer: sealPrivate(scope.keyring, 'opinion_asks.answer', ask.id, text),
    answeredAt: at,
  })
  await keepAttachments(scope, {
    attachmentIds: files,
    holder: holderOf(row.id),
    anonymous: row.naming === 'anonymous',
  })
  await insertFiles(scope.tx, row.id, files)
  await markAnswerFiles(scope.tx, { opinionId: row.id, askId: ask.id, attachmentIds: files })
  await note(scope, row, ask, 'opinion.answered-back')
}

/** The author does not want to answer; nobody asks why. */
export const declineAsk = async (scope: Scope, input: Pointed & { readonly askId?: string }): Promise<void> => {
  const { row, ask, at } = await lockAsked(scope, input)
  await settleAsk(scope.tx, ask.id, { declinedAt: at })
  await note(scope, row, ask, 'opinion.declined-to-answer')
}
