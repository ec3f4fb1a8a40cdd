import type { ZaloEmulator } from '../../test/emulators/zalo/start-zalo-emulator.ts'
import type { PhoneMessage } from '../../test/emulators/zalo/world.ts'
import { patienceMs, type Phone } from './phone.ts'

/** A resident on the emulated Zalo; the account gets signed webhooks. */
export const zaloPhone = (zalo: ZaloEmulator, oaId: string, name: string): Phone => {
  const user = zalo.addUser(oaId, { name })
  let after: PhoneMessage | undefined
  const acting = async (act: () => Promise<unknown>): Promise<void> => {
    after = user.person.messages.at(-1)
    await act()
  }
  return {
    platform: 'zalo',
    begin: async () => await acting(async () => await user.follow()),
    say: async (text) => await acting(async () => await user.sendText(text)),
    sendPhoto: async (photo, caption) =>
      await acting(async () => await user.sendImage({ bytes: Buffer.from(photo), caption })),
    sendVoice: async () => await acting(async () => await user.sendAudio({ format: 'amr' })),
    async hear(pattern) {
      const options = { timeoutMs: patienceMs, ...(after === undefined ? {} : { after }) }
      return (await zalo.waitFor(user, pattern, options)).text
    },
    hasRead: (pattern) => user.person.messages.some(({ from, text }) => from !== 'user' && pattern.test(text)),
    close: () => {},
  }
}
