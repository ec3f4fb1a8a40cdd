import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { findIdleConversations, loadConversation, saveConversation } from './conversation-store.ts'
import { shownAnonymously } from './topics/track.ts'

const hourMs = 3_600_000
/** As long as a page of the web remembers at all what it has shown. */
const longestMs = 8 * 24 * hourMs

/**
 * An opinion without a known author that was looked up by its code is shown for an hour after the last message at
 * most; then `forget` takes it out of what the chat's page keeps. Returns in how many chats there was something to take.
 */
export const forgetShown = async (
  scope: Scope,
  forget: (scope: Scope, chatId: number, since: Date) => Promise<boolean>,
): Promise<number> => {
  requireSystem(scope.actor)
  const { tx, keyring, clock } = scope
  const now = clock.now()
  const idle = { topic: 'track', from: new Date(now.getTime() - longestMs), until: new Date(now.getTime() - hourMs) }
  let count = 0
  for (const chatId of await findIdleConversations(tx, idle)) {
    const conversation = await loadConversation(tx, keyring, chatId, now)
    const since = shownAnonymously(conversation.prompt?.state)
    if (since === null || !(await forget(scope, chatId, since))) continue
    await saveConversation(tx, keyring, chatId, { ...conversation, prompt: null }, now)
    count += 1
  }
  return count
}
