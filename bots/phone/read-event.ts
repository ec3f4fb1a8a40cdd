import type { IncomingContent, IncomingUpdate, RawUpdate } from '../../src/channels/port.ts'
import { readPhoneNumber } from '../../src/kernel/vietnamese/phone-number.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a gateway tells us, in our own words: see the guide. Null for anything else. */
export type SmsEvent =
  | { readonly type: 'inbound'; readonly id: string; readonly phone: string; readonly at: Date; readonly text: string }
  | {
      readonly type: 'report'
      readonly id: string
      readonly phone: string
      readonly at: Date
      readonly state: 'delivered' | 'failed'
      readonly code: string
    }

const textAt = (fields: Fields, name: string): string | undefined => {
  const value = fields[name]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

const lastMs = Date.UTC(9999, 11, 31)

const timeAt = (fields: Fields, name: string): Date => {
  const value = fields[name]
  const ms = typeof value === 'number' ? value : Date.parse(String(value))
  return new Date(Number.isFinite(ms) && ms > 0 && ms <= lastMs ? ms : 0)
}

const parse = (raw: Uint8Array): Fields | null => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
  } catch {
    return null
  }
}

export const readSmsEvent = (raw: Uint8Array): SmsEvent | null => {
  const fields = parse(raw)
  const type = fields?.['type']
  const id = fields && textAt(fields, 'id')
  const phone = fields && readPhoneNumber(textAt(fields, 'phone') ?? '')
  if (!fields || id === undefined || id === null || id === '' || id.length > 200 || !phone) return null
  const base = { id, phone, at: timeAt(fields, 'at') }
  if (type === 'inbound') return { type, ...base, text: (textAt(fields, 'text') ?? '').normalize('NFC') }
  const state = fields['state']
  if (type !== 'report' || (state !== 'delivered' && state !== 'failed')) return null
  const code = textAt(fields, 'code') ?? ''
  return { type, ...base, state, code: /^[\w.-]{1,20}$/.test(code) ? code : '' }
}

const contentOf = (event: SmsEvent): IncomingContent => {
  if (event.type === 'inbound') return { kind: 'text', text: event.text }
  if (event.state === 'delivered') return { kind: 'receipt', what: 'delivered', messageIds: [event.id] }
  return { kind: 'account-event', name: 'sms-failed', ...(event.code === '' ? {} : { values: { code: event.code } }) }
}

/** A stored event in the house's words. Never throws. */
export const readSmsUpdate = (raw: Uint8Array): IncomingUpdate => {
  const event = readSmsEvent(raw)
  if (!event) return { at: new Date(0), content: { kind: 'ignored', name: 'unreadable' }, opensWindow: false }
  return { at: event.at, content: contentOf(event), opensWindow: event.type === 'inbound' }
}

/** A verified event as it is stored. */
export const storeSmsEvent = (accountId: string, raw: Uint8Array, event: SmsEvent): RawUpdate => ({
  accountId,
  key: event.type === 'inbound' ? `in:${event.id}` : `report:${event.id}:${event.state}`,
  // That one message failed is told of the account: it must not make somebody known who never wrote.
  conversation: event.type === 'report' && event.state === 'failed' ? '' : event.phone,
  at: event.at,
  seq: 0,
  raw,
})
