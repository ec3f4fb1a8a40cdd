// Wording. One typed function turns a key into a sentence; a wrong key does not compile. Texts stand in locales/, one
// file a room, Vietnamese first; English has the same base keys. Escaping belongs to whoever renders.
import { createInstance } from 'i18next'
import { en, vi } from './resources.ts'

export type Locale = 'vi' | 'en'

type BaseKey<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key

/** `room:key`, as it stands in locales/vi/<room>.json; plural endings are left away. */
export type PhraseKey = {
  [Room in keyof typeof vi]: `${Room}:${BaseKey<keyof (typeof vi)[Room] & string>}`
}[keyof typeof vi]

export type PhraseValues = Readonly<Record<string, string | number>>

const instance = createInstance()
await instance.init({
  lng: 'vi',
  fallbackLng: 'vi',
  resources: { vi, en },
  keySeparator: false,
  nsSeparator: ':',
  // The tag that renders escapes; escaping here would turn "Tổ 5/7" into entities.
  interpolation: { escapeValue: false },
  returnNull: false,
})

/** The sentence for a key. Values are inserted as they are; `count` chooses the plural form. */
export const phrase = (locale: Locale, key: PhraseKey, values: PhraseValues = {}): string =>
  instance.t(key, { lng: locale, ...values })

/** For keys that come from an error: falls back to a general sentence when the key is unknown. */
export const phraseOfError = (locale: Locale, key: string | undefined, values: PhraseValues = {}): string =>
  key !== undefined && instance.exists(key)
    ? instance.t(key, { lng: locale, ...values })
    : phrase(locale, 'errors:unexpected')

export const asLocale = (language: string | undefined | null): Locale =>
  language?.toLowerCase().startsWith('en') ? 'en' : 'vi'

/** The keys of a room, without its name: for lists of whatever has words. */
export const phraseKeys = (room: keyof typeof vi): readonly string[] => Object.keys(vi[room])
