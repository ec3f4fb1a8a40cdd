import { randomInt } from 'node:crypto'
import type { Keyring } from '../kernel/keyring.ts'

export const recoveryCodeCount = 10
// Without letters and figures that look alike on paper.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

const oneCode = (): string => {
  const letters = Array.from({ length: 10 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** Ten codes of some 49 random bits, "k7m2p-x9qrt". */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, oneCode)

const bare = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** A recovery code has ten letters and figures, a code of the app six figures. */
export const looksLikeRecoveryCode = (code: string): boolean => bare(code).length === 10

export const recoveryHash = (keyring: Keyring, officerId: string, code: string): string =>
  keyring.blindIndex('officer', `recovery:${officerId}:${bare(code)}`)
