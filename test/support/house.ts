import { createHash } from 'node:crypto'
import { connect, disconnect, startSignals, type Database, type House } from '../../src/database/index.ts'
import { manualClock, type ManualClock } from '../../src/kernel/clock.ts'
import { createKeyring } from '../../src/kernel/keyring.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { createTestDatabase } from './postgres.ts'

export type TestHouse = {
  readonly house: House & { readonly clock: ManualClock; readonly database: Database }
  readonly url: string
  close(): Promise<void>
}

/** A whole house on a database of its own, with a clock that stands still: Saturday, 21 November 2026, 9 o'clock in Hanoi. */
export const createTestHouse = async (options: { at?: Date; secret?: string } = {}): Promise<TestHouse> => {
  const { url, drop } = await createTestDatabase()
  const database = connect({ url, max: 6 })
  const secret = createHash('sha256')
    .update(options.secret ?? 'a test house')
    .digest()
  const house = {
    database,
    clock: manualClock(options.at ?? new Date('2026-11-21T02:00:00Z')),
    keyring: createKeyring(secret),
    signals: await startSignals(database, silentLog),
    log: silentLog,
  }
  return {
    house,
    url,
    async close() {
      await house.signals.stop()
      await disconnect(database)
      await drop()
    },
  }
}
