import { request } from 'undici'
import { startTelegramEmulator, type TelegramEmulator, type TelegramEmulatorOptions } from '../telegram-emulator.ts'
import type { Bot } from '../state.ts'

export const token = '7000000001:AAEmulatedTokenForTheTests00'
export const secondToken = '7000000002:AAEmulatedTokenForTheTests01'

/** A clock that stands still until a test moves it. */
export const standingClock = (start = Date.UTC(2026, 10, 2, 1, 0, 0)) => {
  let at = start
  return {
    now: () => new Date(at),
    advance: (ms: number) => {
      at += ms
    },
  }
}

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  body: any
}

export type Api = (method: string, params?: Record<string, unknown>, asToken?: string) => Promise<Answer>

export const jsonApi =
  (emulator: TelegramEmulator): Api =>
  async (method, params = {}, asToken = token) => {
    const { statusCode, headers, body } = await request(`${emulator.url}/bot${asToken}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
    return { status: statusCode, headers, body: await body.json() }
  }

/** An emulator with one bot and a clock that stands still. */
export const startWithBot = async (options: TelegramEmulatorOptions = {}) => {
  const clock = standingClock()
  const emulator = await startTelegramEmulator({ clock, ...options })
  const bot: Bot = emulator.addBot({ token, username: 'nhip_cau_bot', firstName: 'Nhịp Cầu' })
  return { clock, emulator, bot, api: jsonApi(emulator) }
}
