import { checkShape, type Shape } from './fields.ts'
import { badRequest, type Failure } from './outcome.ts'
import type { WireReplyMarkup } from './wire.ts'

const text = { type: 'string' } as const
const bool = { type: 'boolean' } as const
const object = { type: 'object' } as const
const style = { type: 'string', values: ['danger', 'success', 'primary'] } as const

const inlineKinds: Shape = {
  url: text,
  callback_data: text,
  web_app: { type: 'object', shape: { url: { type: 'string', required: true } } },
  login_url: object,
  switch_inline_query: text,
  switch_inline_query_current_chat: text,
  switch_inline_query_chosen_chat: object,
  copy_text: { type: 'object', shape: { text: { type: 'string', required: true, longest: 256 } } },
  callback_game: object,
  pay: bool,
  disabled: object,
}

const inlineButton: Shape = {
  text: { type: 'string', required: true },
  icon_custom_emoji_id: text,
  style,
  ...inlineKinds,
}

const keyboardKinds: Shape = {
  request_users: object,
  request_chat: object,
  request_managed_bot: object,
  request_contact: bool,
  request_location: bool,
  request_poll: object,
  web_app: object,
}

const keyboardButton: Shape = {
  text: { type: 'string', required: true },
  icon_custom_emoji_id: text,
  style,
  ...keyboardKinds,
}

const markups: readonly (readonly [string, Shape])[] = [
  ['inline_keyboard', { inline_keyboard: { type: 'array', required: true }, force_reply: bool }],
  [
    'keyboard',
    {
      keyboard: { type: 'array', required: true },
      is_persistent: bool,
      resize_keyboard: bool,
      one_time_keyboard: bool,
      input_field_placeholder: { type: 'string', longest: 64 },
      selective: bool,
      force_reply: bool,
    },
  ],
  ['remove_keyboard', { remove_keyboard: { type: 'boolean', required: true }, selective: bool }],
  [
    'force_reply',
    {
      force_reply: { type: 'boolean', required: true },
      input_field_placeholder: { type: 'string', longest: 64 },
      selective: bool,
    },
  ],
]

const mostButtons = 100

/** The platform opens http(s) and tg links; a host without a dot (localhost) is no address to it. */
const checkUrl = (url: string): Failure | undefined => {
  const wrong = (why: string) => badRequest(`inline keyboard button URL '${url}' is invalid: ${why}`)
  if (url.startsWith('tg://')) return undefined
  const parsed = URL.parse(url.includes('://') ? url : `http://${url}`)
  if (parsed === null) return wrong('Wrong HTTP URL')
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return wrong('Unsupported URL protocol')
  return parsed.hostname.includes('.') ? undefined : wrong('Wrong HTTP URL')
}

const checkInlineButton = (button: unknown): Failure | undefined => {
  if (typeof button !== 'object' || button === null) return badRequest('InlineKeyboardButton must be an Object')
  const failure = checkShape('InlineKeyboardButton', inlineButton, button)
  if (failure !== undefined) {
    const reason = failure.description.slice('Bad Request: '.length)
    return badRequest(`can't parse inline keyboard button: ${reason}`)
  }
  const given = button as { text: string; url?: string; callback_data?: string }
  if (given.text.trim() === '') return badRequest('inline keyboard button text must be non-empty')
  const kinds = Object.keys(button).filter((name) => name in inlineKinds)
  if (kinds.length === 0)
    return badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  if (kinds.length > 1) return badRequest(`can't parse inline keyboard button: more than one of ${kinds.join(', ')}`)
  if (given.url !== undefined) return checkUrl(given.url)
  if (given.callback_data === undefined) return undefined
  const bytes = Buffer.byteLength(given.callback_data)
  return bytes >= 1 && bytes <= 64 ? undefined : badRequest('BUTTON_DATA_INVALID')
}

const checkKeyboardButton = (button: unknown, inPrivate: boolean): Failure | undefined => {
  if (typeof button === 'string')
    return button.trim() === '' ? badRequest('keyboard button text must be non-empty') : undefined
  if (typeof button !== 'object' || button === null) return badRequest('KeyboardButton must be a String or an Object')
  const failure = checkShape('KeyboardButton', keyboardButton, button)
  if (failure !== undefined) return failure
  if ((button as { text: string }).text.trim() === '') return badRequest('keyboard button text must be non-empty')
  const kinds = Object.keys(button).filter((name) => name in keyboardKinds)
  if (kinds.length > 1) return badRequest(`can't parse keyboard button: more than one of ${kinds.join(', ')}`)
  if (kinds.length === 1 && !inPrivate) return badRequest('phone number can be requested in private chats only')
  return undefined
}

const checkRows = (
  name: string,
  rows: unknown,
  check: (button: unknown) => Failure | undefined,
): Failure | undefined => {
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row)))
    return badRequest(`Field "${name}" must be an Array of Arrays`)
  const buttons = (rows as unknown[][]).flat()
  if (buttons.length > mostButtons) return badRequest('reply markup is too long')
  for (const button of buttons) {
    const failure = check(button)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** Checks a keyboard of any kind. `inlineOnly` for edits, which take inline keyboards only. */
export const checkReplyMarkup = (
  given: object,
  options: { inPrivate: boolean; inlineOnly: boolean },
): Failure | undefined => {
  const found = markups.find(([name]) => name in given)
  if (found === undefined) return badRequest('object expected as reply markup')
  const [kind, shape] = found
  const failure = checkShape('reply_markup', shape, given)
  if (failure !== undefined) return failure
  if (options.inlineOnly && kind !== 'inline_keyboard') return badRequest('inline keyboard expected')
  const markup = given as WireReplyMarkup
  if (kind === 'inline_keyboard') return checkRows(kind, markup.inline_keyboard, checkInlineButton)
  if (kind === 'keyboard')
    return checkRows(kind, markup.keyboard, (button) => checkKeyboardButton(button, options.inPrivate))
  if (markup.remove_keyboard === false || (kind === 'force_reply' && markup.force_reply === false))
    return badRequest('object expected as reply markup')
  return undefined
}
