import type { Queryable } from '../database/index.ts'
import { chainFrom, countUnchained } from './audit-store.ts'
import { chainStart, hashEntry } from './hash-entry.ts'

export type AuditVerdict =
  /** `head` is the last hash, hex: noted elsewhere, it proves later that nothing before it was touched. */
  | {
      readonly ok: true
      readonly entries: number
      readonly head: string
      readonly waiting: number
      readonly notedAt?: number
    }
  | { readonly ok: false; readonly seq: number; readonly why: 'missing' | 'gap' | 'changed' }
  /** Each link is right, but the head that was noted is not among them: the chain was written anew. */
  | { readonly ok: false; readonly why: 'another-chain'; readonly entries: number }

const groupMax = 1_000

/**
 * Walks the whole chain and names the first place where an entry is gone, was changed, or a link is missing. With a
 * head (hex) that was noted elsewhere it has to come by, and `notedAt` says where it stood.
 */
export const verifyAudit = async (
  database: Queryable,
  noted: { readonly head?: string } = {},
): Promise<AuditVerdict> => {
  let notedAt: number | undefined
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
      if (noted.head !== undefined && Buffer.from(link.hash).toString('hex') === noted.head) notedAt = seq
    }
    if (group.length < groupMax) break
  }
  if (noted.head !== undefined && notedAt === undefined) return { ok: false, why: 'another-chain', entries: seq }
  return {
    ok: true,
    entries: seq,
    head: Buffer.from(before).toString('hex'),
    waiting: await countUnchained(database),
    ...(notedAt === undefined ? {} : { notedAt }),
  }
}
