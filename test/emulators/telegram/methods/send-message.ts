import { badRequest, type Outcome } from '../outcome.ts'
import { formatText } from '../text/formatted-text.ts'
import { acceptMessage, replyMarkupOf } from './accept-message.ts'
import { type Call, entitiesOf, stringOf, writableChat } from './call.ts'

/** Longest text of a message after its entities were parsed, in UTF-16 units. */
export const longestText = 4096

export const sendMessage = (call: Call): Outcome => {
  const source = stringOf(call, 'text') ?? ''
  const read = formatText(source, stringOf(call, 'parse_mode'), entitiesOf(call, 'entities'))
  if (!read.ok) return read
  const { text, entities } = read.value
  if (text === '') return badRequest('message text is empty')
  const markup = replyMarkupOf(call, false)
  if (!markup.ok) return markup
  const chat = writableChat(call)
  if (!chat.ok) return chat
  if (text.length > longestText) return badRequest('message is too long')
  const preview = call.params['link_preview_options']
  return acceptMessage(call, chat.value, markup.value, {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(preview === undefined ? {} : { link_preview_options: preview }),
  })
}
