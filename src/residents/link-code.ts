import { randomInt } from 'node:crypto'
import { checkDigit, passesCheck } from '../kernel/codes.ts'
import type { Keyring } from '../kernel/keyring.ts'

/** Eight digits, so that nobody takes it for a receipt code (twelve) or a notice code (six). */
const length = 8

export const linkCodeMinutes = 10

/** Seven random digits and the Damm check digit. */
export const newLinkCode = (): string => {
  const body = Array.from({ length: length - 1 }, () => randomInt(10)).join('')
  return body + checkDigit(body)
}

/** Reads "4821 9370" in any grouping; null for what cannot be one of these codes. */
export const readLinkCode = (text: string): string | null => {
  const digits = text.normalize('NFKC').replaceAll(/[\s.\-–]/gu, '')
  return /^[0-9]{8}$/.test(digits) && passesCheck(digits) ? digits : null
}

/** As people see it: `4821 9370`. */
export const formatLinkCode = (digits: string): string => `${digits.slice(0, 4)} ${digits.slice(4)}`

export const linkCodeHash = (keyring: Keyring, digits: string): string => keyring.blindIndex('code', `link:${digits}`)
