import { platformLimits } from '../channels/index.ts'
import type { Platform } from '../channels/port.ts'
import { lengthUtf16, splitText } from '../kernel/vietnamese/split-text.ts'

/** What a channel will show of a text. */
export type Preview = {
  readonly platform: Platform
  /** The messages that people get, in order. */
  readonly messages: readonly string[]
  /** UTF-16 units of the whole, and what one message may have. */
  readonly length: number
  readonly max: number
}

/** A draft as a channel will show it; a notice that passed `editBroadcast` is one message everywhere. */
export const previewFor = (platform: Platform, text: string): Preview => {
  const max = platformLimits[platform].textMax
  return { platform, messages: splitText(text, max), length: lengthUtf16(text), max }
}
