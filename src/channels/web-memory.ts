import { inTransaction, type House } from '../database/index.ts'
import {
  deleteEntries,
  deleteOwn,
  deliveryKey,
  findByKey,
  findBySeq,
  insertEntry,
  ownKey,
  pruneEntries,
  readEntries,
  webChatKey,
  type WebEntry,
} from './web-messages-store.ts'
import {
  countArrivals,
  endVisitor,
  findVisitor,
  insertVisitor,
  markSeen,
  noteArrival,
  pruneVisitors,
  readLastSeqs,
  spendAllowance,
  type SpendInput,
  type SpendResult,
  type VisitorRow,
} from './web-visitors-store.ts'

type Appended =
  | { readonly kind: 'written' | 'repeat'; readonly entry: WebEntry }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'unknown' }

/** What the pages of web chats remember. The adapter declares what it needs of this and never sees the database. */
export type WebMemory = ReturnType<typeof createWebMemory>

export const createWebMemory = (house: Pick<House, 'database' | 'keyring' | 'clock'>) => {
  const { database, keyring, clock } = house
  return {
    chatKeyOf: (visitorId: string): string => webChatKey(keyring, visitorId),

    findVisitor: async (chatKey: string): Promise<VisitorRow | null> => await findVisitor(database, chatKey),

    admit: async (input: { chatKey: string; isKiosk: boolean; burst: number }): Promise<boolean> =>
      await insertVisitor(database, input, clock.now()),

    spend: async (
      chatKey: string,
      allowance: SpendInput,
      day?: { bytes: number; bytesMax: number },
    ): Promise<SpendResult> =>
      await inTransaction(
        database,
        async (tx) => await spendAllowance(tx, chatKey, { ...allowance, ...day }, clock.now()),
      ),

    findEntry: async (chatKey: string, key: string): Promise<WebEntry | null> =>
      await findByKey(database, keyring, ownKey(keyring, chatKey, key)),

    appendOwn: async (
      input: { chatKey: string; key: string; body: object; at: Date },
      allowance: SpendInput,
    ): Promise<Appended> =>
      await inTransaction(database, async (tx) => {
        const key = ownKey(keyring, input.chatKey, input.key)
        const known = await findByKey(tx, keyring, key)
        if (known) return { kind: 'repeat', entry: known }
        const spent = await spendAllowance(tx, input.chatKey, allowance, clock.now())
        if (spent.kind === 'day-full') return { kind: 'unknown' }
        if (spent.kind !== 'ok') return spent
        const entry = await insertEntry(tx, keyring, { ...input, key, side: 'own' })
        if (entry) return { kind: 'written', entry }
        // The same message came twice at once, and the other one held the visitor's row first.
        const other = await findByKey(tx, keyring, key)
        return other ? { kind: 'repeat', entry: other } : { kind: 'unknown' }
      }),

    withdrawOwn: async (chatKey: string, key: string): Promise<void> =>
      await deleteOwn(database, chatKey, ownKey(keyring, chatKey, key)),

    appendFromHouse: async (input: {
      chatKey: string
      deliveryId: number
      body: object
    }): Promise<'written' | 'repeat' | 'gone'> => {
      const { chatKey, deliveryId, body } = input
      const key = deliveryKey(keyring, deliveryId)
      const entry = await insertEntry(database, keyring, { chatKey, key, side: 'house', body, at: clock.now() })
      if (entry) return 'written'
      return (await findByKey(database, keyring, key)) ? 'repeat' : 'gone'
    },

    read: async (chatKey: string, range: { after?: number; limit: number }): Promise<WebEntry[]> =>
      await readEntries(database, keyring, chatKey, range),

    findOne: async (chatKey: string, seq: number): Promise<WebEntry | null> =>
      await findBySeq(database, keyring, chatKey, seq),

    lastSeqs: async (chatKeys: readonly string[]): Promise<ReadonlyMap<string, number>> =>
      await readLastSeqs(database, chatKeys),

    markSeen: async (seen: readonly { readonly chatKey: string; readonly seq: number }[]): Promise<void> =>
      await markSeen(database, seen, clock.now()),

    end: async (chatKey: string): Promise<void> =>
      await inTransaction(database, async (tx) => {
        await endVisitor(tx, chatKey, clock.now())
        await deleteEntries(tx, chatKey)
      }),

    // The day is part of what is hashed, so counts of two days cannot be brought together.
    bucketOf: (network: string): string =>
      keyring.blindIndex('web-chat', `network\n${clock.now().toISOString().slice(0, 10)}\n${network}`),

    countArrivals: async (bucket: string, windowMs: number): Promise<number> =>
      await countArrivals(database, bucket, windowMs, clock.now()),

    noteArrival: async (buckets: readonly string[], windowMs: number): Promise<void> =>
      await noteArrival(database, buckets, windowMs, clock.now()),

    /** The nightly forgetting; returns how many messages went. */
    prune: async (): Promise<number> =>
      await inTransaction(database, async (tx) => {
        const count = await pruneEntries(tx, clock.now())
        await pruneVisitors(tx, clock.now())
        return count
      }),
  }
}
