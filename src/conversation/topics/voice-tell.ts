import { enqueueMessage } from '../../outbox/index.ts'
import { phrase } from '../../phrases/index.ts'
import { noteTranscriptsAsked, transcriptNews, type TranscriptNews } from '../../questions/index.ts'
import { findResidentByChat } from '../../residents/index.ts'
import { askPerson, isQuietNow, openChatsOf, type PersonalChat } from '../ask-person.ts'
import type { TurnContext } from '../turn.ts'
import { voiceTold } from './voice.ts'

type Scope = TurnContext['scope']

const pageMax = 100
// Zalo takes 2,000 characters; the question around them needs a few.
const partMax = 1_500

/** Nobody confirms what they were not shown: what is long goes in parts. */
export const partsOf = (text: string): string[] => {
  const parts: string[] = []
  let rest = text
  while (rest.length > partMax) {
    const space = rest.lastIndexOf(' ', partMax)
    const end = space > 0 ? space : partMax
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...parts, rest]
}

const tell = async (scope: Scope, news: TranscriptNews, chat: PersonalChat): Promise<void> => {
  const { locale, chatId, accountId } = chat
  const parts = partsOf(news.text)
  const id = `voice:${news.attachmentId}:${news.seq}`
  for (const [index, text] of parts.slice(0, -1).entries()) {
    const message = { text: `“${text}…”`, locale }
    await enqueueMessage(scope, { accountId, chatId, message, priority: 'personal', dedupeKey: `${id}:${index}` })
  }
  const words = parts.length > 1 ? `…${parts.at(-1) ?? ''}` : news.text
  await askPerson(scope, chat, {
    topic: 'voice',
    prompt: {
      text: phrase(locale, 'triage:voice.ask', { words }),
      choices: [{ label: phrase(locale, 'triage:voice.right') }, { label: phrase(locale, 'triage:voice.wrong') }],
      state: voiceTold(news),
    },
    byNumber: phrase(locale, 'triage:voice.byNumber'),
    byWord: phrase(locale, 'triage:voice.byWord'),
    dedupeKey: id,
  })
}

/**
 * A job of every minute: asks authors whether what an officer wrote down from their voice is right; once, and not at
 * night. Whom nothing free reaches now is asked when they next write. Returns how many were asked.
 */
export const tellTranscripts = async (scope: Scope): Promise<number> => {
  if (await isQuietNow(scope)) return 0
  let told = 0
  let after: Date | undefined
  for (;;) {
    const page = await transcriptNews(scope, { ...(after === undefined ? {} : { after }), limit: pageMax })
    const last = page.at(-1)
    if (!last) return told
    const chats = await openChatsOf(
      scope,
      page.map((one) => one.residentId),
    )
    const reached = page.filter((one) => chats.has(one.residentId))
    for (const one of reached) {
      const chat = chats.get(one.residentId)
      if (chat) await tell(scope, one, chat)
    }
    await noteTranscriptsAsked(scope, reached)
    told += reached.length
    after = last.writtenAt
  }
}

/** Somebody has written: what they could not be asked before goes after the answer. */
export const releaseTranscripts = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.chatId)
  if (!resident) return 0
  const page = await transcriptNews(scope, { residentId: resident.id, limit: pageMax })
  for (const one of page) await tell(scope, one, { ...chat, locale: resident.language })
  await noteTranscriptsAsked(scope, page)
  return page.length
}
