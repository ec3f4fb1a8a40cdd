import type { Platform } from '../../src/channels/port.ts'

/** What a resident holds in the hand, the same for every channel. Whatever is done goes in by the platform's own door. */
export type Phone = {
  readonly platform: Platform
  /** Opens the chat for the first time: follows, presses start, opens the page. */
  begin(): Promise<void>
  say(text: string): Promise<void>
  sendPhoto(photo: Uint8Array, caption: string): Promise<void>
  sendVoice(): Promise<void>
  /** The first message since the last act that fits, as the person reads it, numbered lines included. */
  hear(pattern: RegExp): Promise<string>
  /** Whether a message that fits has ever come. */
  hasRead(pattern: RegExp): boolean
  close(): void
}

/** A whole ward speaks at once, on two cores: nobody waits this long unless something is wrong. */
export const patienceMs = 60_000

/** The number of the line that fits, in a list as every channel shows it: "2. Sửa". */
export const numberOf = (shown: string, fits: (label: string) => boolean): string | undefined => {
  for (const [, number, label] of shown.matchAll(/^\s*(\d{1,2})\. (.+)$/gmu)) {
    if (number !== undefined && label !== undefined && fits(label)) return number
  }
  return undefined
}
