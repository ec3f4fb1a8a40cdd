import { and, eq, sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'
import { receiptLogs, receiptReleases, receiptSalts } from '../database/tables/receipts.ts'
import { newId } from '../kernel/ids.ts'
import type { LeafKind } from './leaf.ts'
import type { LogPlace } from './receipt-log.ts'

/** The log of a place; made when the first leaf comes. */
export const logOf = async (tx: Transaction, place: LogPlace): Promise<string> => {
  const of = {
    kind: place.kind,
    unitId: place.unitId,
    dialogueId: place.kind === 'dialogue' ? place.dialogueId : null,
    formId: place.kind === 'form' ? place.formId : null,
    year: 'year' in place ? place.year : null,
  }
  const find = async (): Promise<string | undefined> => {
    const [row] = await tx
      .select({ id: receiptLogs.id })
      .from(receiptLogs)
      .where(
        and(
          eq(receiptLogs.kind, of.kind),
          eq(receiptLogs.unitId, of.unitId),
          sql`${receiptLogs.dialogueId} is not distinct from ${of.dialogueId}::uuid`,
          sql`${receiptLogs.formId} is not distinct from ${of.formId}::uuid`,
          sql`${receiptLogs.year} is not distinct from ${of.year}::smallint`,
        ),
      )
    return row?.id
  }
  const known = await find()
  if (known !== undefined) return known
  await tx
    .insert(receiptLogs)
    .values({ id: newId(), ...of })
    .onConflictDoNothing()
  const made = await find()
  if (made === undefined) throw new Error('a receipt log that was just made is not there')
  return made
}

export type NewLeaf = { readonly hash: Buffer; readonly kind: LeafKind }

/** Leaves wait for the next closing; in the order of their hashes, so that a group of them tells no order either. */
export const insertWaiting = async (
  tx: Transaction,
  logId: string,
  day: string,
  leaves: readonly NewLeaf[],
): Promise<void> => {
  if (leaves.length === 0) return
  await tx.execute(sql`
    insert into receipt_waiting (log_id, hash, kind, day)
    select ${logId}::uuid, n.hash, n.kind, ${day}::date
    from unnest(${arrayLiteral(leaves.map(({ hash }) => hash))}::bytea[],
      ${arrayLiteral(leaves.map(({ kind }) => kind))}::text[]) as n(hash, kind)
    order by n.hash`)
}

export const insertSalt = async (tx: Transaction, row: typeof receiptSalts.$inferInsert): Promise<void> => {
  await tx.insert(receiptSalts).values(row)
}

/** Nothing was ever put into a log; who asks holds everybody else off until the end of the transaction. */
export const isBeforeFirst = async (tx: Transaction): Promise<boolean> => {
  await tx.execute(sql`select pg_advisory_xact_lock(7402141)`)
  const rows = await tx.execute(sql`select 1 from receipt_logs limit 1`)
  return rows.length === 0
}

/** Salts go with the words; which leaf it was stays. */
export const wipeSalts = async (
  tx: Transaction,
  subjectKind: 'opinion' | 'request',
  ids: readonly string[],
): Promise<void> => {
  if (ids.length === 0) return
  await tx.execute(sql`
    update receipt_salts set salt = null
    where subject_kind = ${subjectKind} and subject_id = any(${arrayLiteral(ids)}::uuid[]) and salt is not null`)
}

export const insertReleases = async (
  tx: Transaction,
  hashes: readonly Buffer[],
  why: 'erased' | 'mended',
): Promise<void> => {
  if (hashes.length === 0) return
  await tx
    .insert(receiptReleases)
    .values(hashes.map((hash) => ({ hash, why })))
    .onConflictDoNothing()
}
