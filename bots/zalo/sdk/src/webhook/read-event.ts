import { idAt, objectAt, textAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { dedupeKeyOf } from './dedupe-key.ts'
import { kindOfEvent, opensReplyWindow } from './event-catalogue.ts'
import type { EventKind } from './event-catalogue.ts'
import type { ZaloEvent } from './events.ts'
import { detailReaders } from './read-details.ts'
import { parseWebhookBody } from './verify-webhook.ts'

/** A webhook request, read. */
export type WebhookReading = {
  readonly event: ZaloEvent
  /**
   * OA-scoped id of the person concerned, the one that messages are sent to: whichever of sender and recipient is not the
   * account. Null for events about the account, a group or several people, and for anonymous visitors.
   */
  readonly subject: string | null
  readonly oaId: string | null
  readonly appId: string | null
  /** Milliseconds since 1970; null when absent or not a number. Events come late and out of order. */
  readonly timestampMs: number | null
  /** The same for every delivery of one event. Keep it for a day at least. */
  readonly dedupeKey: string
  /** Whether the event opens the 48 hour / 7 day reply window; null where undocumented, to be treated as no. */
  readonly opensWindow: boolean | null
}

export type ReadEventOptions = {
  /**
   * Says whether an id is one of the caller's Official Accounts. Sources disagree about the direction of
   * `user_seen_message`; with this the account is found in either place. Without it the majority's direction is taken.
   */
  readonly isOwnAccount?: (id: string) => boolean
}

const accountSends = (name: string, kind: EventKind | null): boolean =>
  name.startsWith('oa_') || kind === 'received' || kind === 'seen' || kind === 'template-received'

const NO_RESIDENT: ReadonlySet<EventKind> = new Set([
  'anonymous-message',
  'anonymous-echo',
  'group-echo',
  'template-received',
  'template-feedback',
  'template-button',
])

const readKind = (body: JsonObject): EventKind | null => {
  const kind = kindOfEvent(textAt(body, 'event_name') ?? '')
  if (kind !== 'received') return kind
  const message = objectAt(body, 'message')
  return 'delivery_time' in message || 'tracking_id' in message ? 'template-received' : kind
}

const readParties = (body: JsonObject, kind: EventKind | null, isOwn: (id: string) => boolean) => {
  const name = textAt(body, 'event_name') ?? ''
  const sender = idAt(objectAt(body, 'sender'), 'id')
  const recipient = idAt(objectAt(body, 'recipient'), 'id')
  const named = idAt(body, 'oa_id') ?? idAt(body, 'oaId')
  const own = (id: string | null) => id !== null && (id === named || isOwn(id))
  // Of a name that is not in the catalogue only the direction of messages may be guessed.
  if (kind === null && !own(sender) && !own(recipient) && !/^(?:user|oa)_send_/.test(name)) {
    return { oaId: named, resident: null }
  }
  const fromAccount = own(sender) || (!own(recipient) && accountSends(name, kind))
  if (fromAccount) return { oaId: named ?? sender, resident: recipient }
  return { oaId: named ?? (kind === 'group-message' ? null : recipient), resident: sender }
}

const readSubject = (body: JsonObject, kind: EventKind | null, resident: string | null): string | null => {
  if (kind !== null && NO_RESIDENT.has(kind)) return null
  return resident ?? idAt(objectAt(body, 'follower'), 'id') ?? idAt(body, 'user_id')
}

const readZaloEvent = (body: JsonObject, kind: EventKind | null): ZaloEvent => {
  const name = textAt(body, 'event_name')
  if (kind === null) return { kind: 'unknown', name, body }
  // The catalogue ties the name to the kind, and each kind's reader is checked against the catalogue's keys.
  return { kind, name, ...detailReaders[kind](body) } as ZaloEvent
}

/**
 * Reads the body of a webhook request whose signature was verified: pass `verifyWebhook().body`, or the raw bytes.
 * Never throws on what Zalo sends; a body that is not a JSON object, or a name that is not known, is an `unknown` event.
 * Source: docs.zaloplatforms.com, OA/webhook.
 */
export const readEvent = (received: Uint8Array | JsonObject, options: ReadEventOptions = {}): WebhookReading => {
  const body: JsonObject = received instanceof Uint8Array ? (parseWebhookBody(received) ?? {}) : received
  const kind = readKind(body)
  const { oaId, resident } = readParties(body, kind, options.isOwnAccount ?? (() => false))
  const subject = readSubject(body, kind, resident)
  const event = readZaloEvent(body, kind)
  const timestamp = textAt(body, 'timestamp') ?? ''
  return {
    event,
    subject,
    oaId,
    appId: idAt(body, 'app_id'),
    timestampMs: /^\d{1,15}$/.test(timestamp) ? Number(timestamp) : null,
    dedupeKey: dedupeKeyOf(event, subject ?? oaId ?? '', timestamp),
    opensWindow: kind === null ? null : opensReplyWindow(kind, textAt(body, 'event_name') ?? ''),
  }
}
