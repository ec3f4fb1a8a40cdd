import { asLink, findTap } from './find-tap.ts'
import {
  businessCardMessage,
  linkMessage,
  locationMessage,
  mediaMessage,
  samples,
  stickerMessage,
  textMessage,
} from './person-messages.ts'
import type { FileInput, Outgoing } from './person-messages.ts'
import { countInteraction, markSeen, sendReceipt, showOnPhone } from './put-on-phone.ts'
import type { Delivery } from './send-webhook.ts'
import { reportRating, reportResponseButton, reportTemplateReceipt } from './template-events.ts'
import type { Rating } from './template-events.ts'
import { eventFromPerson, followEvent, personEvent } from './webhook-events.ts'
import type { Person, PhoneMessage, TemplateMessage, World } from './world.ts'

/** The id that the message got, and its event on the way to the webhook (first attempt made). */
export type Sent = { messageId: string; delivery: Delivery }
export type SubmittedInfo = {
  name: string
  phone: string
  dob?: string
  gender?: 'male' | 'female'
  city?: string
  ward?: string
  address?: string
}

export type UserDriver = {
  readonly id: string
  readonly oaId: string
  /** The state behind; fields may be changed by a test. */
  readonly person: Person
  follow(source?: string): Promise<Delivery>
  unfollow(): Promise<Delivery>
  /** Sent exactly as given: NFC, NFD, control characters. */
  sendText(text: string, options?: { quote?: string }): Promise<Sent>
  sendImage(input?: FileInput): Promise<Sent>
  sendGif(input?: FileInput): Promise<Sent>
  /** An .m4a as iPhones send, or .amr with `format`. */
  sendAudio(input?: FileInput & { format?: 'm4a' | 'amr' }): Promise<Sent>
  sendVideo(input?: FileInput): Promise<Sent>
  sendFile(input?: FileInput): Promise<Sent>
  sendLocation(latitude?: number, longitude?: number): Promise<Sent>
  sendSticker(id?: string): Promise<Sent>
  sendLink(url: string, description?: string): Promise<Sent>
  sendBusinessCard(phone: string): Promise<Sent>
  /** Taps the newest button with this payload or title; links, calls and SMS cause no event. Throws when there is none. */
  clickButton(payload: string): Promise<Sent | undefined>
  /** Sends the event once, and only to someone who never chatted. */
  clickChatNow(): Promise<Delivery | undefined>
  submitInfo(info: SubmittedInfo): Promise<Delivery>
  withdraw(): Promise<Delivery>
  markSeen(): Promise<void>
  react(messageId: string, icon?: string): Promise<Delivery>
  rate(messageId: string, rating: Rating): Promise<Delivery>
  clickResponseButton(messageId: string, data: string): Promise<Delivery>
  goOffline(): void
  /** Receives what waited, and reports it. */
  goOnline(): Promise<void>
  /** What the phone shows, oldest first, buttons included. */
  messages(): PhoneMessage[]
  /** The next message of the account that this function has not given yet. */
  next(timeoutMs?: number): Promise<PhoneMessage>
}

export const sendAsPerson = async (
  world: World,
  person: Person,
  eventName: string,
  { content, attachments, text }: Outgoing,
  hidden = false,
): Promise<Sent> => {
  person.everChatted = true
  if (!person.anonymous) countInteraction(world, person)
  const shown = showOnPhone(world, person, content, { from: 'user', hidden })
  const message = {
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(text === undefined ? {} : { text }),
    msg_id: shown.id,
    ...(content.quotedId === undefined ? {} : { quote_msg_id: content.quotedId }),
    ...(person.conversationId === undefined ? {} : { conversation_id: person.conversationId }),
  }
  const delivery = await world.webhooks.emit(person.oaId, eventFromPerson(person, eventName, { message }))
  return { messageId: shown.id, delivery }
}

const infoFields = (world: World, info: SubmittedInfo): Record<string, unknown> => {
  const { name, phone, dob = '', gender = '', city = '', ward = '', address = '' } = info
  return world.switches.submitInfoShape === 'flat'
    ? { name, phone, address, city, district: ward }
    : { name, phone, user_dob: dob, gender, full_address: { user_city: city, user_ward: ward, user_address: address } }
}

const templateMessage = (world: World, messageId: string): TemplateMessage => {
  const record = world.templateMessages.get(messageId)
  if (record === undefined) throw new Error(`${messageId} is no template message`)
  return record
}

