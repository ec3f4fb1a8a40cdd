import { formatCode } from '../../kernel/codes.ts'
import { phrase, type Locale } from '../../phrases/index.ts'
import { mergeNews, noteTold, objectToMerge, type MergeNews } from '../../questions/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { askPerson, isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { Prompt, Topic, TurnContext } from '../turn.ts'
import { readYesNo } from '../words/read-yes-no.ts'

type Scope = TurnContext['scope']
type State = { readonly opinionId: string; readonly itemId: string }

const pageMax = 100

const newsPrompt = (locale: Locale, news: MergeNews): Prompt => {
  const { opinionId, itemId, title, others } = news
  const values = { code: formatCode(news.code), count: others, title: title ?? '' }
  return {
    text: phrase(locale, title === null ? 'items:merged.newsUntitled' : 'items:merged.news', values),
    choices: [{ label: phrase(locale, 'items:merged.object') }, { label: phrase(locale, 'items:merged.agree') }],
    state: { opinionId, itemId } satisfies State,
  }
}

const tell = async (scope: Scope, news: MergeNews, chat: PersonalChat): Promise<void> =>
  await askPerson(scope, chat, {
    topic: 'merged',
    prompt: newsPrompt(chat.locale, news),
    byNumber: phrase(chat.locale, 'items:merged.byNumber'),
    byWord: phrase(chat.locale, 'items:merged.byWord', { code: formatCode(news.code) }),
    dedupeKey: `merged:${news.opinionId}:${news.itemId}`,
  })

/**
 * A job of every minute: tells authors that theirs stands with others that ask the same, some minutes after it was done
 * and not at night. Whom nothing free reaches now hears of it when they next write. Returns how many were told.
 */
export const tellMerged = async (scope: Scope): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  let told = 0
  let after: MergeNews | null = null
  for (;;) {
    const page: readonly MergeNews[] = await mergeNews(scope, { after, limit: pageMax })
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
    await noteTold(scope, reached)
    told += reached.length
    after = page.at(-1) ?? null
  }
}

/** Somebody has written: what they could not be told of their opinions before goes after the answer. */
export const releaseMerged = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const page = await mergeNews(scope, { after: null, residentId: resident.id, limit: pageMax })
  for (const news of page) await tell(scope, news, { ...chat, locale: resident.language })
  await noteTold(scope, page)
  return page.length
}

/** What an author answers to the news that theirs was joined with others. */
export const mergedTopic: Topic = {
  name: 'merged',
  async begin(turn) {
    await turn.goTo('word:TRACUU', { word: 'TRACUU' })
  },
  async answer(turn, raw, input) {
    const { opinionId } = raw as State
    const said = input.kind === 'text' ? readYesNo(input.text) : null
    const number = input.kind === 'choice' ? input.number : said === 'yes' ? 2 : null
    if (number === null) return false
    turn.close()
    if (number === 1) {
      await objectToMerge(turn.scope, { opinionId })
      turn.tell(turn.phrase('items:merged.objected'))
    } else turn.tell(turn.phrase('items:merged.agreed'))
    return true
  },
}
