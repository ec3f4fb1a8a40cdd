import type { Queryable } from '../database/index.ts'
import { chainFrom, countUnchained } from './audit-store.ts'
import { chainStart, hashEntry } from './hash-entry.ts'

export type AuditVerdict =
  /** `head` is the last hash, hex: noted elsewhere, it proves later that nothing before it was touched. */
  | { readonly ok: true; readonly entries: number; readonly head: string; readonly waiting: number }
  | { readonly ok: false; readonly seq: number; readonly why: 'missing' | 'gap' | 'changed' }

const groupMax = 1_000

/** Walks the whole chain and names the first place where an entry is gone, was changed, or a link is missing. */
export const verifyAudit = async (database: Queryable): Promise<AuditVerdict> => {
  let before: Uint8Array = chainStart
  let seq = 0
  for (;;) {
    const group = await chainFrom(database, seq, groupMax)
    for (const { link, entry } of group) {
      if (link.seq !== seq + 1) return { ok: false, seq: seq + 1, why: 'gap' }
      if (!entry) return { ok: false, seq: link.seq, why: 'missing' }
      if (!hashEntry(before, link.seq, entry).equals(link.hash)) return { ok: false, seq: link.seq, why: 'changed' }
      before = link.hash
      seq = link.seq
    }
    if (group.length < groupMax) break
  }
  return { ok: true, entries: seq, head: Buffer.from(before).toString('hex'), waiting: await countUnchained(database) }
}
