import type { Queryable } from '../database/index.ts'
import { canonicalJson } from './canonical.ts'
import type { LogFault } from './log-fault.ts'
import { closingsOf } from './log-views.ts'
import { fold, nodeHash, type Node } from './merkle.ts'
import { auditedRoots, leavesFrom, releasedHashes, storedNodes, type LeafRow } from './verify-views.ts'

const atOnce = 1_000

/** The complete subtrees that come into being with a leaf, from below. */
const nodesWith = (position: number): Node[] => {
  const nodes: Node[] = []
  for (let level = 1, index = position; index % 2 === 1; level += 1) {
    index = (index - 1) / 2
    nodes.push({ level, index })
  }
  return nodes
}

/**
 * Walks one log: every stored node must be made of the two below it, every root of what stands under it, as the audit
 * noted it too. Gives how many leaves there are.
 */
export const verifyTree = async (
  database: Queryable,
  log: string,
  accounted: ReadonlySet<string>,
  report: (fault: LogFault) => void,
): Promise<number> => {
  const closings = await closingsOf(database, log)
  const audited = await auditedRoots(database, log)
  const counts: Record<string, number> = {}
  const edge: Buffer[] = []
  let size = 0
  let seen = 0
  let next = 0
  let before: Buffer | null = null
  let isWhole = true

  const close = (): void => {
    const closing = closings[next]
    if (closing?.size !== size) return
    next += 1
    before = null
    const root = fold(edge)
    if (!root.equals(closing.root)) report({ what: 'root-wrong', log, closing: closing.seq })
    if (audited.get(closing.seq) !== closing.root.toString('hex')) {
      report({ what: 'root-not-as-audited', log, closing: closing.seq })
    }
    if (canonicalJson({ ...closing.counts }) !== canonicalJson({ ...counts })) {
      report({ what: 'counts-wrong', log, closing: closing.seq })
    }
  }

  const grow = (hash: Buffer, stored: readonly (Buffer | null)[]): void => {
    let top = hash
    for (const [at, node] of nodesWith(size).entries()) {
      const left = edge.pop()
      const made = left ? nodeHash(left, top) : top
      const kept = stored[at] ?? null
      if (!kept?.equals(made)) report({ what: 'node-wrong', log, node })
      top = kept ?? made
    }
    edge.push(top)
    size += 1
  }

  const walk = async (page: readonly LeafRow[]): Promise<void> => {
    const released = await releasedHashes(
      database,
      page.filter(({ hash }) => !accounted.has(hash.toString('latin1'))).map(({ hash }) => hash),
    )
    const made = page.map(({ position }) => nodesWith(position))
    const stored = await storedNodes(database, log, made.flat())
    let from = 0
    for (const [at, { position, hash, kind }] of page.entries()) {
      seen += 1
      const nodes = stored.slice(from, from + (made[at]?.length ?? 0))
      from += nodes.length
      if (!accounted.has(hash.toString('latin1')) && !released.has(hash.toString('hex'))) {
        report({ what: 'words-gone', log, position })
      }
      if (!isWhole) continue
      if (position !== size) {
        report({ what: 'leaf-removed', log, position: size })
        isWhole = false
        continue
      }
      if (next >= closings.length) report({ what: 'leaf-added', log, position })
      if (before !== null && Buffer.compare(before, hash) >= 0) report({ what: 'reordered', log, position })
      before = hash
      counts[kind] = (counts[kind] ?? 0) + 1
      grow(hash, nodes)
      close()
    }
  }

  let page: LeafRow[] = []
  for await (const leaf of leavesFrom(database, log)) {
    page.push(leaf)
    if (page.length === atOnce) {
      await walk(page)
      page = []
    }
  }
  await walk(page)
  if (isWhole && next < closings.length) report({ what: 'leaf-removed', log, position: size })
  // A closing that the audit noted and nobody finds was taken away with its leaves.
  for (const seq of audited.keys()) if (seq > closings.length) report({ what: 'root-wrong', log, closing: seq })
  return seen
}
