import type { IncomingContent, IncomingUpdate } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { momentOf } from './read-envelope.ts'
import { readMessage } from './read-message.ts'
import { fieldsAt, idAt, numberAt, readFields, textAt, type Fields } from './update-fields.ts'

type Act = {
  readonly content: IncomingContent
  readonly seconds?: number | undefined
  readonly from?: Fields | undefined
  readonly message?: Fields | undefined
}

const ignored = (name: string): Act => ({ content: { kind: 'ignored', name } })

const isPrivate = (act: Fields | undefined): boolean => textAt(fieldsAt(act, 'chat'), 'type') === 'private'

/** Only people in their own chat with the bot are answered: not groups, not channels, not other bots. */
const strangers = (act: Fields | undefined, from: Fields | undefined): Act | undefined => {
  if (!isPrivate(act)) return ignored(fieldsAt(act, 'chat') ? 'group' : 'malformed')
  if (idAt(from, 'id') === undefined || idAt(fieldsAt(act, 'chat'), 'id') === undefined) return ignored('malformed')
  return from?.['is_bot'] === true ? ignored('bot') : undefined
}

const readNewMessage = (message: Fields): Act => {
  const from = fieldsAt(message, 'from')
  return (
    strangers(message, from) ?? { content: readMessage(message), seconds: numberAt(message, 'date'), from, message }
  )
}

/**
 * A changed message is not taken over silently: the person is asked to send it anew. A shared position that moves
 * comes as an edit too, every few seconds.
 */
const readEdit = (message: Fields): Act => {
  const from = fieldsAt(message, 'from')
  const seconds = numberAt(message, 'edit_date') ?? numberAt(message, 'date')
  const stranger = strangers(message, from)
  if (stranger) return stranger
  if (fieldsAt(message, 'location')) return { ...ignored('live-location'), seconds }
  return { content: { kind: 'unsupported', name: 'edited' }, seconds, from, message }
}

const readTap = (tap: Fields): Act => {
  const from = fieldsAt(tap, 'from')
  const message = fieldsAt(tap, 'message')
  const stranger = strangers(message, from)
  if (stranger) return stranger
  const data = textAt(tap, 'data')
  if (data === undefined) return ignored('tap-without-data')
  const messageId = idAt(message, 'message_id')
  return {
    content: { kind: 'button', data, ...(messageId === undefined ? {} : { messageId: String(messageId) }) },
    from,
  }
}

/** In a private chat this comes exactly when the person blocks the bot or lets it in again. */
const readStanding = (change: Fields): Act => {
  const from = fieldsAt(change, 'from')
  const stranger = strangers(change, from)
  if (stranger) return stranger
  const status = textAt(fieldsAt(change, 'new_chat_member'), 'status')
  const seconds = numberAt(change, 'date')
  if (status === 'kicked') return { content: { kind: 'unfollow' }, seconds, from }
  if (status === 'member') return { content: { kind: 'follow' }, seconds, from }
  return { ...ignored('standing'), seconds }
}

const readers = [
  ['message', readNewMessage],
  ['edited_message', readEdit],
  ['callback_query', readTap],
  ['my_chat_member', readStanding],
] as const

const readAct = (update: Fields | undefined): Act => {
  for (const [name, read] of readers) {
    const act = fieldsAt(update, name)
    if (act) return read(act)
  }
  return ignored('unknown')
}

const language = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/

/** What a stored update says, in the house's words. A tap has no time of its own and gets the present one. */
export const parseUpdate = (raw: Uint8Array, clock: Clock): IncomingUpdate => {
  const { content, seconds, from, message } = readAct(readFields(raw))
  const spoken = textAt(from, 'language_code')
  const quoted = fieldsAt(message, 'reply_to_message')
  const quotes = fieldsAt(quoted, 'from')?.['is_bot'] === true ? idAt(quoted, 'message_id') : undefined
  return {
    at: momentOf(seconds, clock),
    content,
    opensWindow: content.kind !== 'ignored' && content.kind !== 'unfollow',
    ...(spoken !== undefined && language.test(spoken) ? { language: spoken } : {}),
    ...(quotes === undefined ? {} : { quotes: String(quotes) }),
  }
}
