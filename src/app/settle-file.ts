import type { SettledAttachment } from '../attachments/index.ts'
import { accountOfChat } from '../channels/index.ts'
import type { Scope } from '../database/index.ts'
import { enqueueMessage } from '../outbox/index.ts'
import { phraseOfError } from '../phrases/index.ts'

/** A file that could not be taken: its sender is told why and what to do. What was taken needs no word. */
export const settleFile = async (scope: Scope, attachment: SettledAttachment): Promise<void> => {
  if (attachment.outcome === 'stored' || attachment.chatId === undefined) return
  const chat = await accountOfChat(scope.tx, attachment.chatId)
  if (!chat) return
  await enqueueMessage(scope, {
    accountId: chat.accountId,
    chatId: attachment.chatId,
    priority: 'reply',
    dedupeKey: `file:${attachment.attachmentId}`,
    message: { text: phraseOfError(chat.language, attachment.phrase), locale: chat.language },
  })
}
