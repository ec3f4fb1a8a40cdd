import type { Bot } from '../../test/emulators/telegram/state.ts'
import type { TelegramEmulator } from '../../test/emulators/telegram/telegram-emulator.ts'
import { patienceMs, type Phone } from './phone.ts'

/** A resident on the emulated Telegram; the service polls the bot's updates. */
export const telegramPhone = (telegram: TelegramEmulator, bot: Bot, name: string): Phone => {
  const user = telegram.addUser(bot, { firstName: name, languageCode: 'vi' })
  return {
    platform: 'telegram',
    async begin() {
      user.start()
    },
    async say(text) {
      user.send(text)
    },
    async sendPhoto(photo, caption) {
      user.sendPhoto({ bytes: Buffer.from(photo), ...(caption === '' ? {} : { caption }) })
    },
    async sendVoice() {
      user.sendVoice()
    },
    hear: async (pattern) => (await user.waitFor(({ text }) => pattern.test(text), patienceMs)).text,
    hasRead: (pattern) => user.messages().some(({ from, text }) => from === 'bot' && pattern.test(text)),
    close: () => {},
  }
}
