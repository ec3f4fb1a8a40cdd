import type { Platform } from '../channels/port.ts'
import type { ConsentPurpose } from './resident.ts'

/** Raised whenever a word of the consent texts changes; a test holds the texts against it. */
export const consentTexts = '2026-11'

/** What exactly was shown: the texts, the platform they speak of, the language. */
export const versionShown = (platform: Platform, language: 'vi' | 'en'): string =>
  `${consentTexts}/${platform}/${language}`

/** How consent was expressed: picked from the list, written in own words, or asked for by a word such as TIEPTUC. */
export type ConsentAct = 'chosen' | 'written' | 'word'

export type ConsentGiven = {
  readonly purpose: ConsentPurpose
  readonly version: string
  readonly act: ConsentAct
}
