import { and, asc, desc, eq, gte, isNull, lt } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { dataRequests } from '../database/tables/residents.ts'

export type DataRequestRow = typeof dataRequests.$inferSelect

export const insertRequest = async (
  tx: Transaction,
  row: typeof dataRequests.$inferInsert,
): Promise<DataRequestRow> => {
  const [made] = await tx.insert(dataRequests).values(row).returning()
  if (!made) throw new Error('a request was registered without a row')
  return made
}

/** The newest request of a subject and kind since a moment. */
export const lastRequest = async (
  database: Queryable,
  subject: string,
  kind: string,
  since: Date,
): Promise<DataRequestRow | undefined> => {
  const [row] = await database
    .select()
    .from(dataRequests)
    .where(and(eq(dataRequests.subject, subject), eq(dataRequests.kind, kind), gte(dataRequests.receivedAt, since)))
    .orderBy(desc(dataRequests.number))
    .limit(1)
  return row
}

/** Ends what is still open of a subject; of one kind only when given. Returns the numbers. */
export const settleRequestsOf = async (
  tx: Transaction,
  subject: string,
  end: { readonly kind?: string; readonly outcome: string; readonly at: Date },
): Promise<number[]> => {
  const rows = await tx
    .update(dataRequests)
    .set({ doneAt: end.at, outcome: end.outcome })
    .where(
      and(
        eq(dataRequests.subject, subject),
        isNull(dataRequests.doneAt),
        end.kind === undefined ? undefined : eq(dataRequests.kind, end.kind),
      ),
    )
    .returning({ number: dataRequests.number })
  return rows.map((row) => row.number)
}

export const keepProof = async (tx: Transaction, number: number, proof: string): Promise<void> => {
  await tx.update(dataRequests).set({ consentProof: proof }).where(eq(dataRequests.number, number))
}

export const lockRequest = async (tx: Transaction, number: number): Promise<DataRequestRow | undefined> => {
  const [row] = await tx.select().from(dataRequests).where(eq(dataRequests.number, number)).for('update')
  return row
}

export const settleRequest = async (tx: Transaction, number: number, outcome: string, at: Date): Promise<void> => {
  await tx.update(dataRequests).set({ doneAt: at, outcome }).where(eq(dataRequests.number, number))
}

/** Ends questions "erase?" that were never answered. */
export const lapseErasures = async (tx: Transaction, before: Date, at: Date): Promise<number> => {
  const rows = await tx
    .update(dataRequests)
    .set({ doneAt: at, outcome: 'not-confirmed' })
    .where(and(eq(dataRequests.kind, 'erase'), isNull(dataRequests.doneAt), lt(dataRequests.receivedAt, before)))
    .returning({ number: dataRequests.number })
  return rows.length
}

/** The register of what is open, the most urgent first. */
export const openRequests = async (database: Queryable): Promise<DataRequestRow[]> =>
  await database
    .select()
    .from(dataRequests)
    .where(isNull(dataRequests.doneAt))
    .orderBy(asc(dataRequests.answerDueAt), asc(dataRequests.number))

export const setDeadlines = async (
  tx: Transaction,
  number: number,
  due: { readonly answerDueAt: Date; readonly stopDueAt: Date | null },
): Promise<void> => {
  await tx.update(dataRequests).set(due).where(eq(dataRequests.number, number))
}
