import type { TelegramEmulator } from '../../emulators/telegram/telegram-emulator.ts'
import type { ZaloEmulator } from '../../emulators/zalo/start-zalo-emulator.ts'

export type Heard = {
  /** The platform's id of the message. */
  readonly id: string
  readonly text: string
  /** Everything that the person sees of it, buttons included: two of these that are equal are one message twice. */
  readonly shown: string
}

/** A phone with one chat, on whichever platform. */
export type Phone = {
  readonly accountId: string
  /** The platform's id of the chat. */
  readonly address: string
  begin(): void
  say(text: string): void
  /** What the account sent, oldest first. */
  heard(): readonly Heard[]
}

export const zaloPhone = (zalo: ZaloEmulator, oaId: string, name: string): Phone => {
  const user = zalo.addUser(oaId, { name })
  // Deliveries that fail are tried again by the emulator; nobody waits for them here.
  const unheeded = (sent: Promise<unknown>): void => void sent.catch(() => undefined)
  return {
    accountId: `zalo:${oaId}`,
    address: user.id,
    begin: () => unheeded(user.follow()),
    say: (text) => unheeded(user.sendText(text)),
    heard: () =>
      user
        .messages()
        .filter(({ from }) => from === 'oa')
        .map(({ id, text, buttons, elements }) => ({ id, text, shown: JSON.stringify([text, buttons, elements]) })),
  }
}

export const telegramPhone = (
  telegram: TelegramEmulator,
  bot: ReturnType<TelegramEmulator['addBot']>,
  firstName: string,
): Phone => {
  const user = telegram.addUser(bot, { firstName, languageCode: 'vi' })
  const newestButton = (number: string): string | undefined =>
    user
      .messages()
      .findLast(({ from }) => from === 'bot')
      ?.buttons.flat()
      .find(({ text }) => text.startsWith(`${number}.`))?.text
  return {
    accountId: 'telegram:default',
    address: String(user.id),
    begin: () => void user.start(),
    say(text) {
      // A younger resident taps where there is something to tap.
      const button = newestButton(text)
      if (button === undefined) user.send(text)
      else user.press(button)
    },
    heard: () =>
      user
        .messages()
        .filter(({ from }) => from === 'bot')
        .map(({ id, text, buttons }) => ({ id: String(id), text, shown: JSON.stringify([text, buttons]) })),
  }
}
