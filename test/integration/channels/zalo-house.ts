import { onTestFinished } from 'vitest'
import { createZaloChannel } from '../../../bots/zalo/index.ts'
import type { ZaloOptions } from '../../../bots/zalo/index.ts'
import { createTokenVault, openAccountDirectory, seedFromEnvironment } from '../../../src/channels/index.ts'
import { act, connect, disconnect, startSignals, type House } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import type { Log } from '../../../src/kernel/log.ts'
import type { AccountInput } from '../../emulators/zalo/create-account.ts'
import type { MovableClock } from '../../emulators/zalo/emulator-clock.ts'
import { startZaloEmulator } from '../../emulators/zalo/start-zalo-emulator.ts'
import type { Switches } from '../../emulators/zalo/switches.ts'
import { createTestHouse } from '../../support/house.ts'

export const system = systemActor('test')

/** Everything that was logged, as text: tests look for what must not be there. */
export const listeningLog = (): Log & { readonly lines: string[]; readonly errors: string[] } => {
  const lines: string[] = []
  const errors: string[] = []
  const note = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`)
  return {
    lines,
    errors,
    debug: note,
    info: note,
    warn: note,
    error: (fields, message) => {
      note(fields, message)
      errors.push(message)
    },
  }
}

/** A house and an emulator on the same clock, with the account of the environment. */
export const openZaloHouse = async (
  input: { account?: AccountInput; switches?: Partial<Switches>; withTokens?: boolean } = {},
) => {
  const { house: plain, url, close } = await createTestHouse({ at: new Date('2026-11-23T03:00:00Z') })
  onTestFinished(close)
  const log = listeningLog()
  const house = { ...plain, log }
  const clock: MovableClock = house.clock
  const emulator = await startZaloEmulator({ clock, switches: input.switches ?? {} })
  onTestFinished(async () => await emulator.close())
  const { oaId } = emulator.addAccount(input.account)
  const tokens = emulator.issueTokens(oaId)
  const { appId, appSecret, oaSecretKey } = emulator.app
  const credentials = { appId, appSecret, oaSecretKey }
  const seed = { oaId, credentials, tokens: input.withTokens === false ? undefined : tokens }
  const { accountId } = await act(house, system, (scope) => seedFromEnvironment(scope, seed))

  /** One process of the service: its own pool, vault, directory and adapter. */
  const startProcess = async (options: Partial<ZaloOptions> = {}) => {
    const database = connect({ url, max: 4 })
    const own: House = { ...house, database, signals: await startSignals(database, log) }
    const vault = createTokenVault(own)
    const directory = await openAccountDirectory(own, 'zalo')
    const channel = createZaloChannel({
      directory,
      vault,
      clock,
      readFile: async () => await Promise.resolve(undefined),
      download: async () => await Promise.resolve({ kind: 'gone', why: 'not in this test' }),
      roots: { api: emulator.url, oauth: emulator.url, business: emulator.url },
      timeoutMs: 3_000,
      ...options,
    })
    const connector = channel.connector({ appId, appSecret, pkce: { mode: 'per-request' } })
    onTestFinished(async () => {
      emulator.clearFaults()
      await channel.stop?.()
      vault.stop()
      await directory.stop()
      await own.signals.stop()
      await disconnect(database)
    })
    return { house: own, vault, directory, channel, connector }
  }
  return { house, log, clock, emulator, oaId, accountId, tokens, credentials, seed, startProcess }
}

export type ZaloHouse = Awaited<ReturnType<typeof openZaloHouse>>
export type ZaloProcess = Awaited<ReturnType<ZaloHouse['startProcess']>>
