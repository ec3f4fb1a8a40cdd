import type { AccountDirectory, RawUpdate } from '../../src/channels/port.ts'
import type { BotApi } from './call-api.ts'
import { fieldsAt, readFields, textAt } from './update-fields.ts'

export type TapAcknowledger = {
  /** Ends the waiting sign on tapped buttons. To be called once the updates are stored; returns at once. */
  acknowledge(updates: readonly RawUpdate[]): void
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>
}

const patienceMs = 5_000
const needle = Buffer.from('"callback_query"')

/** Courtesy only: what fails ("query is too old") is forgotten, and a repeat does no harm. */
export const createTapAcknowledger = (accounts: AccountDirectory, api: BotApi): TapAcknowledger => {
  const underWay = new Set<Promise<unknown>>()
  const stopping = new AbortController()
  return {
    acknowledge(updates) {
      for (const { accountId, raw } of updates) {
        if (stopping.signal.aborted || !Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).includes(needle))
          continue
        const id = textAt(fieldsAt(readFields(raw), 'callback_query'), 'id')
        const token = accounts.byId(accountId)?.credentials['botToken']
        if (id === undefined || !token) continue
        const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patienceMs)])
        const call = api.call(token, 'answerCallbackQuery', { callback_query_id: id }, signal)
        const work: Promise<unknown> = call.finally(() => underWay.delete(work))
        underWay.add(work)
      }
    },
    async stop() {
      stopping.abort()
      await Promise.all(underWay)
    },
  }
}
