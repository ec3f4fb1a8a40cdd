import type { Account, MessageKind, Person, PhoneMessage, World } from './world.ts'

type Event = Record<string, unknown>

/** Citizen to account. */
export const eventFromPerson = (person: Person, eventName: string, extra: Event): Event => ({
  sender: { id: person.id },
  user_id_by_app: person.idByApp,
  recipient: { id: person.oaId },
  event_name: eventName,
  ...extra,
})

/** Account to citizen: echoes and receipts. `admin_id` only when a person wrote in Zalo's own console. */
export const eventFromAccount = (person: Person, eventName: string, extra: Event, adminId?: string): Event => ({
  sender: { id: person.oaId, ...(adminId === undefined ? {} : { admin_id: adminId }) },
  user_id_by_app: person.idByApp,
  recipient: { id: person.id },
  event_name: eventName,
  ...extra,
})

export const followEvent = (person: Person, eventName: 'follow' | 'unfollow', source: string): Event => ({
  oa_id: person.oaId,
  follower: { id: person.id },
  user_id_by_app: person.idByApp,
  event_name: eventName,
  source,
})

/** `user_click_chatnow`, `user_withdraw`: the citizen at top level, no sender. */
export const personEvent = (person: Person, eventName: string): Event => ({
  oa_id: person.oaId,
  user_id: person.id,
  user_id_by_app: person.idByApp,
  event_name: eventName,
})

export const tagEvent = (account: Account, eventName: string, name: string, userIds: string[]): Event => ({
  oa_id: account.oaId,
  event_name: eventName,
  tag: { user_ids: userIds, name },
})

const echoNames: Record<MessageKind, string> = {
  text: 'text',
  image: 'image',
  gif: 'gif',
  sticker: 'sticker',
  file: 'file',
  audio: 'file',
  video: 'file',
  location: 'text',
  link: 'list',
  'business-card': 'text',
  list: 'list',
  'request-info': 'template',
  article: 'list',
  template: 'template',
}

const echoAttachments = (message: PhoneMessage): unknown[] => {
  const { media, elements, kind } = message
  if (kind === 'file')
    return [{ type: 'file', payload: { url: media?.url, name: media?.name, size: String(media?.size ?? 0) } }]
  if (kind === 'template')
    return [{ type: 'template', payload: { zinstant_id: message.id, text: message.text, link_url: '', checksum: '' } }]
  if (media !== undefined) return [{ type: kind, payload: { thumbnail: media.url, url: media.url } }]
  return elements.map(({ title, subtitle, imageUrl, action }) => ({
    type: 'link',
    payload: { title, description: subtitle, thumbnail: imageUrl, url: action?.url ?? '' },
  }))
}

/** The echo of what the account sent, by the API or by a person in Zalo's console. */
export const echoOf = (world: World, person: Person, message: PhoneMessage, adminId?: string): Event => {
  const attachments = echoAttachments(message)
  const name = `oa_send_${person.anonymous ? 'anonymous_' : ''}${echoNames[message.kind]}`
  const body = {
    text: message.text,
    msg_id: world.switches.echoSameId ? message.id : world.ids.message(),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(person.conversationId === undefined ? {} : { conversation_id: person.conversationId }),
    ...(message.quotedId === undefined ? {} : { quote_msg_id: message.quotedId }),
  }
  return eventFromAccount(person, name, { message: body }, adminId)
}

export const receivedEvent = (world: World, person: Person, messageId: string): Event =>
  eventFromAccount(person, 'user_received_message', {
    message: world.switches.receivedIds === 'single' ? { msg_id: messageId } : { msg_ids: [messageId] },
  })

export const seenEvent = (world: World, person: Person, ids: string[]): Event => {
  const message = world.switches.seenIds === 'array' ? { msg_ids: ids } : { msg_id: ids[0] }
  return world.switches.seenSender === 'oa'
    ? eventFromAccount(person, 'user_seen_message', { message })
    : eventFromPerson(person, 'user_seen_message', { message })
}
