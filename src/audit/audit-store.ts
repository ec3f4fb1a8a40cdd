import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { auditChain, auditEntries } from '../database/tables/audit.ts'
import type { HashedEntry } from './hash-entry.ts'

export const insertEntry = async (tx: Transaction, entry: typeof auditEntries.$inferInsert): Promise<void> => {
  await tx.insert(auditEntries).values(entry)
}

/** One sequencer at a time in the whole installation; false when another one is at work. */
export const takeChain = async (tx: Transaction): Promise<boolean> => {
  const [row] = await tx.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(7402130) as taken`)
  return row?.taken ?? false
}

export type ChainLink = { readonly seq: number; readonly entryId: string; readonly hash: Buffer }

export const lastLink = async (database: Queryable): Promise<ChainLink | undefined> =>
  (await database.select().from(auditChain).orderBy(desc(auditChain.seq)).limit(1))[0]

/** The latest id that is chained; ids sort by the time they were made. */
export const latestChainedId = async (database: Queryable): Promise<string | undefined> =>
  (await database.select().from(auditChain).orderBy(desc(auditChain.entryId)).limit(1))[0]?.entryId

/** Entries without a place in the chain, in the order of writing, with ids above a bound. */
export const unchainedAbove = async (database: Queryable, bound: string, limit: number): Promise<HashedEntry[]> => {
  const rows = await database
    .select({ entry: auditEntries })
    .from(auditEntries)
    .leftJoin(auditChain, eq(auditChain.entryId, auditEntries.id))
    .where(and(gt(auditEntries.id, bound), isNull(auditChain.seq)))
    .orderBy(asc(auditEntries.number))
    .limit(limit)
  return rows.map((row) => row.entry)
}

export const appendLinks = async (tx: Transaction, links: readonly ChainLink[]): Promise<void> => {
  await tx.insert(auditChain).values([...links])
}

/** The chain from a place on, with the entries as they are now; an entry that is gone is null. */
export const chainFrom = async (
  database: Queryable,
  after: number,
  limit: number,
): Promise<{ readonly link: ChainLink; readonly entry: HashedEntry | null }[]> =>
  await database
    .select({ link: auditChain, entry: auditEntries })
    .from(auditChain)
    .leftJoin(auditEntries, eq(auditEntries.id, auditChain.entryId))
    .where(gt(auditChain.seq, after))
    .orderBy(asc(auditChain.seq))
    .limit(limit)

export const countUnchained = async (database: Queryable): Promise<number> => {
  const [row] = await database
    .select({ n: sql<number>`count(*)::int` })
    .from(auditEntries)
    .leftJoin(auditChain, eq(auditChain.entryId, auditEntries.id))
    .where(isNull(auditChain.seq))
  return row?.n ?? 0
}
