import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { formatCode } from '../../kernel/codes.ts'
import { phrase, type Locale } from '../../phrases/index.ts'
import {
  askNews,
  disclosureNews,
  noteAsksTold,
  noteDisclosuresTold,
  type AskNews,
  type DisclosureNews,
} from '../../questions/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { askPerson, isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { TurnContext } from '../turn.ts'
import { askState, identityState } from './privacy-state.ts'

type Scope = TurnContext['scope']

const pageMax = 100

const tellAsk = async (scope: Scope, news: AskNews, chat: PersonalChat): Promise<void> => {
  const { locale } = chat
  const code = formatCode(news.code)
  await askPerson(scope, chat, {
    topic: 'privacy-ask',
    prompt: {
      text: phrase(locale, 'privacy:bot.ask', { code, question: news.question }),
      choices: [{ label: phrase(locale, 'privacy:bot.askDecline') }],
      state: askState(news.opinionId, news.askId),
    },
    byNumber: phrase(locale, 'privacy:bot.askByNumber'),
    byWord: phrase(locale, 'privacy:bot.askByWord', { code }),
    dedupeKey: `ask:${news.askId}`,
  })
}

/** Exactly what is recorded: purpose, names, last day. */
export const identityText = (
  locale: Locale,
  news: Pick<DisclosureNews, 'purpose' | 'readers' | 'until'> & { readonly code: string },
): string =>
  phrase(locale, 'privacy:bot.identity', {
    code: formatCode(news.code),
    purpose: news.purpose,
    names: news.readers.join(', '),
    until: formatShortDateVi(news.until),
  })

const tellDisclosure = async (scope: Scope, news: DisclosureNews, chat: PersonalChat): Promise<void> => {
  const { locale } = chat
  await askPerson(scope, chat, {
    topic: 'privacy-identity',
    prompt: {
      text: identityText(locale, news),
      choices: [{ label: phrase(locale, 'privacy:bot.agree') }, { label: phrase(locale, 'privacy:bot.refuse') }],
      state: identityState('consent', news.opinionId, news.disclosureId),
    },
    byNumber: phrase(locale, 'privacy:bot.identityByNumber'),
    byWord: phrase(locale, 'privacy:bot.askByWord', { code: formatCode(news.code) }),
    dedupeKey: `disclosure:${news.disclosureId}`,
  })
}

type News = { readonly residentId: string; readonly askedAt: Date }
type Kind<One extends News> = {
  readonly page: typeof askNews | typeof disclosureNews
  readonly tell: (scope: Scope, one: One, chat: PersonalChat) => Promise<void>
  readonly note: (scope: Scope, told: readonly One[]) => Promise<void>
}

const asks: Kind<AskNews> = { page: askNews, tell: tellAsk, note: noteAsksTold }
const identities: Kind<DisclosureNews> = { page: disclosureNews, tell: tellDisclosure, note: noteDisclosuresTold }

const tellAll = async <One extends News>(scope: Scope, kind: Kind<One>): Promise<number> => {
  let told = 0
  let after: Date | undefined
  for (;;) {
    const page = (await kind.page(scope, {
      ...(after === undefined ? {} : { after }),
      limit: pageMax,
    })) as unknown as readonly One[]
    const last = page.at(-1)
    if (!last) return told
    const chats = await openChatsOf(
      scope,
      page.map((one) => one.residentId),
    )
    const reached = page.filter((one) => chats.has(one.residentId))
    for (const one of reached) {
      const chat = chats.get(one.residentId)
      if (chat) await kind.tell(scope, one, chat)
    }
    await kind.note(scope, reached)
    told += reached.length
    after = last.askedAt
  }
}

/**
 * A job of every minute: carries what the Front asks to authors, not at night. Whom nothing free reaches now gets it when
 * they next write. Returns how many were told.
 */
export const tellAsked = async (scope: Scope): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  return (await tellAll(scope, asks)) + (await tellAll(scope, identities))
}

/** Somebody has written: what the Front asks them goes after the answer. */
export const releaseAsked = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const to = { ...chat, locale: resident.language }
  const page = { residentId: resident.id, limit: pageMax }
  const asked = await askNews(scope, page)
  for (const one of asked) await tellAsk(scope, one, to)
  await noteAsksTold(scope, asked)
  const wanted = await disclosureNews(scope, page)
  for (const one of wanted) await tellDisclosure(scope, one, to)
  await noteDisclosuresTold(scope, wanted)
  return asked.length + wanted.length
}
