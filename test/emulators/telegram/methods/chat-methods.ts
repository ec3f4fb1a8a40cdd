import { answer, badRequest, type Outcome } from '../outcome.ts'
import { noteChange } from '../state.ts'
import { type Call, chatNotFound, chatOf, numberOf, writableChat } from './call.ts'

const twoDays = 172_800_000

/** The emoji that a bot may react with (ReactionTypeEmoji of the Bot API). */
const reactions = new Set(
  [
    '❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈',
    '😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡',
  ]
    .join(' ')
    .split(' '),
)

export const deleteMessage = (call: Call): Outcome => {
  const chat = writableChat(call)
  if (!chat.ok) return chat
  const message = chat.value.messages.get(numberOf(call, 'message_id') ?? 0)
  if (message === undefined || message.deleted) return badRequest('message to delete not found')
  if (call.state.scheduler.now() - message.wire.date * 1000 > twoDays) return badRequest("message can't be deleted")
  message.deleted = true
  noteChange(call.state, { bot: call.bot, chat: chat.value, message })
  return answer(true)
}

export const sendChatAction = (call: Call): Outcome => {
  const chat = writableChat(call)
  return chat.ok ? answer(true) : chat
}

export const setMessageReaction = (call: Call): Outcome => {
  const wanted = (call.params['reaction'] as { type: string; emoji?: string }[] | undefined) ?? []
  const [first] = wanted
  if (wanted.length > 1) return badRequest('REACTIONS_TOO_MANY')
  if (first !== undefined && (first.type !== 'emoji' || !reactions.has(first.emoji ?? '')))
    return badRequest('REACTION_INVALID')
  const chat = writableChat(call)
  if (!chat.ok) return chat
  const message = chat.value.messages.get(numberOf(call, 'message_id') ?? 0)
  if (message === undefined || message.deleted) return badRequest('message to react not found')
  if (first?.emoji === undefined) delete message.reaction
  else message.reaction = first.emoji
  noteChange(call.state, { bot: call.bot, chat: chat.value, message })
  return answer(true)
}

export const getChat = (call: Call): Outcome => {
  const chat = chatOf(call)
  if (chat === undefined || chat.standing === 'never_started') return chatNotFound
  return answer({
    ...chat.wire,
    accent_color_id: chat.id % 7 === 0 ? 0 : Math.abs(chat.id % 7),
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: true,
      limited_gifts: true,
      unique_gifts: true,
      premium_subscription: true,
      gifts_from_channels: true,
    },
  })
}
