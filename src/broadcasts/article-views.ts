import { and, asc, count, desc, eq, gte, notInArray } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { articleBroadcasts } from '../database/tables/broadcasts.ts'
import { accounts } from '../database/tables/channels.ts'
import { addDays, atVietnamTime, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import type { NoticeArticle } from './article.ts'

export type ShownArticle = NoticeArticle & { readonly accountName: string }

/** Articles of a notice, the newest first. */
export const articlesOf = async (db: Queryable, broadcastId: string): Promise<ShownArticle[]> => {
  const rows = await db
    .select({ article: articleBroadcasts, accountName: accounts.name })
    .from(articleBroadcasts)
    .leftJoin(accounts, eq(accounts.id, articleBroadcasts.accountId))
    .where(eq(articleBroadcasts.broadcastId, broadcastId))
    .orderBy(desc(articleBroadcasts.askedAt), desc(articleBroadcasts.id))
  return rows.map(({ article, accountName }) => ({
    ...(article as NoticeArticle),
    accountName: accountName ?? article.accountId,
  }))
}

export const findArticle = async (db: Queryable, id: string): Promise<NoticeArticle | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await db.select().from(articleBroadcasts).where(eq(articleBroadcasts.id, id))
  return row as NoticeArticle | undefined
}

/** One that is asked for, waits, went or perhaps went: no second one goes beside it. */
export const hasStandingArticle = async (db: Queryable, broadcastId: string, accountId: string): Promise<boolean> => {
  const [row] = await db
    .select({ id: articleBroadcasts.id })
    .from(articleBroadcasts)
    .where(
      and(
        eq(articleBroadcasts.broadcastId, broadcastId),
        eq(articleBroadcasts.accountId, accountId),
        notInArray(articleBroadcasts.state, ['failed', 'withdrawn']),
      ),
    )
  return row !== undefined
}

/** The first day of the month, in Vietnam; `ahead` months later. */
export const monthStart = (now: Date, ahead: 0 | 1): Date => {
  const first = `${vietnamDate(now).slice(0, 7)}-01` as PlainDate
  const day = ahead === 0 ? first : (`${addDays(first, 31).slice(0, 7)}-01` as PlainDate)
  return atVietnamTime(day, '00:00')
}

export type ArticleAccount = { readonly id: string; readonly name: string; readonly sentThisMonth: number }

/** Official Accounts that are connected, with what went to their followers in this month. */
export const articleAccounts = async (db: Queryable, now: Date): Promise<ArticleAccount[]> =>
  await db
    .select({ id: accounts.id, name: accounts.name, sentThisMonth: count(articleBroadcasts.id) })
    .from(accounts)
    .leftJoin(
      articleBroadcasts,
      and(eq(articleBroadcasts.accountId, accounts.id), gte(articleBroadcasts.sentAt, monthStart(now, 0))),
    )
    .where(and(eq(accounts.platform, 'zalo'), eq(accounts.state, 'active')))
    .groupBy(accounts.id, accounts.name)
    .orderBy(asc(accounts.id))
