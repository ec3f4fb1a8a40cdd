import { desc, eq, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable, type Transaction } from '../database/index.ts'
import { receiptClosings, receiptLogs } from '../database/tables/receipts.ts'
import type { Edge, Grown } from './grow-tree.ts'
import { nodesOf } from './merkle.ts'
import { readNodes } from './node-views.ts'
import type { NewLeaf } from './receipt-store.ts'

export type Closing = typeof receiptClosings.$inferSelect

/** Who closes a log holds it alone to the end of the transaction. A row lock would need the right to change the row. */
export const holdLog = async (tx: Transaction, logId: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`receipt log ${logId}`}, 0))`)
}

export const unitOfLog = async (tx: Transaction, logId: string): Promise<string | undefined> => {
  const [row] = await tx.select({ unitId: receiptLogs.unitId }).from(receiptLogs).where(eq(receiptLogs.id, logId))
  return row?.unitId
}

export const lastClosing = async (tx: Queryable, logId: string): Promise<Closing | undefined> =>
  (
    await tx
      .select()
      .from(receiptClosings)
      .where(eq(receiptClosings.logId, logId))
      .orderBy(desc(receiptClosings.seq))
      .limit(1)
  )[0]

/** The tree's edge at a size, out of the stored nodes. */
export const readEdge = async (tx: Queryable, logId: string, size: number): Promise<Edge> => {
  const nodes = nodesOf({ first: 0, end: size })
  const hashes = await readNodes(tx, logId, nodes)
  return { size, hashes }
}

/** Takes the next waiting leaves away, in the order of their hashes. `before`: only those of earlier days. */
export const takeWaiting = async (
  tx: Transaction,
  logId: string,
  { after, before, limit }: { readonly after: Buffer; readonly before: string | null; readonly limit: number },
): Promise<readonly NewLeaf[]> => {
  const rows = await tx.execute<{ hash: Buffer; kind: NewLeaf['kind'] }>(sql`
    delete from receipt_waiting w using (
      select hash from receipt_waiting
      where log_id = ${logId}::uuid and hash > ${after} and (${before}::date is null or day < ${before}::date)
      order by hash limit ${limit}
    ) next
    where w.log_id = ${logId}::uuid and w.hash = next.hash
    returning w.hash, w.kind`)
  return rows.toSorted((one, other) => Buffer.compare(one.hash, other.hash))
}

export const appendLeaves = async (
  tx: Transaction,
  logId: string,
  first: number,
  leaves: readonly NewLeaf[],
  nodes: Grown['nodes'],
): Promise<void> => {
  await tx.execute(sql`
    insert into receipt_leaves (log_id, position, hash, kind)
    select ${logId}::uuid, ${first}::bigint + n.at - 1, n.hash, n.kind
    from unnest(${arrayLiteral(leaves.map(({ hash }) => hash))}::bytea[],
      ${arrayLiteral(leaves.map(({ kind }) => kind))}::text[]) with ordinality as n(hash, kind, at)
    order by n.at`)
  if (nodes.length === 0) return
  await tx.execute(sql`
    insert into receipt_nodes (log_id, level, index, hash)
    select ${logId}::uuid, n.level, n.index, n.hash
    from unnest(${arrayLiteral(nodes.map(({ level }) => level))}::smallint[],
      ${arrayLiteral(nodes.map(({ index }) => index))}::bigint[],
      ${arrayLiteral(nodes.map(({ hash }) => hash))}::bytea[]) as n(level, index, hash)`)
}

export const insertClosing = async (tx: Transaction, closing: Closing): Promise<void> => {
  await tx.insert(receiptClosings).values(closing)
}
