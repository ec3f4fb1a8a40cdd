import type { Field, Shape } from './fields.ts'

/**
 * The parameters of the emulated methods, from Bot API 10.3 (2026-08-24). Written apart from any client library, so that
 * it can disagree with one.
 */
const required = (field: Field): Field => ({ ...field, required: true })
const chat: Field = { type: 'chat' }
const int: Field = { type: 'integer' }
const bool: Field = { type: 'boolean' }
const text: Field = { type: 'string' }
const file: Field = { type: 'file' }
const parseMode: Field = { type: 'string' }
const notPlayed = (name: string): Field => ({ type: 'any', refused: `${name} is not emulated` })

const entityShape: Shape = {
  type: required(text),
  offset: required(int),
  length: required(int),
  url: text,
  user: { type: 'object' },
  language: text,
  custom_emoji_id: text,
  unix_time: int,
  date_time_format: text,
}

const entities: Field = { type: 'array', items: { type: 'object', shape: entityShape } }

const replyParameters: Field = {
  type: 'object',
  shape: {
    message_id: int,
    chat_id: chat,
    ephemeral_message_id: notPlayed('ephemeral_message_id'),
    allow_sending_without_reply: bool,
    quote: { type: 'string', longest: 1024 },
    quote_parse_mode: notPlayed('quote_parse_mode'),
    quote_entities: entities,
    quote_position: int,
    checklist_task_id: notPlayed('checklist_task_id'),
    poll_option_id: notPlayed('poll_option_id'),
  },
}

const linkPreview: Field = {
  type: 'object',
  shape: {
    is_disabled: bool,
    url: text,
    prefer_small_media: bool,
    prefer_large_media: bool,
    show_above_text: bool,
  },
}

/** Its inside is checked by `checkReplyMarkup`. */
const replyMarkup: Field = { type: 'object' }

const business: Shape = {
  business_connection_id: { type: 'string', refused: 'business connection not found' },
}

const sending: Shape = {
  ...business,
  chat_id: required(chat),
  message_thread_id: { type: 'integer', refused: 'message thread not found' },
  direct_messages_topic_id: notPlayed('direct_messages_topic_id'),
  ephemeral_message_parameters: notPlayed('ephemeral_message_parameters'),
  disable_notification: bool,
  protect_content: bool,
  allow_paid_broadcast: bool,
  message_effect_id: text,
  suggested_post_parameters: notPlayed('suggested_post_parameters'),
  reply_parameters: replyParameters,
  reply_markup: replyMarkup,
}

const captioned: Shape = { ...sending, caption: text, parse_mode: parseMode, caption_entities: entities }

const editing: Shape = {
  ...business,
  chat_id: chat,
  message_id: int,
  inline_message_id: { type: 'string', refused: 'message to edit not found' },
  reply_markup: replyMarkup,
}

const language: Field = { type: 'string' }

const scope: Field = {
  type: 'object',
  shape: { type: required(text), chat_id: chat, user_id: int },
}

const commands: Field = {
  type: 'array',
  items: {
    type: 'object',
    shape: { command: required(text), description: required(text), is_ephemeral: bool },
  },
}

const allowedUpdates: Field = { type: 'array', items: text }

const chatActions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]

export const methodFields = {
  getMe: {},
  getUpdates: {
    offset: int,
    limit: { type: 'integer', min: 1, max: 100 },
    timeout: { type: 'integer', min: 0 },
    allowed_updates: allowedUpdates,
  },
  setWebhook: {
    url: required(text),
    certificate: file,
    ip_address: text,
    max_connections: { type: 'integer', min: 1, max: 100 },
    allowed_updates: allowedUpdates,
    drop_pending_updates: bool,
    secret_token: text,
  },
  deleteWebhook: { drop_pending_updates: bool },
  getWebhookInfo: {},
  setMyCommands: { commands: required(commands), scope, language_code: language },
  getMyCommands: { scope, language_code: language },
  deleteMyCommands: { scope, language_code: language },
  setMyDescription: { description: text, language_code: language },
  getMyDescription: { language_code: language },
  setMyShortDescription: { short_description: text, language_code: language },
  getMyShortDescription: { language_code: language },
  sendMessage: {
    ...sending,
    text: required(text),
    parse_mode: parseMode,
    entities,
    link_preview_options: linkPreview,
  },
  sendPhoto: { ...captioned, photo: required(file), show_caption_above_media: bool, has_spoiler: bool },
  sendDocument: { ...captioned, document: required(file), thumbnail: file, disable_content_type_detection: bool },
  sendVoice: { ...captioned, voice: required(file), duration: int },
  sendAudio: { ...captioned, audio: required(file), duration: int, performer: text, title: text, thumbnail: file },
  editMessageText: {
    ...editing,
    text: required(text),
    parse_mode: parseMode,
    entities,
    link_preview_options: linkPreview,
    rich_message: notPlayed('rich_message'),
  },
  editMessageReplyMarkup: editing,
  answerCallbackQuery: {
    callback_query_id: required(text),
    text: text,
    show_alert: bool,
    url: text,
    cache_time: int,
  },
  deleteMessage: { chat_id: required(chat), message_id: required(int) },
  getFile: { file_id: required(text) },
  sendChatAction: {
    ...business,
    chat_id: required(chat),
    message_thread_id: { type: 'integer', refused: 'message thread not found' },
    action: required({ type: 'string', values: chatActions }),
  },
  setMessageReaction: {
    chat_id: required(chat),
    message_id: required(int),
    reaction: {
      type: 'array',
      items: {
        type: 'object',
        shape: {
          type: required({ type: 'string', values: ['emoji', 'custom_emoji', 'paid'] }),
          emoji: text,
          custom_emoji_id: text,
        },
      },
    },
    is_big: bool,
  },
  getChat: { chat_id: required(chat) },
} as const satisfies Record<string, Shape>

export type MethodName = keyof typeof methodFields
