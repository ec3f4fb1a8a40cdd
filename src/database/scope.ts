import type { Actor } from '../kernel/actor.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Log } from '../kernel/log.ts'
import type { Database, Transaction } from './connect.ts'
import type { Signals } from './signals.ts'
import { inTransaction } from './transaction.ts'

/** What the house gives to everything that works on the database. Made once in `app.ts`. */
export type House = {
  readonly database: Database
  readonly clock: Clock
  readonly keyring: Keyring
  readonly signals: Signals
  readonly log: Log
}

/** What a verb gets: an open transaction, who acts, and the house's means. A verb never opens or ends it. */
export type Scope = Omit<House, 'database'> & { readonly tx: Transaction; readonly actor: Actor }

/** Runs verbs for an actor in one transaction: all of it happens, or nothing. */
export const act = async <Result>(
  house: House,
  actor: Actor,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> => {
  const { database, ...means } = house
  return await inTransaction(database, async (tx) => await work({ ...means, tx, actor }))
}
