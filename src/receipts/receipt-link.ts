import type { Keyring } from '../kernel/keyring.ts'
import type { Own } from './make-receipt.ts'

const place = 'a link to a receipt'
const hours = 24

/** Where an author fetches their receipt, for a day: the address tells nothing, and nobody can make one up. */
export const receiptPath = (keyring: Keyring, own: Own, now: Date): string => {
  const text = JSON.stringify({ ...own, until: now.getTime() + hours * 3_600_000 })
  return `/bien-nhan/${keyring.seal('receipt', text, place).toString('base64url')}`
}

/** What such an address stands for; null when it is over or was never given. */
export const readReceiptToken = (keyring: Keyring, token: string, now: Date): Own | null => {
  if (!/^[\w-]{60,400}$/.test(token)) return null
  try {
    const { until, ...own } = JSON.parse(keyring.openText('receipt', Buffer.from(token, 'base64url'), place)) as Own & {
      readonly until: number
    }
    return now.getTime() < until ? own : null
  } catch {
    return null
  }
}