const receiveWaiting = async (world: World, person: Person): Promise<void> => {
  person.online = true
  for (const message of person.messages.filter((one) => one.from !== 'user' && !one.received)) {
    message.received = true
    const record = world.templateMessages.get(message.id)
    if (record === undefined) await sendReceipt(world, person, message)
    else {
      record.deliveredAt = world.now()
      await reportTemplateReceipt(world, record)
    }
  }
}

const clickButton = async (world: World, person: Person, wanted: string): Promise<Sent | undefined> => {
  const tap = findTap(person, wanted)
  countInteraction(world, person)
  if (asLink(tap) !== undefined) return undefined
  const text = typeof tap.payload === 'string' ? tap.payload : ''
  return sendAsPerson(world, person, 'user_send_text', textMessage(text), tap.type === 'oa.query.hide')
}

export const driveUser = (world: World, person: Person): UserDriver => {
  const { oaId } = person
  let given = 0
  const send = (name: string, outgoing: Outgoing): Promise<Sent> =>
    sendAsPerson(world, person, `user_send_${name}`, outgoing)
  const emit = (event: Record<string, unknown>): Promise<Delivery> => world.webhooks.emit(oaId, event)
  const follow = (source: string): Promise<Delivery> => {
    person.following = true
    countInteraction(world, person)
    world.signal.notify()
    return emit(followEvent(person, 'follow', source))
  }
  const forNext = (): PhoneMessage | undefined => {
    const found = person.messages.filter((one) => one.from !== 'user' && one.received)[given]
    if (found !== undefined) given += 1
    return found
  }
  return {
    id: person.id,
    oaId,
    person,
    follow: (source = 'oa_profile') => follow(source),
    unfollow: () => {
      person.following = false
      world.signal.notify()
      return emit(followEvent(person, 'unfollow', 'oa_profile'))
    },
    sendText: (text, options = {}) => send('text', textMessage(text, options.quote)),
    sendImage: (input = {}) => send('image', mediaMessage(world, 'image', samples.jpeg, input)),
    sendGif: (input = {}) => send('gif', mediaMessage(world, 'gif', samples.gif, input)),
    sendAudio: (input = {}) => send('audio', mediaMessage(world, 'audio', samples[input.format ?? 'm4a'], input)),
    sendVideo: (input = {}) => send('video', mediaMessage(world, 'video', samples.mp4, input)),
    sendFile: (input = {}) => send('file', mediaMessage(world, 'file', samples.pdf, input)),
    sendLocation: (latitude = 21.028511, longitude = 105.852013) =>
      send('location', locationMessage(latitude, longitude)),
    sendSticker: (id = '23311') => send('sticker', stickerMessage(id)),
    sendLink: (url, description = '') => send('link', linkMessage(url, description)),
    sendBusinessCard: (phone) => send('business_card', businessCardMessage(phone)),
    clickButton: (wanted) => clickButton(world, person, wanted),
    clickChatNow: async () => {
      if (person.everChatted || person.chatNowClicked) return undefined
      person.chatNowClicked = true
      countInteraction(world, person)
      return emit(personEvent(person, 'user_click_chatnow'))
    },
    submitInfo: (info) => {
      person.sharedInfo = {
        name: info.name,
        phone: info.phone,
        address: info.address ?? '',
        city: info.city ?? '',
        district: info.ward ?? '',
        user_dob: info.dob ?? '',
      }
      if (world.switches.submitInfoOpensWindow) countInteraction(world, person)
      return emit(eventFromPerson(person, 'user_submit_info', { info: infoFields(world, info) }))
    },
    withdraw: () => emit(personEvent(person, 'user_withdraw')),
    markSeen: () => markSeen(world, person),
    react: (messageId, icon = '/-heart') => {
      person.messages.find(({ id }) => id === messageId)?.reactions.push(icon)
      if (world.switches.reactionOpensWindow) countInteraction(world, person)
      world.signal.notify()
      return emit(eventFromPerson(person, 'user_reacted_message', { message: { msg_id: messageId, react_icon: icon } }))
    },
    rate: async (messageId, rating) => reportRating(world, templateMessage(world, messageId), rating),
    clickResponseButton: async (messageId, data) =>
      reportResponseButton(world, templateMessage(world, messageId), data),
    goOffline: () => {
      person.online = false
    },
    goOnline: () => receiveWaiting(world, person),
    messages: () => person.messages.filter(({ hidden }) => !hidden),
    next: (timeoutMs = 5000) => world.signal.waitUntil(forNext, timeoutMs, 'the next message on the phone'),
  }
}
