import { recordAudit } from '../audit/index.ts'
import { act, type House, type Scope } from '../database/index.ts'
import { requireSystem, systemActor } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { appendLeaves, holdLog, insertClosing, lastClosing, readEdge, takeWaiting, unitOfLog } from './closing-store.ts'
import { dueLogs, type DueLog } from './due-views.ts'
import { growTree, rootOf } from './grow-tree.ts'

const atOnce = 5_000
const nothing = Buffer.alloc(0)

/**
 * Fixes what waits in a log: leaves get their places in the order of their hashes, which is random, and the root over all
 * of them is written down. Does nothing where nothing waits. Gives how many leaves were added.
 */
export const closeLog = async (scope: Scope, { id, isOver }: DueLog): Promise<number> => {
  requireSystem(scope.actor)
  const { tx, clock } = scope
  await holdLog(tx, id)
  const before = await lastClosing(tx, id)
  const from = before?.size ?? 0
  const day = isOver ? null : vietnamDate(clock.now())
  const counts: Record<string, number> = { ...before?.counts }
  let edge = await readEdge(tx, id, from)
  for (let after: Buffer = nothing; ;) {
    const leaves = await takeWaiting(tx, id, { after, before: day, limit: atOnce })
    if (leaves.length > 0) {
      const grown = growTree(
        edge,
        leaves.map(({ hash }) => hash),
      )
      await appendLeaves(tx, id, edge.size, leaves, grown.nodes)
      for (const { kind } of leaves) counts[kind] = (counts[kind] ?? 0) + 1
      edge = grown.edge
    }
    if (leaves.length < atOnce) break
    after = leaves.at(-1)?.hash ?? nothing
  }
  if (edge.size === from) return 0
  const seq = (before?.seq ?? 0) + 1
  await insertClosing(tx, { logId: id, seq, size: edge.size, root: rootOf(edge), counts, closedAt: clock.now() })
  const unitId = await unitOfLog(tx, id)
  await recordAudit(scope, {
    action: 'receipts.closed',
    subject: { kind: 'receipt_log', id },
    ...(unitId === undefined ? {} : { unitId }),
    // The root itself: so the audit chain covers it, and a head noted elsewhere proves the log too.
    details: { seq, size: edge.size, root: rootOf(edge).toString('hex') },
  })
  return edge.size - from
}

const job = systemActor('close-receipts')

/** A job: closes every log that is due, each in a transaction of its own. Gives how many leaves were added. */
export const closeDueLogs = async (house: House): Promise<number> => {
  const now = house.clock.now()
  const failed: unknown[] = []
  let added = 0
  for (const log of await dueLogs(house.database, now, vietnamDate(now))) {
    try {
      added += await act(house, job, async (scope) => await closeLog(scope, log))
    } catch (error) {
      // One that somebody has damaged must not keep the others open.
      house.log.error({ log: log.id, error: error instanceof Error ? error.name : 'unknown' }, 'a log was not closed')
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} logs of receipts could not be closed`)
  return added
}
