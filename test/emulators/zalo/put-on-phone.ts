import { echoOf, receivedEvent, seenEvent } from './webhook-events.ts'
import type { Content, Person, PhoneMessage, World } from './world.ts'

export const textContent = (text: string): Content => ({
  kind: 'text',
  text,
  buttons: [],
  elements: [],
  media: undefined,
  quotedId: undefined,
})

/** Adds a bubble to the chat, as the person sees it. */
export const showOnPhone = (
  world: World,
  person: Person,
  content: Content,
  extra: Pick<PhoneMessage, 'from'> & Partial<PhoneMessage>,
): PhoneMessage => {
  const message: PhoneMessage = {
    ...content,
    id: world.ids.message(),
    at: world.now(),
    hidden: false,
    received: extra.from !== 'user' && person.online,
    seen: false,
    reactions: [],
    ...extra,
  }
  person.messages.push(message)
  world.signal.notify()
  return message
}

export const markSeen = async (world: World, person: Person): Promise<void> => {
  const fresh = person.messages.filter((one) => one.from !== 'user' && one.received && !one.seen)
  for (const one of fresh) one.seen = true
  world.signal.notify()
  const ids = fresh.map(({ id }) => id)
  if (ids.length === 0 || !person.mobile || person.anonymous || !world.switches.receipts) return
  const groups = world.switches.seenIds === 'array' ? [ids] : ids.map((id) => [id])
  for (const group of groups) await world.webhooks.emit(person.oaId, seenEvent(world, person, group))
}

export const sendReceipt = async (world: World, person: Person, message: PhoneMessage): Promise<void> => {
  if (!person.mobile || person.anonymous || !world.switches.receipts || !message.received) return
  await world.webhooks.emit(person.oaId, receivedEvent(world, person, message.id))
  if (world.switches.seenAtOnce) await markSeen(world, person)
}

/** Tells the webhook what an account's message causes: the echo, then the phone's receipt. */
export const reportSent = async (
  world: World,
  person: Person,
  message: PhoneMessage,
  adminId?: string,
): Promise<void> => {
  if (world.switches.echoes) await world.webhooks.emit(person.oaId, echoOf(world, person, message, adminId))
  await sendReceipt(world, person, message)
}

/** Opens the reply window: 48 hours free, 7 days at most. */
export const countInteraction = (world: World, person: Person): void => {
  person.lastInteraction = world.now()
  person.freeSent = 0
}
