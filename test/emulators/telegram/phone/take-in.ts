import { noteChange, unixSeconds, type Bot, type Chat, type EmulatorState, type Person } from '../state.ts'
import { enqueueUpdate } from '../updates.ts'
import type { WireMessage, WireUser } from '../wire.ts'

export const wireUser = (person: Person): WireUser => ({
  id: person.id,
  is_bot: false,
  first_name: person.firstName,
  ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
  ...(person.username === undefined ? {} : { username: person.username }),
  ...(person.languageCode === undefined ? {} : { language_code: person.languageCode }),
})

/** Puts what a person wrote into the chat and gives the bot its update; the message's number in the chat. */
export const takeIn = (
  state: EmulatorState,
  bot: Bot,
  chat: Chat,
  person: Person,
  content: Partial<WireMessage>,
  heard = true,
): number => {
  const wire: WireMessage = {
    message_id: chat.nextMessageId,
    from: wireUser(person),
    chat: chat.wire,
    date: unixSeconds(state),
    ...content,
  }
  chat.nextMessageId += 1
  chat.lastAct = state.changeCount + 1
  if (state.settings.recordMessages) {
    const message = { wire, outgoing: false, changed: 0, deleted: false, silent: false }
    chat.messages.set(wire.message_id, message)
    noteChange(state, { bot, chat, message })
  }
  if (heard) enqueueUpdate(state, bot, 'message', { ...wire }, { chatId: chat.id, personId: person.id })
  return wire.message_id
}

/** Tells the bot that its standing in a chat changed (`my_chat_member`). */
export const tellStanding = (
  state: EmulatorState,
  bot: Bot,
  chat: Chat,
  person: Person,
  change: { from: 'member' | 'kicked'; to: 'member' | 'kicked' },
): void => {
  const member = (status: 'member' | 'kicked') => ({
    user: bot.user,
    status,
    ...(status === 'kicked' ? { until_date: 0 } : {}),
  })
  const content = {
    chat: chat.wire,
    from: wireUser(person),
    date: unixSeconds(state),
    old_chat_member: member(change.from),
    new_chat_member: member(change.to),
  }
  enqueueUpdate(state, bot, 'my_chat_member', content, { chatId: chat.id, personId: person.id })
}
