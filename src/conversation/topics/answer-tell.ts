import {
  answerMessage,
  answerNews,
  answerPath,
  enlistLateAskers,
  noteAnswersTold,
  scores,
  type AnswerNews,
} from '../../answers/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import { phrase } from '../../phrases/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { askPerson, isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { TurnContext } from '../turn.ts'
import { afterAnswer } from './answer.ts'

type Scope = TurnContext['scope']

const pageMax = 100

const tell = async (
  scope: Scope,
  news: AnswerNews,
  chat: PersonalChat,
  publicUrl: string | undefined,
): Promise<void> => {
  const { locale } = chat
  const hasPage = news.files > 0 && publicUrl !== undefined
  const filesAt = hasPage ? `${publicUrl}${answerPath(scope.keyring, news.answerId)}` : null
  const code = news.own.find((one) => one.code !== null)?.code ?? null
  await askPerson(scope, chat, {
    topic: 'answer',
    prompt: {
      text: `${answerMessage(locale, { ...news, filesAt })}\n${phrase(locale, 'answers:told.ask')}`,
      choices: scores.map((score) => ({ label: phrase(locale, `answers:score.${score}`) })),
      state: afterAnswer(news.answerId),
    },
    byNumber: phrase(locale, 'answers:told.byNumber'),
    byWord:
      code === null
        ? phrase(locale, 'answers:told.byWordList')
        : phrase(locale, 'answers:told.byWord', { code: formatCode(code) }),
    dedupeKey: `answer:${news.answerId}:${news.residentId}`,
  })
}

/**
 * A job of every minute: brings each approved answer to everybody who asked, once each and not at night. Whom nothing free
 * reaches now gets it when they next write. Returns how many were told.
 */
export const tellAnswers = async (scope: Scope, publicUrl: string | undefined): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  await enlistLateAskers(scope)
  let told = 0
  let after: AnswerNews | null = null
  for (;;) {
    const page: readonly AnswerNews[] = await answerNews(scope, { after, limit: pageMax })
    if (page.length === 0) return told
    const due = page.filter((news) => !news.isMoot)
    const chats = await openChatsOf(
      scope,
      due.map((news) => news.residentId),
    )
    const reached = due.filter((news) => chats.has(news.residentId))
    for (const news of reached) {
      const chat = chats.get(news.residentId)
      if (chat) await tell(scope, news, chat, publicUrl)
    }
    await noteAnswersTold(scope, [...reached, ...page.filter((news) => news.isMoot)])
    told += reached.length
    after = page.at(-1) ?? null
  }
}

/** Somebody has written: answers that could not be brought to them before go after the reply. */
export const releaseAnswers = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
  publicUrl: string | undefined,
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const page = await answerNews(scope, { after: null, residentId: resident.id, limit: pageMax })
  const due = page.filter((news) => !news.isMoot)
  for (const news of due) await tell(scope, news, { ...chat, locale: resident.language }, publicUrl)
  await noteAnswersTold(scope, page)
  return due.length
}
