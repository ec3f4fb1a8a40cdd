import type { Database } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { faultsShown, type LogFault } from './log-fault.ts'
import { verifyTree } from './verify-tree.ts'
import { verifyWords } from './verify-words.ts'
import { logIds, releasedHashes, waitingFrom } from './verify-views.ts'

export type LogsVerdict = {
  readonly ok: boolean
  readonly logs: number
  readonly leaves: number
  /** Leaves that wait for their closing. */
  readonly waiting: number
  /** All that is wrong; `faults` names the first hundred. */
  readonly wrong: number
  readonly faults: readonly LogFault[]
}

/**
 * Makes every leaf, node and root anew from words and salts, as the database is at one moment, and names what does not
 * fit. Holds some hundred bytes for each leaf in memory.
 */
export const verifyLogs = async (database: Database, keyring: Keyring): Promise<LogsVerdict> =>
  await database.transaction(
    async (tx) => {
      const faults: LogFault[] = []
      let wrong = 0
      const report = (fault: LogFault): void => {
        wrong += 1
        if (faults.length < faultsShown) faults.push(fault)
      }
      const accounted = await verifyWords({ database: tx, keyring }, report)
      const logs = await logIds(tx)
      let leaves = 0
      for (const log of logs) leaves += await verifyTree(tx, log, accounted, report)
      let waiting = 0
      for await (const page of waitingFrom(tx)) {
        waiting += page.length
        const orphans = page.filter((hash) => !accounted.has(hash.toString('latin1')))
        const released = await releasedHashes(tx, orphans)
        for (const hash of orphans) if (!released.has(hash.toString('hex'))) report({ what: 'words-gone' })
      }
      return { ok: wrong === 0, logs: logs.length, leaves, waiting, wrong, faults }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
