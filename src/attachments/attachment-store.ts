import { and, asc, eq, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Database, Queryable, Transaction } from '../database/index.ts'
import { attachments } from '../database/tables/attachments.ts'

export type AttachmentRow = typeof attachments.$inferSelect

const wiped = { source: null, dueAt: null, leasedUntil: null } as const

const hourMs = 3_600_000
const nextHour = (at: Date): Date => new Date(Math.ceil(at.getTime() / hourMs) * hourMs)

/**
 * The moment, or for a file of an anonymous author the full hour after it: exactly when something happens to such a
 * file could be laid beside what a chat did. Its row is known by the day that is all it has of its creation, and is
 * read as it stands, since a file may be given away while it is being fetched.
 */
const asCoarseAsKept = (at: Date) => sql`case
  when ${attachments.holder} is not null
    and ${attachments.createdAt} = date_trunc('day', ${attachments.createdAt}, 'Asia/Ho_Chi_Minh')
  then ${nextHour(at).toISOString()}::timestamptz else ${at.toISOString()}::timestamptz end`

export const insertAttachment = async (tx: Transaction, row: typeof attachments.$inferInsert): Promise<void> => {
  await tx.insert(attachments).values(row)
}

export const findAttachment = async (database: Queryable, id: string): Promise<AttachmentRow | undefined> =>
  (await database.select().from(attachments).where(eq(attachments.id, id)))[0]

export const findAttachmentsOf = async (database: Queryable, holder: string): Promise<AttachmentRow[]> =>
  await database.select().from(attachments).where(eq(attachments.holder, holder)).orderBy(attachments.id)

/**
 * Leases pending files that are due, oldest first, and counts the attempt before anything is fetched: a file that
 * kills the process is known by its count. A lease that ran out belongs to a process that died.
 */
export const leasePending = async (
  database: Database,
  input: { readonly limit: number; readonly now: Date; readonly until: Date },
): Promise<AttachmentRow[]> => {
  const free = or(isNull(attachments.leasedUntil), lte(attachments.leasedUntil, input.now))
  // As a common table expression with locks it runs exactly once, so the limit holds.
  const due = database.$with('due').as(
    database
      .select({ id: attachments.id })
      .from(attachments)
      .where(and(eq(attachments.state, 'pending'), lte(attachments.dueAt, input.now), free))
      .orderBy(asc(attachments.dueAt))
      .limit(input.limit)
      .for('update', { skipLocked: true }),
  )
  return await database
    .with(due)
    .update(attachments)
    .set({ attempts: sql`${attachments.attempts} + 1`, leasedUntil: asCoarseAsKept(input.until) })
    .where(inArray(attachments.id, database.select({ id: due.id }).from(due)))
    .returning()
}

/** The row as this attempt knows it: not erased, settled or leased again by somebody else meanwhile. */
const stillOurs = (leased: Pick<AttachmentRow, 'id' | 'attempts'>) =>
  and(eq(attachments.id, leased.id), eq(attachments.state, 'pending'), eq(attachments.attempts, leased.attempts))

export const postponeAttachment = async (
  database: Queryable,
  leased: Pick<AttachmentRow, 'id' | 'attempts'>,
  dueAt: Date,
): Promise<void> => {
  await database
    .update(attachments)
    .set({ dueAt: asCoarseAsKept(dueAt), leasedUntil: null })
    .where(stillOurs(leased))
}

export type Settlement =
  | { readonly state: 'stored'; readonly mediaType: string; readonly size: number; readonly digest: string }
  | { readonly state: 'refused'; readonly refusedWhy: string }

/** Ends the fetching; the holder as it is now, or `undefined` when the row is no longer ours to settle. */
export const settleAttachment = async (
  tx: Transaction,
  leased: Pick<AttachmentRow, 'id' | 'attempts'>,
  settlement: Settlement,
): Promise<{ readonly holder: string | null } | undefined> => {
  const [row] = await tx
    .update(attachments)
    .set({ ...wiped, ...settlement })
    .where(stillOurs(leased))
    .returning({ holder: attachments.holder })
  return row
}

/** What is due stays due at once, what waits waits for the full hour. */
const coarsened = (now: Date) => ({
  dueAt: sql`date_trunc('hour', ${attachments.dueAt}) + case
    when ${attachments.dueAt} > ${now.toISOString()}::timestamptz then interval '1 hour' else interval '0' end`,
  leasedUntil: sql`date_trunc('hour', ${attachments.leasedUntil}) + interval '1 hour'`,
})

/** Gives files that belong to nothing yet to a holder; returns which ones it got. */
export const holdAttachments = async (
  tx: Transaction,
  ids: readonly string[],
  holder: string,
  change: { readonly forgetName: boolean; readonly cut?: { readonly day: Date; readonly now: Date } },
): Promise<string[]> => {
  const rows = await tx
    .update(attachments)
    .set({
      holder,
      ...(change.forgetName ? { name: null } : {}),
      ...(change.cut ? { createdAt: change.cut.day, ...coarsened(change.cut.now) } : {}),
    })
    .where(and(inArray(attachments.id, [...ids]), isNull(attachments.holder), ne(attachments.state, 'erased')))
    .returning({ id: attachments.id })
  return rows.map((row) => row.id)
}

/** Files of one holder go to another; gives those that were there. */
export const handOver = async (
  tx: Transaction,
  ids: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string[]> => {
  const rows = await tx
    .update(attachments)
    .set({ holder: to })
    .where(and(inArray(attachments.id, [...ids]), eq(attachments.holder, from), ne(attachments.state, 'erased')))
    .returning({ id: attachments.id })
  return rows.map((row) => row.id)
}

/** Leaves the bare id and its state. Returns whether there was anything left to erase. */
export const blankAttachment = async (tx: Transaction, id: string): Promise<boolean> => {
  const rows = await tx
    .update(attachments)
    .set({
      ...wiped,
      state: 'erased',
      name: null,
      mediaType: null,
      size: null,
      digest: null,
      holder: null,
      refusedWhy: null,
    })
    .where(and(eq(attachments.id, id), ne(attachments.state, 'erased')))
    .returning({ id: attachments.id })
  return rows.length === 1
}

export const findAbandoned = async (tx: Transaction, before: Date, limit: number): Promise<string[]> => {
  const rows = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(isNull(attachments.holder), ne(attachments.state, 'erased'), lt(attachments.createdAt, before)))
    .limit(limit)
    .for('update', { skipLocked: true })
  return rows.map((row) => row.id)
}
