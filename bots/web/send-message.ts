import type { Delivery, SendOutcome } from '../../src/channels/port.ts'
import type { EntryBody } from './entry.ts'
import type { WebOptions } from './means.ts'

export const topicOf = (chatKey: string): string => `web:${chatKey}`

/** Writes the message where every page of the chat reads it. The row is the delivery, so a repeat changes nothing. */
export const sendMessage = async (
  { memory, signals }: Pick<WebOptions, 'memory' | 'signals'>,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<SendOutcome> => {
  if (signal.aborted) return { kind: 'retry', afterMs: 1_000, why: 'aborted', scope: 'message' }
  const chatKey = memory.chatKeyOf(delivery.address)
  const body: EntryBody = { kind: 'message', message: delivery.message }
  try {
    const written = await memory.appendFromHouse({ chatKey, deliveryId: delivery.id, body })
    if (written === 'gone') return { kind: 'unreachable', why: 'visitor-gone', reach: 'gone' }
    signals.poke(topicOf(chatKey))
    return { kind: 'sent', messageId: String(delivery.id) }
  } catch {
    // Our own database is away; a second try cannot write it twice.
    return { kind: 'retry', afterMs: 1_000, why: 'database', scope: 'message' }
  }
}
