import { Secret, TOTP } from 'otpauth'

const period = 30
const issuer = 'Nhip Cau'

const totpOf = (secret: string, login: string): TOTP =>
  new TOTP({ issuer, label: login, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })

/** 160 random bits in base32, as authenticator apps read them (RFC 4226, section 4). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code says. SHA-1, six digits and 30 seconds, because apps ignore other values. */
export const totpAddress = (secret: string, login: string): string => totpOf(secret, login).toString()

/**
 * The 30-second step that a code belongs to; undefined when it is wrong or belongs to a step that was used before
 * (RFC 6238, 5.2: a code passes once). The step before and after are good too, for clocks that are off.
 */
export const totpStep = (secret: string, code: string, now: Date, lastStep: number | null): number | undefined => {
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const delta = totpOf(secret, '').validate({ token: digits, timestamp: now.getTime(), window: 1 })
  if (delta === null) return undefined
  const step = Math.floor(now.getTime() / 1000 / period) + delta
  return lastStep === null || step > lastStep ? step : undefined
}
