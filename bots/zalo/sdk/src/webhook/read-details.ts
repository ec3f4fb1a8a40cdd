import { idAt, numberAt, objectAt, objectsAt, textAt, textsAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { readAttachments } from './attachments.ts'
import type { EventKind } from './event-catalogue.ts'

const readMessage = (message: JsonObject) => ({
  messageId: idAt(message, 'msg_id'),
  text: textAt(message, 'text'),
  attachments: readAttachments(message),
})

const readInfo = (info: JsonObject) => {
  const full = objectAt(info, 'full_address')
  return {
    fullName: textAt(info, 'name'),
    phone: textAt(info, 'phone'),
    birthDate: textAt(info, 'user_dob'),
    gender: textAt(info, 'gender'),
    address: textAt(full, 'user_address') ?? textAt(info, 'address'),
    ward: textAt(full, 'user_ward') ?? textAt(info, 'ward'),
    district: textAt(info, 'district'),
    city: textAt(full, 'user_city') ?? textAt(info, 'city'),
  }
}

const readCall = (body: JsonObject) => {
  const data = { ...objectAt(body, 'data'), ...body }
  return {
    callId: idAt(data, 'call_id'),
    phone: textAt(data, 'phone'),
    requestType: textAt(data, 'request_type'),
    consent: textAt(data, 'user_consent'),
  }
}

const readWidget = (data: JsonObject) => ({
  externalUserId: idAt(data, 'user_external_id'),
  url: textAt(data, 'url'),
  message: textAt(data, 'message'),
})

const readSeen = (message: JsonObject): readonly string[] => {
  const one = idAt(message, 'msg_id')
  const many = textsAt(message, 'msg_ids')
  return many.length > 0 || one === null ? many : [one]
}

/** The fields of an event beside its kind and name, by kind. Absent ones are null or empty; nothing throws. */
export const detailReaders = {
  message: (body) => {
    const message = objectAt(body, 'message')
    return { ...readMessage(message), quotedMessageId: idAt(message, 'quote_msg_id') }
  },
  echo: (body) => ({
    ...readMessage(objectAt(body, 'message')),
    adminId: idAt(objectAt(body, 'sender'), 'admin_id'),
  }),
  'anonymous-message': (body) => readAnonymous(body, 'sender'),
  'anonymous-echo': (body) => readAnonymous(body, 'recipient'),
  'group-message': (body) => readGroupMessage(body, 'recipient'),
  'group-echo': (body) => readGroupMessage(body, 'recipient'),
  group: (body) => ({ groupId: idAt(body, 'group_id'), userIds: readUserIds(body) }),
  follow: (body) => ({ source: textAt(body, 'source') }),
  unfollow: (body) => ({ source: textAt(body, 'source') }),
  'chat-opened': () => ({}),
  'info-submitted': (body) => readInfo(objectAt(body, 'info')),
  'info-updated': (body) => ({ method: textAt(objectAt(body, 'data'), 'method') }),
  received: (body) => ({ messageIds: readSeen(objectAt(body, 'message')) }),
  seen: (body) => ({ messageIds: readSeen(objectAt(body, 'message')) }),
  reaction: (body) => readReaction(objectAt(body, 'message')),
  'reaction-echo': (body) => readReaction(objectAt(body, 'message')),
  tag: (body) => {
    const tag = objectAt(body, 'tag')
    return { tag: textAt(tag, 'name'), userIds: textsAt(tag, 'user_ids') }
  },
  withdrawal: () => ({}),
  widget: (body) => readWidget(objectAt(body, 'data')),
  call: readCall,
  extension: (body) => ({ extensionId: idAt(body, 'extension_id') }),
  'template-received': (body) => {
    const message = objectAt(body, 'message')
    return {
      ...readTracked(message),
      deliveredAtMs: numberAt(message, 'delivery_time'),
      recipient: idAt(objectAt(body, 'recipient'), 'id'),
    }
  },
  'template-feedback': (body) => {
    const message = objectAt(body, 'message')
    return {
      ...readTracked(message),
      rate: numberAt(message, 'rate'),
      note: textAt(message, 'note'),
      feedbacks: textsAt(message, 'feedbacks'),
      submittedAtMs: numberAt(message, 'submit_time'),
    }
  },
  'template-button': (body) => {
    const message = objectAt(body, 'message')
    return {
      messageId: idAt(body, 'msg_id') ?? idAt(message, 'msg_id'),
      trackingId: idAt(message, 'tracking_id'),
      buttonType: textAt(message, 'button_type'),
      data: textAt(message, 'data'),
      submittedAtMs: numberAt(message, 'submit_time'),
    }
  },
  'daily-quota': (body) => readChange(objectAt(body, 'quota'), 'value'),
  'template-status': (body) => ({
    templateId: idAt(body, 'template_id'),
    ...readChange(objectAt(body, 'status'), 'status'),
    reason: textAt(body, 'reason'),
  }),
  'template-notice': (body) => ({ templateId: idAt(body, 'template_id'), body }),
} satisfies Record<EventKind, (body: JsonObject) => object>

function readAnonymous(body: JsonObject, visitor: 'sender' | 'recipient') {
  const message = objectAt(body, 'message')
  return {
    ...readMessage(message),
    anonymousId: idAt(objectAt(body, visitor), 'id'),
    conversationId: idAt(message, 'conversation_id'),
  }
}

function readGroupMessage(body: JsonObject, group: 'recipient') {
  return { ...readMessage(objectAt(body, 'message')), groupId: idAt(objectAt(body, group), 'id') }
}

function readUserIds(body: JsonObject): readonly string[] {
  return objectsAt(body, 'users')
    .map((user) => idAt(user, 'id'))
    .filter((id) => id !== null)
}

function readReaction(message: JsonObject) {
  return { messageId: idAt(message, 'msg_id'), icon: textAt(message, 'react_icon') }
}

function readTracked(message: JsonObject) {
  return { messageId: idAt(message, 'msg_id'), trackingId: idAt(message, 'tracking_id') }
}

function readChange(change: JsonObject, noun: 'value' | 'status') {
  return { previous: textAt(change, `prev_${noun}`), next: textAt(change, `new_${noun}`) }
}
