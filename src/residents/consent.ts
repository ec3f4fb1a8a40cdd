import type { Platform } from '../channels/port.ts'
import type { ConsentWay } from './entered-number.ts'
import type { ConsentPurpose } from './resident.ts'

/** Raised whenever a word of the consent texts changes; a test holds the texts against it. */
export const consentTexts = '2026-11'

/** What exactly was shown: the texts, the platform they speak of, the language. */
export const versionShown = (platform: Platform, language: 'vi' | 'en'): string =>
  `${consentTexts}/${platform}/${language}`

/**
 * How consent was expressed: picked from the list, written in own words, asked for by a word such as TIEPTUC, or before an
 * officer who wrote it down.
 */
export type ConsentAct = 'chosen' | 'written' | 'word' | ConsentWay

export type ConsentGiven = {
  readonly purpose: ConsentPurpose
  readonly version: string
  readonly act: ConsentAct
}
