import type { OutgoingMessage } from '../../src/channels/port.ts'
import { countSmsParts, withoutTones } from '../../src/kernel/sms-parts.ts'

export type WrittenSms = { readonly text: string } | { readonly impossible: string }

// Links in SMS are what people are warned of, and Vietnamese gateways refuse them: only what is certainly an address.
const address =
  /https?:\/\/|www\.|(?:^|[^\p{L}\d@.-])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:vn|com|net|org|info|app|me)(?![\p{L}\d])/iu

/** A message as SMS: words and numbered lines. What cannot be said this way is refused with a word, never cut. */
export const writeSms = (
  message: OutgoingMessage,
  rules: { readonly partsMax: number; readonly plain: boolean },
): WrittenSms => {
  if (message.file) return { impossible: 'sms-with-file' }
  if (message.link || address.test(message.text)) return { impossible: 'sms-with-link' }
  const lines = (message.choices ?? []).map(({ number, label }) => `${number}. ${label}`).join('\n')
  const whole = [message.text, lines].filter((part) => part !== '').join('\n')
  const text = rules.plain ? withoutTones(whole) : whole.normalize('NFC')
  const { parts } = countSmsParts(text)
  if (parts === 0) return { impossible: 'sms-empty' }
  return parts > rules.partsMax ? { impossible: 'sms-too-long' } : { text }
}
