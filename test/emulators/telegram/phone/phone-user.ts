import { storeFile, wireFile, wirePhoto } from '../files.ts'
import { sampleDocument, samplePhoto, sampleVoice } from '../sample-media.ts'
import { noteChange, unixSeconds, type Bot, type Chat, type EmulatorState, type Person } from '../state.ts'
import { detectEntities } from '../text/detect-entities.ts'
import { enqueueUpdate } from '../updates.ts'
import type { WireMessage, WireReplyButton } from '../wire.ts'
import { phoneMessages, type PhoneMessage } from './phone-message.ts'
import { findButton, pressButton, type Tap } from './press-button.ts'
import { takeIn, tellStanding } from './take-in.ts'
import { waitForMessage } from './wait-for.ts'

export type SentFile = { bytes?: Buffer; name?: string; mime?: string; caption?: string }

/** A person with a phone, in the private chat with one bot. Acts answer the number of the message in the chat. */
export type PhoneUser = {
  id: number
  firstName: string
  bot: Bot
  chat: Chat
  /** Opens `t.me/<bot>?start=<payload>` and presses Start. */
  start(payload?: string): number
  send(text: string): number
  sendPhoto(file?: SentFile): number
  sendVoice(file?: SentFile & { duration?: number }): number
  sendDocument(file?: SentFile): number
  sendLocation(latitude?: number, longitude?: number): number
  /** Shares a contact: the person's own, or somebody else's. */
  sendContact(contact?: { phoneNumber?: string; userId?: number; firstName?: string }): number
  /** Presses a button of a keyboard, found by its words or its data, in the newest message that has it. */
  press(buttonTextOrData: string, messageId?: number): Tap
  edit(messageId: number, text: string): void
  block(): void
  unblock(): void
  /** Deletes the account: no update tells the bot. */
  deactivate(): void
  messages(): PhoneMessage[]
  /** The keyboard below the text box. */
  replyKeyboard(): readonly (readonly WireReplyButton[])[]
  waitFor(predicate: (message: PhoneMessage) => boolean, timeoutMs?: number): Promise<PhoneMessage>
}

const longestMessage = 4096

const textContent = (text: string): Partial<WireMessage> => {
  const entities = detectEntities(text)
  return { text, ...(entities.length > 0 ? { entities } : {}) }
}

const captionContent = (caption: string | undefined): Partial<WireMessage> => (caption === undefined ? {} : { caption })

/** Drives one person's phone. Doing what a phone would not let one do is a mistake of the test and throws. */
export const phoneUser = (state: EmulatorState, bot: Bot, chat: Chat, person: Person): PhoneUser => {
  const mayAct = () => {
    if (person.deactivated) throw new Error('a deactivated account cannot act')
    if (chat.standing === 'never_started') throw new Error('press start first: there is no text box before it')
    if (chat.standing === 'blocked') throw new Error('unblock the bot first: a blocked chat has no text box')
  }
  const act = (content: Partial<WireMessage>): number => {
    mayAct()
    return takeIn(state, bot, chat, person, content)
  }
  const send = (text: string): number => {
    const whole = text.trim()
    if (whole === '') throw new Error('a phone does not send an empty text')
    let id = 0
    // A phone cuts a longer text into several messages.
    for (let at = 0; at < whole.length; at += longestMessage)
      id = act(textContent(whole.slice(at, at + longestMessage)))
    return id
  }
  const unblock = () => {
    if (chat.standing !== 'blocked') return
    chat.standing = 'open'
    tellStanding(state, bot, chat, person, { from: 'kicked', to: 'member' })
  }
  const sendContact: PhoneUser['sendContact'] = (contact = {}) =>
    act({
      contact: {
        phone_number: contact.phoneNumber ?? '84900000001',
        first_name: contact.firstName ?? person.firstName,
        user_id: contact.userId ?? person.id,
      },
    })
  const sendLocation: PhoneUser['sendLocation'] = (latitude = 21.0285, longitude = 105.8542) =>
    act({ location: { latitude, longitude } })
  const pressBelow = (wanted: string): boolean => {
    const button = chat.replyKeyboard?.rows
      .flat()
      .find((candidate) => (typeof candidate === 'string' ? candidate : candidate.text) === wanted)
    if (button === undefined) return false
    if (chat.replyKeyboard?.oneTime === true) delete chat.replyKeyboard
    if (typeof button !== 'string' && button.request_contact === true) sendContact()
    else if (typeof button !== 'string' && button.request_location === true) sendLocation()
    else send(wanted)
    return true
  }
  return {
    id: person.id,
    firstName: person.firstName,
    bot,
    chat,
    send,
    unblock,
    sendContact,
    sendLocation,
    start: (payload) => {
      if (payload !== undefined && !/^[\w-]{1,64}$/u.test(payload))
        throw new Error('a start payload has 1 to 64 characters of A-Z a-z 0-9 _ -')
      if (chat.standing === 'never_started') chat.standing = 'open'
      unblock()
      return act(textContent(payload === undefined ? '/start' : `/start ${payload}`))
    },
    sendPhoto: ({ bytes = samplePhoto, name = 'photo.jpg', mime = 'image/jpeg', caption } = {}) => {
      mayAct()
      const file = storeFile(state, bot, { kind: 'photo', bytes, name, mime })
      return act({ photo: wirePhoto(state, bot, file), ...captionContent(caption) })
    },
    sendVoice: ({ bytes = sampleVoice, name = 'voice.oga', mime = 'audio/ogg', caption, duration = 3 } = {}) => {
      mayAct()
      const file = storeFile(state, bot, { kind: 'voice', bytes, name, mime })
      return act({ voice: wireFile(file, { duration }), ...captionContent(caption) })
    },
    sendDocument: ({ bytes = sampleDocument, name = 'don.pdf', mime = 'application/pdf', caption } = {}) => {
      mayAct()
      const file = storeFile(state, bot, { kind: 'document', bytes, name, mime })
      return act({ document: wireFile(file), ...captionContent(caption) })
    },
    press: (wanted, messageId) => {
      mayAct()
      const found = findButton(chat, wanted, messageId)
      if (found !== undefined) return pressButton(state, bot, chat, person, found)
      if (messageId !== undefined || !pressBelow(wanted)) throw new Error('there is no such button on this phone')
      return { id: '', answer: () => undefined, answered: () => Promise.reject(new Error('a text was sent instead')) }
    },
    edit: (messageId, text) => {
      mayAct()
      const message = chat.messages.get(messageId)
      if (message === undefined || message.outgoing || message.deleted) throw new Error('there is no such own message')
      const { entities: _entities, ...rest } = message.wire
      message.wire = { ...rest, ...textContent(text.trim()), edit_date: unixSeconds(state) }
      chat.lastAct = state.changeCount + 1
      noteChange(state, { bot, chat, message })
      enqueueUpdate(state, bot, 'edited_message', { ...message.wire }, { chatId: chat.id, personId: person.id })
    },
    block: () => {
      if (chat.standing !== 'open') return
      chat.standing = 'blocked'
      tellStanding(state, bot, chat, person, { from: 'member', to: 'kicked' })
    },
    deactivate: () => {
      person.deactivated = true
    },
    messages: () => phoneMessages(chat),
    replyKeyboard: () => chat.replyKeyboard?.rows ?? [],
    waitFor: (predicate, timeoutMs = 5000) => waitForMessage(state, chat, predicate, timeoutMs),
  }
}
