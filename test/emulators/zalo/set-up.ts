import { onTestFinished } from 'vitest'
import { callApi } from './call-api.ts'
import type { Api } from './call-api.ts'
import type { AccountInput } from './create-account.ts'
import { movableClock } from './emulator-clock.ts'
import type { MovableClock } from './emulator-clock.ts'
import { receiveWebhooks } from './receive-webhooks.ts'
import type { Receiver } from './receive-webhooks.ts'
import { startZaloEmulator } from './start-zalo-emulator.ts'
import type { ZaloEmulator } from './start-zalo-emulator.ts'
import type { Switches } from './switches.ts'
import type { Account } from './world.ts'

export type SetUp = {
  emulator: ZaloEmulator
  hook: Receiver
  clock: MovableClock
  account: Account
  api: Api
  token: string
  refreshToken: string
}

/** Ten in the morning in Hanoi, so that the night rules stay away unless a test wants them. */
export const morning = new Date('2026-11-23T03:00:00Z')

/** An emulator with one account, a webhook and a client; everything is closed when the test ends. */
export const setUp = async (input: { account?: AccountInput; switches?: Partial<Switches> } = {}): Promise<SetUp> => {
  const clock = movableClock(morning)
  const hook = await receiveWebhooks()
  const emulator = await startZaloEmulator({ clock, webhookUrl: hook.url, switches: input.switches ?? {} })
  onTestFinished(async () => {
    await emulator.close()
    await hook.close()
  })
  const account = emulator.addAccount(input.account)
  const { accessToken, refreshToken } = emulator.issueTokens(account.oaId)
  return { emulator, hook, clock, account, api: callApi(emulator, accessToken), token: accessToken, refreshToken }
}
