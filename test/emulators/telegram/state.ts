import type { EventEmitter } from 'node:events'
import type { Bucket, Limits } from './limits.ts'
import type { Fault } from './faults.ts'
import type { CallLog } from './call-log.ts'
import type { Scheduler } from './scheduler.ts'
import type { Delivery, DeliveryRecord, DeliverySettings, PendingUpdate, Poll } from './delivery-types.ts'
import type { UpdateKind, WireChat, WireMessage, WireReplyButton, WireUser } from './wire.ts'

export type Person = {
  id: number
  firstName: string
  lastName?: string
  username?: string
  languageCode?: string
  deactivated: boolean
}

export type Standing = 'never_started' | 'open' | 'blocked' | 'kicked' | 'deleted'

export type StoredMessage = {
  wire: WireMessage
  outgoing: boolean
  /** The emulator's count of visible changes when this message was last changed. */
  changed: number
  deleted: boolean
  silent: boolean
  reaction?: string
  reply?: WireMessage
}

export type Chat = {
  id: number
  wire: WireChat
  person?: Person
  standing: Standing
  migratedTo?: number
  nextMessageId: number
  messages: Map<number, StoredMessage>
  replyKeyboard?: { rows: WireReplyButton[][]; oneTime: boolean }
  bucket?: Bucket
  sentLastMinute: number[]
  /** The count of changes when the person last did something. */
  lastAct: number
}

export type Webhook = {
  url: string
  secret?: string
  maxConnections: number
  ipAddress?: string
  hasCertificate: boolean
}

export type StoredFile = {
  id: string
  uniqueId: string
  kind: 'photo' | 'document' | 'voice' | 'audio'
  bytes: Buffer
  /** Set when the bot gave an address: the emulator keeps the address and fetches nothing. */
  url?: string
  name: string
  mime: string
  path: string
  linkUntil: number
}

export type CallbackQuery = {
  id: string
  personId: number
  expiresAt: number
  answer?: { text?: string; showAlert: boolean; url?: string }
}

export type Bot = {
  id: number
  token: string
  user: WireUser
  revoked: boolean
  chats: Map<number, Chat>
  files: Map<string, StoredFile>
  callbackQueries: Map<string, CallbackQuery>
  commands: Map<string, { command: string; description: string }[]>
  texts: Map<string, string>
  allowedUpdates: readonly UpdateKind[] | undefined
  pending: Map<number, PendingUpdate>
  nextUpdateId: number
  poll?: Poll
  nextConflictAt: number
  lastPoll?: { offset: number; at: number }
  webhook?: Webhook
  lastError?: { at: number; message: string }
  nextSetWebhookAt: number
  delivery?: Delivery
  bucket?: Bucket
  paidBucket?: Bucket
  paidBroadcast: boolean
}

export type Counters = {
  /** Answers with 429, for whatever reason. */
  refusals429: number
  /** Those of them that came although a lock was running: a client that does not obey. */
  requestsDuringLock: number
  /** Messages that were accepted and delivered. */
  messages: number
  /** Those of them that were paid for (`allow_paid_broadcast` on a bot that has it). */
  paidMessages: number
  /** Accepted messages of each chat, and of each second of the clock. */
  byChat: Map<number, number>
  bySecond: Map<number, number>
}

export type Settings = {
  limits: Limits
  recordMessages: boolean
  /** Answers for chats that nobody added, for benchmarks; without it they are not found. */
  anyChat?: (chatId: number) => 'open' | 'blocked' | 'deactivated' | 'unknown'
  callbackQueryTtlMs: number
  pollThrottle: boolean
  delivery: DeliverySettings
}

/** One visible change on a phone: a message came, was edited, deleted or reacted to, or a tap was answered. */
export type Change = { bot: Bot; chat: Chat; message?: StoredMessage; answered?: CallbackQuery }

export type EmulatorState = {
  scheduler: Scheduler
  random: () => number
  settings: Settings
  bots: Map<string, Bot>
  people: Map<number, Person>
  counters: Counters
  faults: Fault[]
  calls: CallLog
  deliveries: DeliveryRecord[]
  changes: EventEmitter<{ change: [Change] }>
  changeCount: number
  nextId: number
  /** Updates are kept back from all webhooks. */
  held: boolean
  /** Runs the method call that an answer to a webhook may carry. */
  onWebhookReply: (bot: Bot, posted: { contentType: string; body: string }) => void
}

/** Notes that a phone shows something new and tells everyone who waits for it. */
export const noteChange = (state: EmulatorState, change: Change): void => {
  state.changeCount += 1
  if (change.message !== undefined) change.message.changed = state.changeCount
  state.changes.emit('change', change)
}

export const unixSeconds = (state: EmulatorState): number => Math.floor(state.scheduler.now() / 1000)
