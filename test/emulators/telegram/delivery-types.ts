import type { Outcome } from './outcome.ts'
import type { UpdateKind, WireUpdate } from './wire.ts'

export type PendingUpdate = {
  id: number
  kind: UpdateKind
  /** One queue is delivered strictly in order; different queues travel side by side. */
  queue: string
  expiresAt: number
  wire: WireUpdate
  failures: number
  /** The last waiting time between attempts, in seconds. */
  delay: number
  wakeAt: number
  /** Further deliveries planned although one was accepted. */
  repeats: number
}

export type Poll = { offset: number; limit: number; finish: (outcome: Outcome | Promise<Outcome>) => void }

export type DeliverySettings = {
  /** `othersFirst` forces taps and blocks ahead of messages that wait, `messagesFirst` behind them; one at a time. */
  reorder: 'asSent' | 'othersFirst' | 'messagesFirst'
  /** Delivers some updates twice: at once in their queue, or `afterMs` later beside it. */
  duplicate?: { probability: number; afterMs?: number }
  /** Lets some updates (and what stands behind them in their queue) wait. */
  delay?: { probability: number; maxMs: number }
  /** How long an answer may take; 60 s on the real server. */
  answerTimeoutMs: number
  /** Without a success in the last 10 s only one connection is used, as the real server does. */
  rampUp: boolean
}

/** One attempt to deliver an update. */
export type DeliveryRecord = {
  at: Date
  bot: string
  updateId: number
  kind: UpdateKind
  queue: string
  attempt: number
  status?: number
  error?: string
}

export type Delivery = {
  push(update: PendingUpdate): void
  pump(): void
  hold(): void
  release(): void
  /** Resolves when nothing is on its way and nothing is due. */
  idle(): Promise<void>
  stop(): Promise<void>
}
