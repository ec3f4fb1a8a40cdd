import { noteProgressTold, progressNews, type Progress, type ProgressNews } from '../../conclusions/index.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { enqueueMessage } from '../../outbox/index.ts'
import { phrase, type Locale } from '../../phrases/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { TurnContext } from '../turn.ts'

type Scope = TurnContext['scope']

const pageMax = 200

/** How far a task is, in one or a few lines: for a message of our own accord and for whoever looks it up. */
export const progressText = (locale: Locale, task: Progress): string => {
  const done = task.lastStep ?? ''
  const state = task.state === 'open' && task.lastStep !== null ? 'going' : task.state
  const due = formatShortDateVi(task.dueOn)
  return phrase(locale, `conclusions:progress.${state}`, { words: task.words, who: task.ownerPost, due, done })
}

const tell = async (scope: Scope, news: ProgressNews, { chatId, accountId, locale }: PersonalChat): Promise<void> => {
  const day = formatShortDateVi(vietnamDate(news.startsAt))
  const head = phrase(locale, 'conclusions:progress.head', { session: news.session, day })
  const foot = phrase(
    locale,
    news.state === 'open' ? 'conclusions:progress.footOpen' : 'conclusions:progress.footClosed',
  )
  await enqueueMessage(scope, {
    accountId,
    chatId,
    message: { text: `${head}\n${progressText(locale, news)}\n${foot}`, locale },
    priority: 'personal',
    dedupeKey: `conclusion:${news.taskId}:${news.residentId}:${news.step}`,
  })
}

/**
 * A job of every minute: tells everybody who asked a matter what was concluded of it and how far that is, once a step and
 * not at night. Whom nothing free reaches now hears of it when they next write. Returns how many were told.
 */
export const tellProgress = async (scope: Scope): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  let told = 0
  let after: ProgressNews | null = null
  for (;;) {
    const page: readonly ProgressNews[] = await progressNews(scope, { after, limit: pageMax })
    if (page.length === 0) return told
    const chats = await openChatsOf(
      scope,
      page.map((news) => news.residentId),
    )
    const reached = page.filter((news) => chats.has(news.residentId))
    for (const news of reached) {
      const chat = chats.get(news.residentId)
      if (chat) await tell(scope, news, chat)
    }
    await noteProgressTold(scope, reached)
    told += reached.length
    after = page.at(-1) ?? null
  }
}

/** Somebody has written: what they could not be told of conclusions before goes after the reply. */
export const releaseProgress = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const page = await progressNews(scope, { after: null, residentId: resident.id, limit: pageMax })
  for (const news of page) await tell(scope, news, { ...chat, locale: resident.language })
  await noteProgressTold(scope, page)
  return page.length
}
