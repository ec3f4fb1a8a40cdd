import type web from '../../locales/vi/web.json'
import type { RawUpdate } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import type { Keyring } from '../../src/kernel/keyring.ts'
import type { Log } from '../../src/kernel/log.ts'

export type Locale = 'vi' | 'en'
export type WebPhrase = `web:${keyof typeof web}`

/** One row of the page's memory. `body` is what the adapter gave, as JSON. */
export type StoredEntry = {
  readonly seq: number
  readonly key: string
  readonly side: 'own' | 'house' | 'notice'
  readonly at: Date
  readonly body: unknown
}

export type Visitor = { readonly isKiosk: boolean; readonly lastSeq: number }

export type Spent =
  | { readonly kind: 'ok' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'day-full' }
  /** No such visitor any more: pruned, ended or erased. */
  | { readonly kind: 'unknown' }

export type Appended =
  | { readonly kind: 'written' | 'repeat'; readonly entry: StoredEntry }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'unknown' }

export type Allowance = { readonly cost: number; readonly burst: number; readonly everyMs: number }

/** What the page remembers of a chat, kept by the house. Bodies are sealed there. `chatKey` never leaves the server. */
export type WebMemory = {
  /** Key of the chat for the id that stands in the cookie. */
  chatKeyOf(visitorId: string): string
  findVisitor(chatKey: string): Promise<Visitor | null>
  /** Makes the visitor; false when it was there already. */
  admit(input: { chatKey: string; isKiosk: boolean; burst: number }): Promise<boolean>
  /** Takes from the visitor's allowance. `bytes` count against the day's. */
  spend(chatKey: string, allowance: Allowance, day?: { bytes: number; bytesMax: number }): Promise<Spent>
  findEntry(chatKey: string, key: string): Promise<StoredEntry | null>
  /** Writes the person's own words once per key. */
  appendOwn(input: { chatKey: string; key: string; body: object; at: Date }, allowance: Allowance): Promise<Appended>
  /** Takes back own words that could not be received. */
  withdrawOwn(chatKey: string, key: string): Promise<void>
  /** Writes a message of the house once per delivery. */
  appendFromHouse(input: { chatKey: string; deliveryId: number; body: object }): Promise<'written' | 'repeat' | 'gone'>
  /** Oldest first. With `after`: what follows it; without: the newest. */
  read(chatKey: string, range: { after?: number; limit: number }): Promise<StoredEntry[]>
  findOne(chatKey: string, seq: number): Promise<StoredEntry | null>
  /** Last number of each chat, to notice a poke that was lost. */
  lastSeqs(chatKeys: readonly string[]): Promise<ReadonlyMap<string, number>>
  markSeen(seen: readonly { readonly chatKey: string; readonly seq: number }[]): Promise<void>
  /** Forgets the visitor and the page. */
  end(chatKey: string): Promise<void>
  /** Keyed hash of a network of addresses, for this day only. */
  bucketOf(network: string): string
  countArrivals(bucket: string, windowMs: number): Promise<number>
  noteArrival(buckets: readonly string[], windowMs: number): Promise<void>
}

export type StoredFile = {
  readonly ok: true
  readonly attachmentId: string
  readonly kind: 'image' | 'animation' | 'voice' | 'video' | 'document'
}
export type RefusedFile = { readonly ok: false; readonly sentence: (locale: Locale) => string }

export type ReadableFile = {
  readonly mediaType: string
  readonly name: string
  readonly size: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Files that people send and get: judged, cleaned, sealed and served by the house. */
export type WebFiles = {
  store(input: { readonly bytes: Uint8Array; readonly name?: string }): Promise<StoredFile | RefusedFile>
  read(attachmentId: string): Promise<ReadableFile | undefined>
  /** Headers under which a resident's file may leave the service. */
  headers(file: ReadableFile): Readonly<Record<string, string>>
}

export type WebOptions = {
  readonly memory: WebMemory
  readonly files: WebFiles
  /** Resolves once the updates are safe. */
  readonly receive: (updates: readonly RawUpdate[]) => Promise<void>
  readonly keyring: Keyring
  readonly clock: Clock
  readonly log: Log
  /** Pokes between processes, by topic. May be lost. */
  readonly signals: { poke(topic: string): void; listen(topic: string, listener: () => void): () => void }
  readonly phrase: (locale: Locale, key: WebPhrase, values?: Readonly<Record<string, string | number>>) => string
  /** Cookies travel over https only; true when the public address is https. */
  readonly isSecure: boolean
  readonly heartbeatMs?: number
  /** Leading zero bits of the easiest proof of work; tests make it light. */
  readonly workBits?: number
}
