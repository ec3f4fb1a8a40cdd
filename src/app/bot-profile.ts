import { phrase, type Locale, type PhraseKey } from '../phrases/index.ts'

/** The words that Telegram lists behind its menu button, in the order in which people need them. */
const listed = [
  ['menu', 'conversation:word.MENU'],
  ['lich', 'conversation:word.LICH'],
  ['hoi', 'conversation:word.HOI'],
  ['gopy', 'conversation:word.GOPY'],
  ['hienke', 'conversation:word.HIENKE'],
  ['phananh', 'conversation:word.PHANANH'],
  ['tracuu', 'conversation:word.TRACUU'],
  ['thamgia', 'conversation:word.THAMGIA'],
  ['phieu', 'conversation:word.PHIEU'],
  ['kiemtra', 'conversation:word.KIEMTRA'],
  ['noio', 'conversation:word.NOIO'],
  ['dung', 'conversation:word.DUNG'],
  ['tieptuc', 'conversation:word.TIEPTUC'],
  ['xem', 'conversation:word.XEM'],
  ['sua', 'conversation:word.SUA'],
  ['xoa', 'conversation:word.XOA'],
  ['doanthe', 'conversation:word.DOANTHE'],
  ['ngonngu', 'conversation:word.NGONNGU'],
  ['canbo', 'conversation:word.CANBO'],
] as const satisfies readonly (readonly [string, PhraseKey])[]

const textsIn = (locale: Locale) => ({
  commands: listed.map(([command, key]) => ({ command, description: phrase(locale, key) })),
  description: phrase(locale, 'conversation:profile.description'),
  shortDescription: phrase(locale, 'conversation:profile.short'),
})

/** What a bot tells about itself before the first word, in both languages. */
export const botProfile = () => ({ vi: textsIn('vi'), en: textsIn('en') })
