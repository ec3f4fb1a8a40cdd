import { readEvent } from 'zalo-oa-sdk'
import type { JsonObject, WebhookReading } from 'zalo-oa-sdk'
import type { IncomingUpdate, RawUpdate } from '../../src/channels/port.ts'
import { contentOf } from './event-content.ts'
import { visitorAddress } from './visitor-address.ts'

const prefix = 'zalo:'

const read = (accountId: string, received: Uint8Array | JsonObject): WebhookReading => {
  const ownId = accountId.slice(prefix.length)
  return readEvent(received, { isOwnAccount: (id) => id === ownId })
}

// The last moment that every part of the house can write down.
const lastMs = Date.UTC(9999, 11, 31)

/** Signed events carry their time; one without a usable time goes before all others of its chat. */
const atOf = ({ timestampMs }: WebhookReading): Date =>
  new Date(timestampMs !== null && timestampMs <= lastMs ? timestampMs : 0)

/** The chat that an event belongs to; empty for events of the account, of groups and of several people. */
const conversationOf = ({ event, subject }: WebhookReading): string => {
  if (event.kind !== 'anonymous-message' && event.kind !== 'anonymous-echo') return subject ?? ''
  const { anonymousId, conversationId } = event
  return anonymousId === null || conversationId === null ? '' : visitorAddress(anonymousId, conversationId)
}

const isOfGroup = ({ event }: WebhookReading): boolean =>
  event.kind === 'group' || event.kind === 'group-message' || event.kind === 'group-echo'

/** A verified event as it is stored. `body` is `raw`, parsed once. */
export const storeEvent = (accountId: string, raw: Uint8Array, body: JsonObject): RawUpdate => {
  const reading = read(accountId, body)
  return {
    accountId,
    key: reading.dedupeKey,
    // What is said in a group is no conversation with one person, whoever said it.
    conversation: isOfGroup(reading) ? '' : conversationOf(reading),
    at: atOf(reading),
    seq: 0,
    raw,
  }
}

/** A stored event in the house's words. Never throws. */
export const parseEvent = (accountId: string, raw: Uint8Array): IncomingUpdate => {
  const reading = read(accountId, raw)
  const { event } = reading
  const quotes = event.kind === 'message' ? event.quotedMessageId : null
  return {
    at: atOf(reading),
    content: contentOf(event),
    // Where nobody has written down whether an act opens the window, it does not.
    opensWindow: reading.opensWindow === true && !isOfGroup(reading),
    ...(quotes === null ? {} : { quotes }),
  }
}
