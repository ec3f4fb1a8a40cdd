import { setTimeout as pause } from 'node:timers/promises'
import { takeAuthor } from './collect.ts'
import { handIn } from './hand-in.ts'
import type { Phone } from './phones/phone.ts'
import type { DemoMessage } from './read-data.ts'

export type Pace = { readonly leastMs: number; readonly mostMs: number }

/** Every 20 to 40 seconds somebody else writes, so that an open page moves. Ends when everything is said. */
export const usualPace: Pace = { leastMs: 20_000, mostMs: 40_000 }

/** Goes on by itself until the signal; `tell` hears how many have written and how many could not. */
export const trickle = async (
  silent: Phone[],
  messages: readonly DemoMessage[],
  options: { readonly pace: Pace; readonly tell: (written: number) => void; readonly signal: AbortSignal },
): Promise<void> => {
  const { pace, tell, signal } = options
  for (const [at, message] of messages.entries()) {
    const waits = pace.leastMs + Math.random() * (pace.mostMs - pace.leastMs)
    await pause(waits, undefined, { signal })
    await handIn(takeAuthor(silent, message), message)
    tell(at + 1)
  }
}
