import type { Clock } from '../../src/kernel/clock.ts'
import type { RawUpdate } from '../../src/channels/port.ts'
import { fieldsAt, idAt, numberAt, type Fields } from './update-fields.ts'

/** The kinds of update that we ask for. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

/** The end of the year 9999, in seconds: beyond it no database stores a time. */
const latestSeconds = 253_402_300_799

/** A moment of Telegram's (whole seconds since 1970); without a usable one now, cut to the second as theirs are. */
export const momentOf = (seconds: number | undefined, clock: Clock): Date =>
  seconds !== undefined && seconds > 0 && seconds <= latestSeconds
    ? new Date(Math.trunc(seconds) * 1000)
    : new Date(Math.floor(clock.now().getTime() / 1000) * 1000)

type Place = { readonly chatId: number | undefined; readonly seconds: number | undefined }

/** A tap carries no time of its own: the date in it is that of our message. */
const placeOf = (update: Fields): Place => {
  const tap = fieldsAt(update, 'callback_query')
  if (tap) {
    const chat = fieldsAt(fieldsAt(tap, 'message'), 'chat')
    return { chatId: idAt(chat, 'id') ?? idAt(fieldsAt(tap, 'from'), 'id'), seconds: undefined }
  }
  const edit = fieldsAt(update, 'edited_message')
  const act = edit ?? fieldsAt(update, 'message') ?? fieldsAt(update, 'my_chat_member')
  return {
    chatId: idAt(fieldsAt(act, 'chat'), 'id'),
    seconds: (edit && numberAt(edit, 'edit_date')) ?? numberAt(act, 'date'),
  }
}

/** What must be known of an update to store it once and in order; undefined when it is none of Telegram's. */
export const readEnvelope = (
  accountId: string,
  update: Fields,
  raw: Uint8Array,
  clock: Clock,
): RawUpdate | undefined => {
  const id = idAt(update, 'update_id')
  if (id === undefined || id < 0) return undefined
  const { chatId, seconds } = placeOf(update)
  return {
    accountId,
    key: String(id),
    conversation: chatId === undefined ? '' : String(chatId),
    at: momentOf(seconds, clock),
    seq: id,
    raw,
  }
}
