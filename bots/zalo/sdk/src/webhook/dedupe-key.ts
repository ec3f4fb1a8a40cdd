import { idAt, objectAt } from '../json-fields.ts'
import type { ZaloEvent } from './events.ts'

/**
 * The key under which an event is remembered, so that a second delivery is known. A message's id by itself for what
 * people send; for all else the name leads, for one message id is sent, received, seen and reacted to. `party` is the
 * person concerned or else the account.
 */
export const dedupeKeyOf = (event: ZaloEvent, party: string, timestamp: string): string => {
  const key = (...parts: readonly (string | null)[]) => [event.name ?? 'unknown', ...parts].join(':')
  const dated = key(party, timestamp)
  switch (event.kind) {
    case 'message':
    case 'group-message':
    case 'anonymous-message':
      return event.messageId ?? dated
    case 'echo':
    case 'group-echo':
    case 'anonymous-echo':
      return event.messageId === null ? dated : key(event.messageId)
    case 'received':
    case 'seen':
      return event.messageIds.length === 0 ? dated : key(event.messageIds.join(','))
    case 'template-received':
      return event.messageId === null ? dated : key(event.messageId)
    case 'reaction':
    case 'reaction-echo':
      return key(event.messageId, event.icon, timestamp)
    case 'template-feedback':
    case 'template-button':
      return event.messageId === null ? dated : key(event.messageId, timestamp)
    case 'group':
      return key(event.groupId, event.userIds.join(','), timestamp)
    case 'tag':
      return key(event.tag, event.userIds.join(','), timestamp)
    case 'call':
      return event.callId === null ? dated : key(event.callId, timestamp)
    case 'template-status':
    case 'template-notice':
      return event.templateId === null ? dated : key(event.templateId, timestamp)
    case 'unknown': {
      const messageId = idAt(objectAt(event.body, 'message'), 'msg_id')
      return messageId === null ? dated : key(party, messageId, timestamp)
    }
    case 'follow':
    case 'unfollow':
    case 'chat-opened':
    case 'info-submitted':
    case 'info-updated':
    case 'withdrawal':
    case 'widget':
    case 'extension':
    case 'daily-quota':
    default:
      return dated
  }
}
