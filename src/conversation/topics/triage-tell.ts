import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { formatCode } from '../../kernel/codes.ts'
import { enqueueMessage } from '../../outbox/index.ts'
import { phrase, type Locale } from '../../phrases/index.ts'
import { noteTriageTold, triageNews, type TriageNews } from '../../questions/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { askPerson, isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { TurnContext } from '../turn.ts'
import { afterRefusal } from './triage-refused.ts'

type Scope = TurnContext['scope']

const pageMax = 100

/** Where the rule stands that a refusal refers to. */
export const rulePath = '/quy-tac'

const refusedText = (locale: Locale, news: TriageNews & { kind: 'refused' }, publicUrl: string | undefined): string =>
  [
    phrase(locale, 'triage:told.refused', {
      code: formatCode(news.code),
      date: formatShortDateVi(vietnamDate(news.receivedAt)),
      why: phrase(locale, `triage:why.${news.why}`),
      whyLong: phrase(locale, `triage:whyLong.${news.why}`),
    }),
    ...(news.words === null ? [] : [phrase(locale, 'triage:told.words', { words: news.words })]),
    ...(publicUrl === undefined ? [] : [phrase(locale, 'triage:told.rule', { url: `${publicUrl}${rulePath}` })]),
  ].join('\n')

const plainText = (locale: Locale, news: Exclude<TriageNews, { kind: 'refused' }>): string => {
  if (news.kind === 'photo') {
    return phrase(locale, 'triage:photo.told', { date: formatShortDateVi(vietnamDate(news.receivedAt)) })
  }
  return phrase(locale, `triage:told.${news.outcome}`, {
    code: formatCode(news.code),
    why: phrase(locale, `triage:why.${news.why}`),
  })
}

const tell = async (
  scope: Scope,
  news: TriageNews,
  chat: PersonalChat,
  publicUrl: string | undefined,
): Promise<void> => {
  const { locale, chatId, accountId } = chat
  if (news.kind !== 'refused') {
    const message = { text: plainText(locale, news), locale }
    return void (await enqueueMessage(scope, { accountId, chatId, message, priority: 'personal' }))
  }
  await askPerson(scope, chat, {
    topic: 'refused',
    prompt: {
      text: refusedText(locale, news, publicUrl),
      choices: [{ label: phrase(locale, 'triage:told.contest') }, { label: phrase(locale, 'triage:told.fine') }],
      state: afterRefusal(news.opinionId),
    },
    byNumber: phrase(locale, 'triage:told.byNumber'),
    byWord: phrase(locale, 'triage:told.byWord', { code: formatCode(news.code) }),
    dedupeKey: `refused:${news.opinionId}:${news.seq}`,
  })
}

/**
 * A job of every minute: tells authors that theirs was not taken in and why, what was decided about their contest, and
 * that a picture was deleted; not at night. Whom nothing free reaches now hears of it when they next write.
 */
export const tellTriage = async (scope: Scope, publicUrl: string | undefined): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  const news = await triageNews(scope, { limit: pageMax })
  const chats = await openChatsOf(
    scope,
    news.map((one) => one.residentId),
  )
  const reached = news.filter((one) => chats.has(one.residentId))
  for (const one of reached) {
    const chat = chats.get(one.residentId)
    if (chat) await tell(scope, one, chat, publicUrl)
  }
  await noteTriageTold(scope, reached)
  return reached.length
}

/** Somebody has written: what they could not be told before goes after the answer. */
export const releaseTriage = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
  publicUrl: string | undefined,
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const news = await triageNews(scope, { residentId: resident.id, limit: pageMax })
  for (const one of news) await tell(scope, one, { ...chat, locale: resident.language }, publicUrl)
  await noteTriageTold(scope, news)
  return news.length
}
