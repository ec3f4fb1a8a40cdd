import { readPhoneNumber } from '../kernel/vietnamese/phone-number.ts'

/** How somebody agreed before an officer: on a signed paper, in person, by phone. Stands as the act of their consent. */
export const consentWays = ['paper', 'desk', 'phone'] as const
export type ConsentWay = (typeof consentWays)[number]

/** Raised whenever a word of the register's consent text changes; a test holds the text against it. */
export const registerTexts = '2026-11'

export const registerVersion = (language: 'vi' | 'en'): string => `register/${registerTexts}/${language}`

/** So many lines at once: one transaction, and a page that a person can still look through. */
export const numberLinesMax = 300

/** Who answers for the consent, and to what. */
export type TakenConsent = {
  readonly how: ConsentWay
  /** The day on which they agreed, as it stands on the paper. */
  readonly consentedOn: string
  readonly takenBy: string
  /** Agreed as well that what they write is kept and passed on. */
  readonly withRelay: boolean
}

/** A mobile number in E.164; null for landlines, short codes and numbers from abroad, which get no SMS from us. */
export const readMobileNumber = (written: string): string | null => {
  const phone = readPhoneNumber(written)
  return phone !== null && /^\+84[35789]\d{8}$/.test(phone) ? phone : null
}
