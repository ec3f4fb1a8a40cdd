import { mediaMessage, samples, stickerMessage, textMessage } from './person-messages.ts'
import type { FileInput } from './person-messages.ts'
import { sendAsPerson } from './user-driver.ts'
import type { Sent } from './user-driver.ts'
import type { Person, PhoneMessage, World } from './world.ts'

/** Someone in the web widget without a Zalo login: four kinds of messages, no receipts. */
export type VisitorDriver = {
  readonly id: string
  readonly conversationId: string
  readonly person: Person
  sendText(text: string): Promise<Sent>
  sendImage(input?: FileInput): Promise<Sent>
  sendFile(input?: FileInput): Promise<Sent>
  sendSticker(id?: string): Promise<Sent>
  messages(): PhoneMessage[]
}

export const driveVisitor = (world: World, person: Person): VisitorDriver => ({
  id: person.id,
  conversationId: person.conversationId ?? '',
  person,
  sendText: (text) => sendAsPerson(world, person, 'anonymous_send_text', textMessage(text)),
  sendImage: (input = {}) =>
    sendAsPerson(world, person, 'anonymous_send_image', mediaMessage(world, 'image', samples.jpeg, input)),
  sendFile: (input = {}) =>
    sendAsPerson(world, person, 'anonymous_send_file', mediaMessage(world, 'file', samples.pdf, input)),
  sendSticker: (id = '23311') => sendAsPerson(world, person, 'anonymous_send_sticker', stickerMessage(id)),
  messages: () => [...person.messages],
})
