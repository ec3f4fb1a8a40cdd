import { countSmsParts } from '../../../src/kernel/sms-parts.ts'

/** What the makers of gateways do differently, and what a network does to all of them. Change a field at any time. */
export type SmsSwitches = {
  /** Send delivery reports. */
  reports: boolean
  /** Probability of a second, equal delivery of each webhook: 0 or 1. */
  duplicates: 0 | 1
  /** Refuse texts over so many parts. */
  partsMax: number
  /** Refuse texts that hold a link, as Vietnamese networks do. */
  refuseLinks: boolean
  /** An `id` that was taken before is answered as before and shown once. */
  dropsRepeats: boolean
  /** Requests a second; over it 429 with Retry-After. */
  perSecond: number
  /** Seconds that it asks to wait for with the answer to each message that it took (Retry-After); 0: asks nothing. */
  asksToWait: number
}

export type SmsFault = 'silent-after-accepting' | 'html-502' | 'reset-before-accepting' | 'busy'

export type ShownSms = {
  readonly from: 'gateway' | 'person'
  readonly id: string
  readonly text: string
  readonly parts: number
  readonly at: Date
}

export type Phone = {
  readonly number: string
  readonly messages: ShownSms[]
  /** The network or the person lets nothing of ours through. */
  isBlocked: boolean
  /** A report says that it failed. */
  isOff: boolean
}

export type SmsDelivery = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

export type SmsWorld = {
  readonly key: string
  readonly secret: string
  readonly switches: SmsSwitches
  readonly phones: Map<string, Phone>
  readonly taken: Map<string, string>
  readonly deliveries: SmsDelivery[]
  readonly faults: SmsFault[]
  /** Moves with every event, so that no two have the same time. */
  now(): Date
  nextId(): string
  /** Called once a message was taken; for tests that wait without a clock. */
  onTaken: () => void
  readonly webhookUrl: string | undefined
  readonly busy: Set<Promise<unknown>>
  calls: number[]
}

export const phoneOf = (world: SmsWorld, number: string): Phone => {
  const known = world.phones.get(number)
  if (known) return known
  const phone: Phone = { number, messages: [], isBlocked: false, isOff: false }
  world.phones.set(number, phone)
  return phone
}

export const show = (world: SmsWorld, phone: Phone, from: ShownSms['from'], text: string): ShownSms => {
  const message = { from, id: world.nextId(), text, parts: countSmsParts(text).parts, at: world.now() }
  phone.messages.push(message)
  return message
}
