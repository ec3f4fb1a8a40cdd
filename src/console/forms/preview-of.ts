import { itemsOf, questionText, type FormContent } from '../../forms/index.ts'
import type { Locale } from '../../phrases/index.ts'

export type PreviewPlatform = 'zalo' | 'telegram'

export type PreviewMessage = {
  /** The item it belongs to. */
  readonly item: string
  /** The whole message, numbered lines included. */
  readonly text: string
  /** Below it, where the platform has buttons. */
  readonly buttons: readonly string[]
}

/** Above it Telegram shows digits only. */
const mostLabelled = 8

/** The messages of a form in order, as a chat shows them; branches left aside. */
export const previewOf = (content: FormContent, locale: Locale, platform: PreviewPlatform): readonly PreviewMessage[] =>
  itemsOf(content).map((item) => {
    const { text, choices } = questionText(locale, content, item)
    const lines = choices.map(({ number, label }) => `${number}. ${label}`)
    const buttons = choices.length > mostLabelled ? choices.map(({ number }) => String(number)) : lines
    return {
      item: item.id,
      text: [text, lines.join('\n')].filter((part) => part !== '').join('\n\n'),
      buttons: platform === 'telegram' ? buttons : [],
    }
  })
