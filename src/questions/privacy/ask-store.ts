import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Queryable, Transaction } from '../../database/index.ts'
import { opinionAsks, opinionAttachments, opinionAuthors, opinions } from '../../database/tables/questions.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { openCode } from '../sealed-columns.ts'
import { openPrivate } from './sealed-privacy.ts'

export type AskRow = typeof opinionAsks.$inferSelect

export const isOpenAsk = (row: Pick<AskRow, 'answeredAt' | 'declinedAt'>): boolean =>
  row.answeredAt === null && row.declinedAt === null

export const asksOf = async (database: Queryable, opinionId: string): Promise<AskRow[]> =>
  await database
    .select()
    .from(opinionAsks)
    .where(eq(opinionAsks.opinionId, opinionId))
    .orderBy(asc(opinionAsks.askedAt), asc(opinionAsks.id))

export const insertAsk = async (tx: Transaction, row: typeof opinionAsks.$inferInsert): Promise<void> => {
  await tx.insert(opinionAsks).values(row)
}

/** The newest question that waits for its author, locked. */
export const lockOpenAsk = async (tx: Transaction, opinionId: string): Promise<AskRow | undefined> => {
  const [row] = await tx
    .select()
    .from(opinionAsks)
    .where(and(eq(opinionAsks.opinionId, opinionId), isNull(opinionAsks.answeredAt), isNull(opinionAsks.declinedAt)))
    .orderBy(desc(opinionAsks.askedAt))
    .limit(1)
    .for('update')
  return row
}

export const settleAsk = async (
  tx: Transaction,
  id: string,
  outcome: Pick<typeof opinionAsks.$inferInsert, 'answer' | 'answeredAt' | 'declinedAt'>,
): Promise<void> => {
  await tx.update(opinionAsks).set(outcome).where(eq(opinionAsks.id, id))
}

/** These files came as an answer. */
export const markAnswerFiles = async (
  tx: Transaction,
  answer: { readonly opinionId: string; readonly askId: string; readonly attachmentIds: readonly string[] },
): Promise<void> => {
  if (answer.attachmentIds.length === 0) return
  await tx
    .update(opinionAttachments)
    .set({ askId: answer.askId })
    .where(
      and(
        eq(opinionAttachments.opinionId, answer.opinionId),
        inArray(opinionAttachments.attachmentId, [...answer.attachmentIds]),
      ),
    )
}

/** A question for an author who is known to the house, though to no officer. */
export type AskNews = {
  readonly askId: string
  readonly opinionId: string
  readonly residentId: string
  readonly code: string
  readonly question: string
  readonly askedAt: Date
}

/** Questions that their authors do not have yet, oldest first; locked, so that each is sent once. */
export const untoldAsks = async (
  tx: Transaction,
  keyring: Keyring,
  page: { readonly since: Date; readonly residentId?: string; readonly after?: Date; readonly limit: number },
): Promise<AskNews[]> => {
  const rows = await tx
    .select({ ask: opinionAsks, code: opinions.code, residentId: opinionAuthors.residentId })
    .from(opinionAsks)
    .innerJoin(opinions, and(eq(opinions.id, opinionAsks.opinionId), eq(opinions.state, 'received')))
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(
      and(
        isNull(opinionAsks.toldAt),
        isNull(opinionAsks.answeredAt),
        isNull(opinionAsks.declinedAt),
        gt(opinionAsks.askedAt, page.after ?? page.since),
        page.residentId === undefined ? undefined : eq(opinionAuthors.residentId, page.residentId),
      ),
    )
    .orderBy(asc(opinionAsks.askedAt), asc(opinionAsks.id))
    .limit(page.limit)
    .for('update', { of: opinionAsks, skipLocked: true })
  return rows.flatMap(({ ask, code, residentId }) => {
    const opened = openCode(keyring, ask.opinionId, code)
    if (opened === null) return []
    const question = openPrivate(keyring, 'opinion_asks.question', ask.id, ask.question)
    return [{ askId: ask.id, opinionId: ask.opinionId, residentId, code: opened, question, askedAt: ask.askedAt }]
  })
}

export const markAsksTold = async (tx: Transaction, ids: readonly string[], at: Date): Promise<void> => {
  if (ids.length > 0)
    await tx
      .update(opinionAsks)
      .set({ toldAt: at })
      .where(inArray(opinionAsks.id, [...ids]))
}
