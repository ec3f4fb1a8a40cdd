import type { Scope } from '../database/index.ts'
import { enqueueMessage } from '../outbox/index.ts'
import type { Locale } from '../phrases/index.ts'
import { chatOfOfficer } from './officer-chat-store.ts'
import { findOfficer } from './officer-views.ts'

type News = {
  readonly officerId: string
  readonly dedupeKey: string
  text(locale: Locale): string
}

/** Writes to an officer in the chat that they linked, in their language. False where they have none. */
export const tellOfficer = async (scope: Scope, news: News): Promise<boolean> => {
  const officer = await findOfficer(scope.tx, news.officerId)
  if (!officer || officer.disabledAt !== null) return false
  const chat = await chatOfOfficer(scope.tx, officer.id)
  if (!chat) return false
  const locale = officer.language === 'en' ? 'en' : 'vi'
  await enqueueMessage(scope, {
    accountId: chat.accountId,
    chatId: chat.chatId,
    priority: 'personal',
    dedupeKey: `${news.dedupeKey}:${officer.id}`,
    message: { text: news.text(locale), locale },
  })
  return true
}
