import { handoverNews, noteHandoversTold, type HandedOn, type HandoverNews } from '../../handover/index.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { enqueueMessage } from '../../outbox/index.ts'
import { phrase, type Locale } from '../../phrases/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { TurnContext } from '../turn.ts'

type Scope = TurnContext['scope']

const pageMax = 200

/** Where a matter is that was handed over, in one or two lines. */
export const handedOnText = (locale: Locale, matter: HandedOn): string => {
  const { to, outcome, competentBody, reason, outcomeWords } = matter
  const values = {
    to,
    unit: matter.unitName,
    day: formatShortDateVi(matter.sentOn),
    body: competentBody ?? '',
    words: outcomeWords ?? '',
  }
  if (outcome !== null) {
    const said = phrase(locale, `handover:told.outcome.${outcome}`, values)
    return outcomeWords ? `${said}\n${outcomeWords}` : said
  }
  if (matter.state === 'returned') {
    return phrase(locale, reason === 'not_competent' ? 'handover:told.notCompetent' : 'handover:told.returned', values)
  }
  return phrase(locale, matter.state === 'sent' ? 'handover:told.sent' : 'handover:told.received', values)
}

const nameOf = (locale: Locale, { number, title }: HandedOn): string =>
  phrase(locale, title === null ? 'handover:told.untitled' : 'handover:told.matter', { number, title: title ?? '' })

const tell = async (scope: Scope, news: HandoverNews, { chatId, accountId, locale }: PersonalChat): Promise<void> => {
  if (news.matters.length === 0) return
  const lines = news.matters.map((one) => `${nameOf(locale, one)}\n${handedOnText(locale, one)}`)
  await enqueueMessage(scope, {
    accountId,
    chatId,
    message: { text: [...lines, phrase(locale, 'handover:told.foot')].join('\n'), locale },
    priority: 'personal',
    dedupeKey: `handover:${news.handoverId}:${news.residentId}:${news.step}`,
  })
}

/**
 * A job of every minute: tells everybody who asked where their matter has been handed, that it arrived, came back or was
 * settled, once a step and not at night. Whom nothing free reaches now hears of it when they next write.
 */
export const tellHandovers = async (scope: Scope): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  let told = 0
  let after: HandoverNews | null = null
  for (;;) {
    const page: readonly HandoverNews[] = await handoverNews(scope, { after, limit: pageMax })
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
    await noteHandoversTold(scope, reached)
    told += reached.length
    after = page.at(-1) ?? null
  }
}

/** Somebody has written: what they could not be told of handovers before goes after the reply. */
export const releaseHandovers = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const page = await handoverNews(scope, { after: null, residentId: resident.id, limit: pageMax })
  for (const news of page) await tell(scope, news, { ...chat, locale: resident.language })
  await noteHandoversTold(scope, page)
  return page.length
}
