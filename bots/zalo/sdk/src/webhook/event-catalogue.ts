/**
 * Every event name of docs.zaloplatforms.com, OA/webhook, that was found in 2026, by kind. Where sources spell a name
 * differently both spellings stand here. `user_received_message` appears twice: from a chat and from a template message.
 */
const names = {
  message: [
    'user_send_text',
    'user_send_image',
    'user_send_gif',
    'user_send_link',
    'user_send_audio',
    'user_send_video',
    'user_send_sticker',
    'user_send_location',
    'user_send_file',
    'user_send_business_card',
  ],
  echo: [
    'oa_send_text',
    'oa_send_image',
    'oa_send_gif',
    'oa_send_list',
    'oa_send_file',
    'oa_send_sticker',
    'oa_send_template',
  ],
  'anonymous-message': ['anonymous_send_text', 'anonymous_send_image', 'anonymous_send_file', 'anonymous_send_sticker'],
  'anonymous-echo': [
    'oa_send_anonymous_text',
    'oa_send_anonymous_image',
    'oa_send_anonymous_file',
    'oa_send_anonymous_sticker',
  ],
  'group-message': [
    'user_send_group_text',
    'user_send_group_image',
    'user_send_group_link',
    'user_send_group_audio',
    'user_send_group_video',
    'user_send_group_business_card',
    'user_send_group_sticker',
    'user_send_group_gif',
    'user_send_group_file',
    'user_send_group_location',
  ],
  'group-echo': [
    'oa_send_group_text',
    'oa_send_group_image',
    'oa_send_group_link',
    'oa_send_group_audio',
    'oa_send_group_video',
    'oa_send_group_business_card',
    'oa_send_group_sticker',
    'oa_send_group_gif',
    'oa_send_group_file',
  ],
  group: [
    'create_group',
    'delete_group',
    'update_group_info',
    'add_group_admin',
    'remove_group_admin',
    'user_join_group',
    'user_out_group',
    'user_leave_group',
    'user_request_join_group',
    'accept_request_join_group',
    'reject_request_join_group',
    'react_request_join_group_accept',
    'react_request_join_group_reject',
  ],
  follow: ['follow'],
  unfollow: ['unfollow'],
  'chat-opened': ['user_click_chatnow'],
  'info-submitted': ['user_submit_info'],
  'info-updated': ['update_user_info'],
  received: ['user_received_message'],
  seen: ['user_seen_message'],
  reaction: ['user_reacted_message'],
  'reaction-echo': ['oa_reacted_message'],
  tag: ['add_user_to_tag', 'remove_user_from_tag', 'remove_tag'],
  withdrawal: ['user_withdraw'],
  widget: ['widget_interaction_accepted', 'widget_failed_to_sync_user_external_id'],
  call: ['oa_send_consent', 'user_reply_consent', 'user_call_oa', 'oa_call_user'],
  extension: ['extension_purchased'],
  'template-received': ['user_received_message'],
  'template-feedback': ['user_feedback'],
  'template-button': ['user_click_response_button'],
  'daily-quota': ['change_oa_daily_quota'],
  'template-status': ['change_template_status'],
  'template-notice': [
    'change_template_quality',
    'change_template_quota',
    'change_oa_template_tags',
    'event_journey_acknowledged',
    'event_journey_time_out',
  ],
} as const

export type EventKind = keyof typeof names
export type EventName<Kind> = Kind extends EventKind ? (typeof names)[Kind][number] : never

const kinds = new Map<string, EventKind>()
for (const kind of Object.keys(names) as EventKind[]) {
  // The first kind of a name wins: a template's receipt is told apart by its fields, not here.
  for (const name of names[kind]) if (!kinds.has(name)) kinds.set(name, kind)
}

/** The kind of an event name; null for a name that is not in the catalogue. */
export const kindOfEvent = (name: string): EventKind | null => kinds.get(name) ?? null

/** All event names of the catalogue. */
export const EVENT_NAMES: readonly string[] = [...kinds.keys()]

const OPENS: readonly EventKind[] = ['message', 'group-message', 'follow', 'chat-opened', 'info-submitted']
const UNDOCUMENTED: readonly EventKind[] = ['anonymous-message', 'reaction', 'group']

/**
 * Whether an event counts as an interaction that opens the reply window (48 hours free, 7 days in all). Null where the
 * page OA/phu-luc/cac-tuong-tac-cua-nguoi-dung-voi-oa does not say: treat as no. `user_submit_info` and messages in
 * groups are read from that page with less certainty than the rest.
 */
export const opensReplyWindow = (kind: EventKind, name: string): boolean | null => {
  if (OPENS.includes(kind) || name === 'user_call_oa' || name === 'widget_interaction_accepted') return true
  return UNDOCUMENTED.includes(kind) || name === 'user_reply_consent' || name === 'oa_call_user' ? null : false
}
