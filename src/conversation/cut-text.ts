import type { Platform } from '../channels/port.ts'

// Telegram takes 4,096 characters; its apps send a longer text as several messages, cut before at a space or a line.
const cutFrom: Partial<Readonly<Record<Platform, number>>> = { telegram: 3_500 }

/** How long the answer to such a message waits, so that the answer to its next piece can replace it. */
export const nextPieceMs = 2_000

/** Whether a text is so long that the app may have cut it, and its next piece is on the way. */
export const mayBeCut = (platform: Platform, text: string): boolean =>
  text.length >= (cutFrom[platform] ?? Number.POSITIVE_INFINITY)
