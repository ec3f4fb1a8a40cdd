import type { OutgoingMessage } from '../channels/port.ts'
import type { Scope } from '../database/index.ts'
import type { Locale } from '../phrases/index.ts'
import { holdChat, loadConversation, saveConversation } from './conversation-store.ts'
import { promptMessage } from './prompt-message.ts'
import type { Prompt } from './turn.ts'

/** Lists that lie open when somebody has gone away; nothing is lost with them. */
const givesWay: ReadonlySet<string> = new Set(['menu', 'schedule', 'attend', 'check-notice', 'merged'])
const quietMs = 10 * 60_000

/**
 * Asks somebody who has not just written: the prompt is open from now on, so that a bare number answers it. Null when
 * another question is open, a draft perhaps, or a turn is running: then nothing may be asked beside it.
 */
export const openPrompt = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly locale: Locale },
  topic: string,
  prompt: Prompt,
): Promise<OutgoingMessage | null> => {
  const { tx, keyring, clock } = scope
  const now = clock.now()
  const held = await holdChat(tx, chat.chatId)
  if (!held) return null
  const { openTopic, quietSince } = held
  const isQuiet = quietSince === null || now.getTime() - quietSince.getTime() >= quietMs
  if (openTopic !== null && !(isQuiet && givesWay.has(openTopic))) return null
  const conversation = await loadConversation(tx, keyring, chat.chatId, now)
  const { message, open } = promptMessage(prompt, topic, chat.locale)
  await saveConversation(tx, keyring, chat.chatId, { ...conversation, language: chat.locale, prompt: open }, now)
  return message
}
