import { isDeepStrictEqual } from 'node:util'
import { answer, badRequest, value, type Outcome, type Read } from '../outcome.ts'
import { noteChange, unixSeconds, type Chat, type StoredMessage } from '../state.ts'
import { formatText } from '../text/formatted-text.ts'
import type { WireMessage } from '../wire.ts'
import { inlineKeyboard, replyMarkupOf } from './accept-message.ts'
import { type Call, chatNotFound, entitiesOf, numberOf, stringOf, writableChat } from './call.ts'
import { longestText } from './send-message.ts'

const notModified = badRequest(
  'message is not modified: specified new message content and reply markup are exactly the same as a current content' +
    ' and reply markup of the message',
)

const editable = (call: Call): Read<{ chat: Chat; message: StoredMessage }> => {
  if (call.params['chat_id'] === undefined) return chatNotFound
  const messageId = numberOf(call, 'message_id')
  if (messageId === undefined) return badRequest('message identifier is not specified')
  const chat = writableChat(call)
  if (!chat.ok) return chat
  const message = chat.value.messages.get(messageId)
  if (message === undefined || message.deleted) return badRequest('message to edit not found')
  return message.outgoing ? value({ chat: chat.value, message }) : badRequest("message can't be edited")
}

/** Replaces text, entities and keyboard of a kept message, unless nothing would change. */
const apply = (
  call: Call,
  target: { chat: Chat; message: StoredMessage },
  edited: Pick<WireMessage, 'text' | 'entities' | 'link_preview_options' | 'reply_markup'>,
): Outcome => {
  const { wire } = target.message
  const same =
    edited.text === wire.text &&
    isDeepStrictEqual(edited.entities ?? [], wire.entities ?? []) &&
    isDeepStrictEqual(edited.reply_markup, wire.reply_markup)
  if (same) return notModified
  const { text: _text, entities: _entities, link_preview_options: _preview, reply_markup: _markup, ...rest } = wire
  target.message.wire = { ...rest, ...edited, edit_date: unixSeconds(call.state) }
  noteChange(call.state, { bot: call.bot, ...target })
  return answer({ ...target.message.wire })
}

export const editMessageText = (call: Call): Outcome => {
  const source = stringOf(call, 'text') ?? ''
  const read = formatText(source, stringOf(call, 'parse_mode'), entitiesOf(call, 'entities'))
  if (!read.ok) return read
  const { text, entities } = read.value
  if (text === '') return badRequest('message text is empty')
  const markup = replyMarkupOf(call, true)
  if (!markup.ok) return markup
  const target = editable(call)
  if (!target.ok) return target
  if (target.value.message.wire.text === undefined) return badRequest('there is no text in the message to edit')
  if (text.length > longestText) return badRequest('MESSAGE_TOO_LONG')
  const keyboard = inlineKeyboard(markup.value)
  const preview = call.params['link_preview_options']
  return apply(call, target.value, {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(preview === undefined ? {} : { link_preview_options: preview }),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  })
}

export const editMessageReplyMarkup = (call: Call): Outcome => {
  const markup = replyMarkupOf(call, true)
  if (!markup.ok) return markup
  const target = editable(call)
  if (!target.ok) return target
  const { text, entities, link_preview_options: preview } = target.value.message.wire
  const keyboard = inlineKeyboard(markup.value)
  return apply(call, target.value, {
    ...(text === undefined ? {} : { text }),
    ...(entities === undefined ? {} : { entities }),
    ...(preview === undefined ? {} : { link_preview_options: preview }),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  })
}
