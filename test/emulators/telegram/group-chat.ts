import { newChat } from './methods/call.ts'
import { phoneMessages, type PhoneMessage } from './phone/phone-message.ts'
import { takeIn, tellStanding } from './phone/take-in.ts'
import { unixSeconds, type Bot, type EmulatorState } from './state.ts'
import { detectEntities } from './text/detect-entities.ts'
import { enqueueUpdate } from './updates.ts'

/** A group that the bot is a member of. */
export type GroupChat = {
  /** The chat id now; `migrate` changes it. */
  id(): number
  /** A member writes. With privacy mode the bot hears commands and mentions only. */
  say(personId: number, text: string): number
  /** Becomes a supergroup with a new id, which this answers; the old id is refused from now on. */
  migrate(): number
  kick(byPersonId: number): void
  deleteChat(): void
  messages(): PhoneMessage[]
}

export const groupChat = (
  state: EmulatorState,
  bot: Bot,
  given: { id: number; title: string; type: 'group' | 'supergroup' },
): GroupChat => {
  let chat = newChat(given.id, 'open', { id: given.id, type: given.type, title: given.title })
  bot.chats.set(chat.id, chat)
  const personOf = (id: number) => {
    const person = state.people.get(id)
    if (person === undefined) throw new Error('add this person first')
    return person
  }
  return {
    id: () => chat.id,
    say: (personId, text) => {
      const entities = detectEntities(text)
      const heard = text.startsWith('/') || text.includes(`@${bot.user.username ?? ''}`)
      const content = { text, ...(entities.length > 0 ? { entities } : {}) }
      return takeIn(state, bot, chat, personOf(personId), content, heard)
    },
    migrate: () => {
      const old = chat
      const id = -1_000_000_000_000 + old.id
      chat = newChat(id, 'open', { id, type: 'supergroup', title: given.title })
      bot.chats.set(id, chat)
      old.migratedTo = id
      const service = { message_id: 1, from: bot.user, date: unixSeconds(state) }
      const whose = { chatId: old.id, personId: 0 }
      enqueueUpdate(state, bot, 'message', { ...service, chat: old.wire, migrate_to_chat_id: id }, whose)
      enqueueUpdate(
        state,
        bot,
        'message',
        { ...service, chat: chat.wire, migrate_from_chat_id: old.id },
        { chatId: id, personId: 0 },
      )
      return id
    },
    kick: (byPersonId) => {
      chat.standing = 'kicked'
      tellStanding(state, bot, chat, personOf(byPersonId), { from: 'member', to: 'kicked' })
    },
    deleteChat: () => {
      chat.standing = 'deleted'
    },
    messages: () => phoneMessages(chat),
  }
}
