/** Objects of Bot API 10.3 as they travel, limited to the fields that the emulator produces or reads. */
export type WireUser = {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
}

export type WireChat = {
  id: number
  type: 'private' | 'group' | 'supergroup'
  title?: string
  username?: string
  first_name?: string
  last_name?: string
}

export type WireEntity = {
  type: string
  offset: number
  length: number
  url?: string
  user?: unknown
  language?: string
  custom_emoji_id?: string
}

export type WirePhotoSize = {
  file_id: string
  file_unique_id: string
  width: number
  height: number
  file_size: number
}

export type WireFile = {
  file_id: string
  file_unique_id: string
  file_size: number
  file_name?: string
  mime_type?: string
  duration?: number
  title?: string
  performer?: string
}

export type WireInlineButton = { text: string; callback_data?: string; url?: string } & Record<string, unknown>

export type WireReplyButton =
  | string
  | { text: string; request_contact?: boolean; request_location?: boolean; [other: string]: unknown }

export type WireReplyMarkup = {
  inline_keyboard?: WireInlineButton[][]
  keyboard?: WireReplyButton[][]
  one_time_keyboard?: boolean
  remove_keyboard?: boolean
  force_reply?: boolean
}

export type WireMessage = {
  message_id: number
  from: WireUser
  chat: WireChat
  date: number
  edit_date?: number
  reply_to_message?: WireMessage
  has_protected_content?: true
  text?: string
  entities?: WireEntity[]
  link_preview_options?: unknown
  photo?: WirePhotoSize[]
  document?: WireFile
  voice?: WireFile
  audio?: WireFile
  caption?: string
  caption_entities?: WireEntity[]
  location?: { latitude: number; longitude: number }
  contact?: { phone_number: string; first_name: string; last_name?: string; user_id?: number }
  migrate_to_chat_id?: number
  migrate_from_chat_id?: number
  reply_markup?: { inline_keyboard: WireInlineButton[][] }
}

export const updateKinds = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'guest_message',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'managed_bot',
  'subscription',
  'stopped_message_generation',
] as const

export type UpdateKind = (typeof updateKinds)[number]

export type WireUpdate = { update_id: number } & Partial<Record<UpdateKind, unknown>>
