import { setTimeout as pause } from 'node:timers/promises'
import { takeAuthor } from './collect.ts'
import { handIn } from './hand-in.ts'
import type { Phone } from './phones/phone.ts'
import type { DemoMessage } from './read-data.ts'

export type Pace = { readonly leastMs: number; readonly mostMs: number }

/** Every 20 to 40 seconds somebody else writes, so that an open page moves. Ends when everything is said. */
export const usualPace: Pace = { leastMs: 20_000, mostMs: 40_000 }

/** Goes on by itself until the signal, or until everybody has spoken. */
export const trickle = async (
  silent: Phone[],
  messages: readonly DemoMessage[],
  options: { readonly pace: Pace; readonly signal: AbortSignal },
): Promise<void> => {
  const { pace, signal } = options
  for (const message of messages) {
    if (silent.length === 0) return
    const waits = pace.leastMs + Math.random() * (pace.mostMs - pace.leastMs)
    await pause(waits, undefined, { signal })
    await handIn(takeAuthor(silent, message), message)
  }
}
