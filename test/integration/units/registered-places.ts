import { randomBytes } from 'node:crypto'
import { connect, disconnect, inTransaction, type Database, type Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor } from '../../../src/kernel/actor.ts'
import { manualClock, type ManualClock } from '../../../src/kernel/clock.ts'
import { createKeyring } from '../../../src/kernel/keyring.ts'
import { silentLog } from '../../../src/kernel/log.ts'
import { importUnits } from '../../../src/units/index.ts'
import { readDataset } from '../../../src/units/read-dataset.ts'
import { createTestDatabase } from '../../support/postgres.ts'

export type Places = {
  readonly database: Database
  readonly clock: ManualClock
  /** Runs a verb in a transaction of its own. */
  as<Result>(actor: Actor, work: (scope: Scope) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export const system = systemActor('test')

/** A database of its own, with the places of the whole country if wanted, and a clock at noon of a day in 2026. */
export const openPlaces = async (options: { readonly imported: boolean }): Promise<Places> => {
  const { url, drop } = await createTestDatabase()
  const database = connect({ url, max: 3 })
  const clock = manualClock(new Date('2026-10-01T05:00:00Z'))
  const means: Omit<Scope, 'tx' | 'actor'> = {
    clock,
    keyring: createKeyring(randomBytes(32)),
    signals: { poke: () => {}, listen: () => () => {}, stop: async () => {} },
    log: silentLog,
  }
  const as: Places['as'] = async (actor, work) =>
    await inTransaction(database, async (tx) => await work({ ...means, tx, actor, clock }))
  const places: Places = {
    database,
    clock,
    as,
    close: async () => {
      await disconnect(database)
      await drop()
    },
  }
  if (options.imported) {
    const dataset = await readDataset()
    await as(system, async (scope) => await importUnits(scope, dataset))
  }
  return places
}
