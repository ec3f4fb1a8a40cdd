import { inTransaction, type Database } from '../database/index.ts'
import { appendLinks, lastLink, latestChainedId, takeChain, unchainedAbove, type ChainLink } from './audit-store.ts'
import { chainStart, hashEntry } from './hash-entry.ts'

const groupMax = 500
// An entry's id is made when its transaction runs, and becomes visible when that commits. No transaction of ours
// lasts minutes, so an hour back finds every late one without reading the whole log.
const lateMs = 3_600_000
const lowest = '00000000-0000-0000-0000-000000000000'

/** The smallest UUIDv7 of the moment an hour before another one was made. */
const boundBefore = (id: string): string => {
  const ms = Math.max(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - lateMs, 0)
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

const chainGroup = async (database: Database): Promise<number> =>
  await inTransaction(database, async (tx) => {
    if (!(await takeChain(tx))) return 0
    const latest = await latestChainedId(tx)
    const entries = await unchainedAbove(tx, latest === undefined ? lowest : boundBefore(latest), groupMax)
    if (entries.length === 0) return 0
    const last = await lastLink(tx)
    const links: ChainLink[] = []
    for (const entry of entries) {
      const before = links.at(-1) ?? last
      const seq = (before?.seq ?? 0) + 1
      links.push({ seq, entryId: entry.id, hash: hashEntry(before?.hash ?? chainStart, seq, entry) })
    }
    await appendLinks(tx, links)
    return links.length
  })

/**
 * Gives every committed entry its place and hash in the chain, in the order of writing as far as they are visible.
 * One process at a time: where another one is at work this does nothing. Returns how many were chained.
 */
export const chainAudit = async (database: Database): Promise<number> => {
  for (let chained = 0; ;) {
    const group = await chainGroup(database)
    chained += group
    if (group < groupMax) return chained
  }
}
