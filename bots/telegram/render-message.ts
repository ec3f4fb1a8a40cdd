import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'telegraf/types'
import type { OutgoingChoice, OutgoingMessage } from '../../src/channels/port.ts'

export type RenderedMessage = {
  /** Plain text with the numbered lines and the link: whoever sees no buttons misses nothing. */
  readonly text: string
  readonly markup?: InlineKeyboardMarkup | ReplyKeyboardMarkup
  /** The message that this one answers. */
  readonly quotes?: number
}

/** A phone shows about so many characters of a button that fills its row. */
const longestLabel = 40
/** Two such buttons fit side by side on a small phone with large type. */
const shortLabel = 14
/** Above it, buttons with words would push the question off the screen. */
const mostLabelled = 8
const digitsInRow = 5

const rowsOf = <T>(items: readonly T[], length: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / length) }, (_, row) => items.slice(row * length, (row + 1) * length))

const letters = new Intl.Segmenter('vi')

const cut = (label: string): string => {
  const whole = Array.from(letters.segment(label), ({ segment }) => segment)
  if (whole.length <= longestLabel) return label
  const kept = whole.slice(0, longestLabel - 1).join('')
  return `${kept.trimEnd()}…`
}

const choiceRows = (choices: readonly OutgoingChoice[]): InlineKeyboardButton[][] => {
  if (choices.length > mostLabelled) {
    const digits = choices.map(({ number, data }) => ({ text: String(number), callback_data: data }))
    return rowsOf(digits, digitsInRow)
  }
  const buttons = choices.map(({ number, label, data }) => ({
    text: `${number}. ${cut(label)}`,
    callback_data: data,
  }))
  return rowsOf(buttons, buttons.every(({ text }) => text.length <= shortLabel) ? 2 : 1)
}

/** Telegram refuses the whole message when a button leads to a host without a dot, such as localhost. */
const canBeButton = (address: string): boolean => {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.')
}

const markupOf = (message: OutgoingMessage): RenderedMessage['markup'] => {
  // A message has one keyboard only; the phone number comes by one below the text box, and the list by its numbers.
  if (message.asksContact) {
    const button = { text: cut(message.asksContact.title), request_contact: true as const }
    return { keyboard: [[button]], resize_keyboard: true, one_time_keyboard: true }
  }
  const rows = choiceRows(message.choices ?? [])
  if (message.link && canBeButton(message.link.url)) {
    rows.push([{ text: cut(message.link.label), url: message.link.url }])
  }
  return rows.length > 0 ? { inline_keyboard: rows } : undefined
}

/** The house's words as Telegram shows them. No markup language at all: nothing in a text can be taken for it. */
export const renderMessage = (message: OutgoingMessage): RenderedMessage => {
  const lines = (message.choices ?? []).map(({ number, label }) => `${number}. ${label}`)
  const link = message.link ? `${message.link.label}: ${message.link.url}` : ''
  const markup = markupOf(message)
  const quotes = Number(message.quotes)
  return {
    text: [message.text, lines.join('\n'), link].filter((part) => part !== '').join('\n\n'),
    ...(markup ? { markup } : {}),
    ...(Number.isSafeInteger(quotes) && quotes > 0 ? { quotes } : {}),
  }
}
