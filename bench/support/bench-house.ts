import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, disconnect, migrate, startSignals, type House } from '../../src/database/index.ts'
import { startEmbedded } from '../../src/database/embedded/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { createKeyring } from '../../src/kernel/keyring.ts'
import { silentLog } from '../../src/kernel/log.ts'

export type BenchHouse = {
  readonly house: House
  readonly url: string
  /** The secret key, for processes of this run. */
  readonly key: Buffer
  close(): Promise<void>
}

/** A house on PostgreSQL of its own with fsync on, as in production. */
export const openBenchHouse = async (): Promise<BenchHouse> => {
  const folder = await mkdtemp(join(tmpdir(), 'nhip-cau-bench-'))
  const server = await startEmbedded({ folder: join(folder, 'postgres'), log: silentLog })
  await migrate(server.url)
  const database = connect({ url: server.url, max: 12 })
  const signals = await startSignals(database, silentLog)
  const key = randomBytes(32)
  return {
    house: { database, signals, clock: systemClock, keyring: createKeyring(key), log: silentLog },
    url: server.url,
    key,
    async close() {
      await signals.stop()
      await disconnect(database)
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
