import { checkReplyMarkup } from '../reply-markup.ts'
import { badRequest, value, type Failure, type Outcome, type Read } from '../outcome.ts'
import { noteChange, unixSeconds, type Chat, type StoredMessage } from '../state.ts'
import type { WireMessage, WireReplyMarkup } from '../wire.ts'
import { type Call } from './call.ts'

type ReplyParameters = {
  message_id?: number
  chat_id?: number | string
  allow_sending_without_reply?: boolean
  quote?: string
}

/** The keyboard of a call, checked; undefined when it has none. */
export const replyMarkupOf = (call: Call, inlineOnly: boolean): Read<WireReplyMarkup | undefined> => {
  const markup = call.params['reply_markup'] as WireReplyMarkup | undefined
  if (markup === undefined) return value(undefined)
  const inPrivate = Number(call.params['chat_id']) > 0
  return checkReplyMarkup(markup, { inPrivate, inlineOnly }) ?? value(markup)
}

/** An inline keyboard in the form that the platform keeps; an empty one is none. */
export const inlineKeyboard = (markup: WireReplyMarkup | undefined): WireMessage['reply_markup'] => {
  const rows = markup?.inline_keyboard?.filter((row) => row.length > 0) ?? []
  return rows.length > 0 ? { inline_keyboard: rows } : undefined
}

const repliedMessage = (call: Call, chat: Chat): Read<StoredMessage | undefined> | Failure => {
  const reply = call.params['reply_parameters'] as ReplyParameters | undefined
  if (reply === undefined || !call.state.settings.recordMessages) return value(undefined)
  if (reply.message_id === undefined) return badRequest('message identifier is not specified')
  if (reply.chat_id !== undefined && Number(reply.chat_id) !== chat.id)
    return badRequest('replies to another chat are not emulated')
  const message = chat.messages.get(reply.message_id)
  if (message === undefined || message.deleted)
    return reply.allow_sending_without_reply === true ? value(undefined) : badRequest('message to be replied not found')
  const said = message.wire.text ?? message.wire.caption ?? ''
  if (reply.quote !== undefined && !said.includes(reply.quote)) return badRequest('QUOTE_TEXT_INVALID')
  return value(message)
}

const count = (call: Call, chat: Chat): void => {
  const { counters } = call.state
  const second = unixSeconds(call.state)
  counters.messages += 1
  if (call.params['allow_paid_broadcast'] === true && call.bot.paidBroadcast) counters.paidMessages += 1
  counters.byChat.set(chat.id, (counters.byChat.get(chat.id) ?? 0) + 1)
  counters.bySecond.set(second, (counters.bySecond.get(second) ?? 0) + 1)
}

const keepReplyKeyboard = (chat: Chat, markup: WireReplyMarkup | undefined): void => {
  if (markup?.keyboard !== undefined)
    chat.replyKeyboard = { rows: markup.keyboard, oneTime: markup.one_time_keyboard === true }
  else if (markup?.remove_keyboard === true) delete chat.replyKeyboard
}

/** Puts a checked message of the bot into the chat and answers it as the platform does. */
export const acceptMessage = (
  call: Call,
  chat: Chat,
  markup: WireReplyMarkup | undefined,
  content: Partial<WireMessage>,
): Outcome => {
  const { state, bot } = call
  const replied = repliedMessage(call, chat)
  if (!replied.ok) return replied
  const inline = inlineKeyboard(markup)
  const wire: WireMessage = {
    message_id: chat.nextMessageId,
    from: bot.user,
    chat: chat.wire,
    date: unixSeconds(state),
    ...content,
    ...(inline === undefined ? {} : { reply_markup: inline }),
    ...(call.params['protect_content'] === true ? { has_protected_content: true as const } : {}),
  }
  chat.nextMessageId += 1
  count(call, chat)
  if (replied.value !== undefined) {
    const { reply_to_message: _nested, ...flat } = replied.value.wire
    wire.reply_to_message = flat
  }
  if (state.settings.recordMessages) {
    const silent = call.params['disable_notification'] === true
    const message: StoredMessage = { wire, outgoing: true, changed: 0, deleted: false, silent }
    chat.messages.set(wire.message_id, message)
    keepReplyKeyboard(chat, markup)
    noteChange(state, { bot, chat, message })
  }
  return { ok: true, result: state.settings.recordMessages ? { ...wire } : wire }
}
