import { formatDateEn, formatDateVi, formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { enqueueMessage } from '../../outbox/index.ts'
import { phrase, type Locale } from '../../phrases/index.ts'
import { noteRequestsTold, requestNews, type RequestNews } from '../../requests/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { TurnContext } from '../turn.ts'

type Scope = TurnContext['scope']

const pageMax = 200

/** One message in the person's language; null where there is nothing to say any more. */
const textFor = (locale: Locale, news: RequestNews): string | null => {
  const { state, reason, sessionStartsAt, askedAt } = news
  const day = vietnamDate(sessionStartsAt ?? askedAt)
  const asked = formatShortDateVi(vietnamDate(askedAt))
  const values = {
    title: news.title === null ? phrase(locale, 'requests:told.untitled', { date: asked }) : `«${news.title}»`,
    reason: reason ?? '',
    date: locale === 'vi' ? formatDateVi(day) : formatDateEn(day),
  }
  if (state === 'asked' || state === 'withdrawn') return null
  return phrase(locale, `requests:told.${state}`, values)
}

const tell = async (scope: Scope, news: RequestNews, { chatId, accountId, locale }: PersonalChat): Promise<void> => {
  const text = textFor(locale, news)
  if (text === null) return
  await enqueueMessage(scope, {
    accountId,
    chatId,
    message: { text, locale },
    priority: 'personal',
    dedupeKey: `request:${news.joinId}:${news.step}`,
  })
}

/**
 * A job of every minute: tells everybody who joined a request how far it is, once a step, and not at night. Whom nothing
 * free reaches now hears of it when they next write. Returns how many were told.
 */
export const tellRequests = async (scope: Scope): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  let told = 0
  let after: string | null = null
  for (;;) {
    const page: readonly RequestNews[] = await requestNews(scope, { after, limit: pageMax })
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
    await noteRequestsTold(scope, reached)
    told += reached.length
    after = page.at(-1)?.joinId ?? null
  }
}

/** Somebody has written: what they could not be told of requests before goes after the answer. */
export const releaseRequests = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const page = await requestNews(scope, { after: null, residentId: resident.id, limit: pageMax })
  for (const news of page) await tell(scope, news, { ...chat, locale: resident.language })
  await noteRequestsTold(scope, page)
  return page.length
}
