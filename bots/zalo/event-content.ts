import type { InfoSubmittedEvent, ReceiptEvent, ZaloEvent } from 'zalo-oa-sdk'
import type { IncomingContent } from '../../src/channels/port.ts'
import { accountValues } from './account-event.ts'
import { messageContent } from './message-content.ts'

const nameMax = 60

/** Event names are logged, so that one from outside the catalogue must not grow beyond a name. */
const nameOf = (event: ZaloEvent): string => (event.name ?? 'unnamed').slice(0, nameMax)

const ignored = (event: ZaloEvent): IncomingContent => ({ kind: 'ignored', name: nameOf(event) })
const ofAccount = (event: ZaloEvent): IncomingContent => {
  const values = accountValues(event)
  return { kind: 'account-event', name: nameOf(event), ...(Object.keys(values).length === 0 ? {} : { values }) }
}

const submittedInfo = (info: InfoSubmittedEvent): IncomingContent => {
  // Older bodies name the ward under `district`.
  const ward = info.ward ?? info.district
  return {
    kind: 'submitted-info',
    ...(info.fullName === null ? {} : { name: info.fullName }),
    ...(info.phone === null ? {} : { phone: info.phone }),
    ...(ward === null ? {} : { ward }),
    ...(info.city === null ? {} : { city: info.city }),
  }
}

const receipt = (event: ReceiptEvent): IncomingContent =>
  event.messageIds.length === 0
    ? ignored(event)
    : { kind: 'receipt', what: event.kind === 'seen' ? 'seen' : 'delivered', messageIds: event.messageIds }

/** What an event means to the house. Every kind of the catalogue is named, so that a new one does not slip through. */
export const contentOf = (event: ZaloEvent): IncomingContent => {
  switch (event.kind) {
    case 'message':
    case 'anonymous-message':
      return messageContent(event)
    case 'echo':
    case 'anonymous-echo':
      return event.messageId === null
        ? ignored(event)
        : {
            kind: 'echo',
            messageId: event.messageId,
            text: event.text ?? '',
            byPerson: event.kind === 'echo' && event.adminId !== null,
          }
    case 'follow':
      return { kind: 'follow', ...(event.source === null ? {} : { source: event.source }) }
    case 'unfollow':
      return { kind: 'unfollow' }
    case 'chat-opened':
      return { kind: 'start' }
    case 'info-submitted':
      return submittedInfo(event)
    case 'withdrawal':
      return { kind: 'withdraw' }
    case 'received':
    case 'seen':
      return receipt(event)
    // A template reached a phone: its id is all that leads to the message, for it may be of no chat of this account.
    case 'template-received':
      return event.messageId === null
        ? ignored(event)
        : { kind: 'receipt', what: 'delivered', messageIds: [event.messageId] }
    case 'reaction':
      return {
        kind: 'reaction',
        icon: event.icon ?? '',
        ...(event.messageId === null ? {} : { messageId: event.messageId }),
      }
    case 'group':
    case 'group-message':
    case 'group-echo':
    case 'tag':
    case 'extension':
    case 'template-feedback':
    case 'template-button':
    case 'template-status':
    case 'template-notice':
    case 'daily-quota':
      return ofAccount(event)
    // A call was answered by a person at the other end; nothing is left for us to say.
    case 'call':
    case 'widget':
    case 'info-updated':
    case 'reaction-echo':
    case 'unknown':
      return ignored(event)
  }
}
