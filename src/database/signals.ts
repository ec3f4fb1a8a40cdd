import type { Log } from '../kernel/log.ts'
import type { Database } from './connect.ts'

/**
 * Pokes that something new waits: in this process at once, in the others by one coalesced NOTIFY. A poke may be lost
 * (a connection that breaks), so every listener also polls.
 */
export type Signals = {
  poke(topic: string): void
  listen(topic: string, listener: () => void): () => void
  stop(): Promise<void>
}

const channel = 'nhip_cau'
const coalesceMs = 15
// A NOTIFY payload must stay below 8,000 bytes.
const topicsPerNotify = 60

export const startSignals = async (database: Database, log: Log): Promise<Signals> => {
  const origin = crypto.randomUUID()
  const listeners = new Map<string, Set<() => void>>()
  const pending = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<unknown> = Promise.resolve()

  const deliver = (topic: string): void => {
    for (const listener of listeners.get(topic) ?? []) listener()
  }

  const flush = (): void => {
    timer = undefined
    const topics = [...pending]
    pending.clear()
    for (let at = 0; at < topics.length; at += topicsPerNotify) {
      const payload = JSON.stringify([origin, ...topics.slice(at, at + topicsPerNotify)])
      flushing = database.$client
        .notify(channel, payload)
        .catch((error: unknown) => log.debug({ error: String(error) }, 'a poke was not sent; others will poll'))
    }
  }

  const listening = await database.$client.listen(channel, (payload) => {
    const [from, ...topics] = JSON.parse(payload) as string[]
    if (from !== origin) topics.forEach(deliver)
  })

  return {
    poke(topic) {
      deliver(topic)
      pending.add(topic)
      timer ??= setTimeout(flush, coalesceMs)
    },
    listen(topic, listener) {
      const known = listeners.get(topic) ?? new Set()
      listeners.set(topic, known.add(listener))
      return () => {
        known.delete(listener)
        if (known.size === 0) listeners.delete(topic)
      }
    },
    async stop() {
      if (timer) {
        clearTimeout(timer)
        flush()
      }
      await flushing
      await listening.unlisten().catch(() => undefined)
      listeners.clear()
    },
  }
}
