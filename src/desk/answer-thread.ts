import { recordAudit } from '../audit/index.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { enqueueMessage } from '../outbox/index.ts'
import { phrase } from '../phrases/index.ts'
import { findUnit } from '../units/index.ts'
import { answeringRoles, deskTopic, longestReply } from './desk.ts'
import { closeThreadRow, insertMessage, lockThread, type ThreadRow } from './desk-store.ts'
import { messagePlace } from './desk-views.ts'
import { accountOfChat } from '../channels/index.ts'

const openThread = async (scope: Scope, id: string, version: number | undefined): Promise<ThreadRow> => {
  const officer = requireOfficer(scope.actor)
  const thread = await lockThread(scope.tx, id)
  if (!thread) throw new AppError('NOT_FOUND', 'no such thread')
  const unit = await findUnit(scope.tx, thread.unitId)
  requireRole(officer, answeringRoles, unit?.path ?? [thread.unitId])
  // Two officers on one thread: the second sees what the first has answered before they answer too.
  if (version !== undefined && version !== thread.version) {
    throw new AppError('CONFLICT', 'the thread went on meanwhile', { phrase: 'desk:changedMeanwhile' })
  }
  return thread
}

/** An officer's reply: kept with the thread and sent to the resident's own chat. */
export const answerThread = async (
  scope: Scope,
  input: { readonly threadId: string; readonly text: string; readonly version?: number },
): Promise<void> => {
  const thread = await openThread(scope, input.threadId, input.version)
  const officer = requireOfficer(scope.actor)
  const text = normaliseText(input.text).trim()
  if (text === '') throw new AppError('INVALID', 'an empty reply', { phrase: 'desk:replyEmpty', field: 'text' })
  if (text.length > longestReply) {
    throw new AppError('INVALID', 'a reply too long', {
      phrase: 'desk:replyTooLong',
      values: { max: longestReply },
      field: 'text',
    })
  }
  if (thread.state === 'closed') throw new AppError('PRECONDITION', 'a closed thread', { phrase: 'desk:threadClosed' })
  const { tx, keyring, clock, signals } = scope
  const seq = await insertMessage(
    tx,
    {
      threadId: thread.id,
      author: 'officer',
      officerId: officer.officerId,
      seal: (at) => keyring.seal('conversation', text, messagePlace(thread.id, at)),
      attachmentId: null,
      state: 'answered',
    },
    clock.now(),
  )
  const chat = await accountOfChat(tx, thread.chatId)
  if (chat) {
    await enqueueMessage(scope, {
      accountId: chat.accountId,
      chatId: thread.chatId,
      priority: 'personal',
      dedupeKey: `desk:${thread.id}:${seq}`,
      ref: `desk:${thread.id}`,
      message: { text: phrase(chat.language, 'desk:officerSays', { text }), locale: chat.language },
    })
  }
  await recordAudit(scope, {
    action: 'desk.answered',
    subject: { kind: 'desk_thread', id: thread.id },
    unitId: thread.unitId,
  })
  onCommit(tx, () => signals.poke(deskTopic))
}

/** Ends a thread; the resident's next word to an officer begins a new one. */
export const closeThread = async (
  scope: Scope,
  input: { readonly threadId: string; readonly version?: number },
): Promise<void> => {
  const thread = await openThread(scope, input.threadId, input.version)
  if (thread.state === 'closed') return
  await closeThreadRow(scope.tx, thread.id, scope.clock.now())
  await recordAudit(scope, {
    action: 'desk.closed',
    subject: { kind: 'desk_thread', id: thread.id },
    unitId: thread.unitId,
  })
  onCommit(scope.tx, () => scope.signals.poke(deskTopic))
}
