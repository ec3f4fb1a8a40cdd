import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { articleBroadcasts } from '../database/tables/broadcasts.ts'
import type { NoticeArticle } from './article.ts'

type NewArticle = Pick<
  NoticeArticle,
  'id' | 'broadcastId' | 'accountId' | 'title' | 'description' | 'author' | 'askedBy'
>

export const insertArticle = async (tx: Transaction, made: NewArticle, now: Date): Promise<void> => {
  await tx.insert(articleBroadcasts).values({ ...made, askedAt: now, updatedAt: now })
}

export const lockArticle = async (tx: Transaction, id: string): Promise<NoticeArticle | undefined> => {
  const [row] = await tx.select().from(articleBroadcasts).where(eq(articleBroadcasts.id, id)).for('update')
  return row as NoticeArticle | undefined
}

type Changes = Partial<Omit<NoticeArticle, 'id' | 'broadcastId' | 'accountId' | 'askedBy' | 'askedAt'>>

export const updateArticle = async (db: Queryable, id: string, changes: Changes, now: Date): Promise<void> => {
  await db
    .update(articleBroadcasts)
    .set({ ...changes, updatedAt: now })
    .where(eq(articleBroadcasts.id, id))
}

/** The next one that is due, held until the transaction ends; one that somebody else holds is left to them. */
export const claimDueArticle = async (tx: Transaction, now: Date): Promise<NoticeArticle | undefined> => {
  const [row] = await tx
    .select()
    .from(articleBroadcasts)
    .where(and(eq(articleBroadcasts.state, 'due'), lte(articleBroadcasts.nextTryAt, now)))
    .orderBy(articleBroadcasts.nextTryAt, articleBroadcasts.id)
    .limit(1)
    .for('update', { skipLocked: true })
  return row as NoticeArticle | undefined
}

type Taken = Pick<NoticeArticle, 'id' | 'attempts'>

/** Marks that it leaves now; false when it was taken back or somebody else has taken it meanwhile. */
export const markPosting = async (
  db: Queryable,
  { id, attempts }: Taken,
  marks: { readonly articleId: string; readonly postingAt: Date; readonly nextTryAt: Date },
): Promise<boolean> => {
  const rows = await db
    .update(articleBroadcasts)
    .set({ ...marks, token: null, updatedAt: marks.postingAt })
    .where(
      and(
        eq(articleBroadcasts.id, id),
        eq(articleBroadcasts.attempts, attempts),
        eq(articleBroadcasts.state, 'due'),
        sql`${articleBroadcasts.postingAt} is null`,
      ),
    )
    .returning({ id: articleBroadcasts.id })
  return rows.length > 0
}

/** Books what became of it, unless it was taken back, or somebody else has taken it. */
export const bookArticle = async (
  db: Queryable,
  { id, attempts }: Taken,
  changes: Changes,
  now: Date,
): Promise<boolean> => {
  const rows = await db
    .update(articleBroadcasts)
    .set({ ...changes, updatedAt: now })
    .where(
      and(
        eq(articleBroadcasts.id, id),
        eq(articleBroadcasts.attempts, attempts),
        // A late answer still settles what was given up as uncertain.
        inArray(articleBroadcasts.state, ['due', 'uncertain']),
      ),
    )
    .returning({ id: articleBroadcasts.id })
  return rows.length > 0
}
