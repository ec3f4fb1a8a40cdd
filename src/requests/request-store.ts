import { and, asc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { dialogueRequests } from '../database/tables/requests.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import { wipeSalts } from '../receipts/index.ts'

export type RequestRow = typeof dialogueRequests.$inferSelect
export type RequestChange = Partial<typeof dialogueRequests.$inferInsert>

export const insertRequest = async (tx: Transaction, row: typeof dialogueRequests.$inferInsert): Promise<void> =>
  void (await tx.insert(dialogueRequests).values(row))

/** Locked to the end of the transaction: whoever changes who counts waits here, so that nothing is counted twice. */
export const lockRequest = async (tx: Transaction, id: string): Promise<RequestRow | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await tx.select().from(dialogueRequests).where(eq(dialogueRequests.id, id)).for('update')
  return row
}

/** Several at once, always in one order, or two who lock the same would wait for each other. */
export const lockRequests = async (tx: Transaction, ids: readonly string[]): Promise<RequestRow[]> =>
  ids.length === 0
    ? []
    : await tx
        .select()
        .from(dialogueRequests)
        .where(inArray(dialogueRequests.id, [...ids]))
        .orderBy(asc(dialogueRequests.id))
        .for('update')

/** An officer's change; a page that was opened before it is refused then. */
export const changeRequest = async (tx: Transaction, id: string, change: RequestChange): Promise<void> => {
  await tx
    .update(dialogueRequests)
    .set({ ...change, version: sql`${dialogueRequests.version} + 1` })
    .where(eq(dialogueRequests.id, id))
}

/** What follows from people joining and leaving; no page of an officer becomes out of date by it. */
export const noteReached = async (tx: Transaction, id: string, change: RequestChange): Promise<void> => {
  await tx.update(dialogueRequests).set(change).where(eq(dialogueRequests.id, id))
}

/** So many of one person wait to be checked. */
export const countAsked = async (tx: Transaction, authorId: string): Promise<number> =>
  await tx.$count(dialogueRequests, and(eq(dialogueRequests.authorId, authorId), eq(dialogueRequests.state, 'asked')))

/** Those without enough voters whose last day is over, locked. */
export const lockOver = async (tx: Transaction, today: PlainDate, limit: number): Promise<RequestRow[]> =>
  await tx
    .select()
    .from(dialogueRequests)
    .where(and(eq(dialogueRequests.state, 'open'), lt(dialogueRequests.openUntil, today)))
    .orderBy(asc(dialogueRequests.id))
    .limit(limit)
    .for('update', { skipLocked: true })

/** Nobody is known as the author any more; what nobody had checked yet loses its words too. */
export const forgetAuthor = async (tx: Transaction, authorId: string, at: Date): Promise<void> => {
  const asked = await tx
    .select({ id: dialogueRequests.id })
    .from(dialogueRequests)
    .where(eq(dialogueRequests.authorId, authorId))
  await wipeSalts(
    tx,
    'request',
    asked.map(({ id }) => id),
  )
  await tx
    .update(dialogueRequests)
    .set({ state: 'withdrawn', words: null, endedAt: at, version: sql`${dialogueRequests.version} + 1` })
    .where(and(eq(dialogueRequests.authorId, authorId), eq(dialogueRequests.state, 'asked')))
  await tx
    .update(dialogueRequests)
    .set({ authorId: null, words: null })
    .where(and(eq(dialogueRequests.authorId, authorId), isNotNull(dialogueRequests.authorId)))
}

/** Of requests that ended before a moment only the title stays. */
export const loosenAuthors = async (tx: Transaction, endedBefore: Date): Promise<void> => {
  const loosened = await tx
    .update(dialogueRequests)
    .set({ authorId: null, words: null })
    .where(and(lt(dialogueRequests.endedAt, endedBefore), isNotNull(dialogueRequests.words)))
    .returning({ id: dialogueRequests.id })
  await wipeSalts(
    tx,
    'request',
    loosened.map(({ id }) => id),
  )
}

export const moveAuthor = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.update(dialogueRequests).set({ authorId: to }).where(eq(dialogueRequests.authorId, from))
}

/** All of a unit that people may join, locked: another base may lift them over the share or below it. */
export const lockOpenOf = async (tx: Transaction, unitId: string): Promise<RequestRow[]> =>
  await tx
    .select()
    .from(dialogueRequests)
    .where(and(eq(dialogueRequests.unitId, unitId), inArray(dialogueRequests.state, ['open', 'reached'])))
    .orderBy(asc(dialogueRequests.id))
    .for('update')
