import { inTransaction, type House } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { atVietnamTime, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import type { NoticeArticle } from './article.ts'
import { bookArticle, claimDueArticle, markPosting, updateArticle } from './article-store.ts'
import { monthStart } from './article-views.ts'
import { whyNotNow } from './ask-article.ts'
import { lockBroadcast } from './broadcast-store.ts'
import { readContent } from './broadcast-views.ts'
import { expiryOf } from './expiry-of.ts'

type Made = { readonly articleId?: string }

/** What the platform made of it. Whatever it says is a value. */
export type ArticleOutcome =
  | { readonly kind: 'sent'; readonly articleId: string; readonly messageId: string | null }
  | { readonly kind: 'kept-back'; readonly articleId: string }
  | { readonly kind: 'processing'; readonly token: string; readonly afterMs: number }
  | ({ readonly kind: 'night'; readonly afterMs: number } & Made)
  | ({ readonly kind: 'retry'; readonly why: string; readonly afterMs: number } & Made)
  | ({ readonly kind: 'quota'; readonly why: string } & Made)
  | { readonly kind: 'uncertain'; readonly why: string; readonly articleId: string }
  | ({ readonly kind: 'refused'; readonly what: 'article' | 'target' | 'account'; readonly why: string } & Made)

type ArticleWords = {
  readonly title: string
  readonly author: string
  readonly description: string
  readonly coverUrl: string
  readonly body: readonly { readonly type: 'text'; readonly content: string }[]
  readonly visible: boolean
  readonly comments: boolean
}

/** The adapter that can send an article to all followers of an account. */
export type ArticleDesk = {
  broadcastArticle(
    accountId: string,
    input: {
      readonly article: ArticleWords | { readonly articleId: string } | { readonly token: string }
      readonly mayPost: (articleId: string) => Promise<boolean>
    },
  ): Promise<ArticleOutcome>
}

// Longer than the platform may take over one: twelve looks at an article of half a minute each, and the post itself.
const leaseMs = 15 * 60_000
const leastWaitMs = 60_000

type Job = {
  readonly row: NoticeArticle
  readonly expiresAt: Date
  readonly article: ArticleWords | { readonly articleId: string } | { readonly token: string }
}

type Means = { readonly house: House; readonly desk: ArticleDesk; readonly publicUrl: string | undefined }

/** Takes one in a short transaction; what may not go any more ends here. Null when nothing is due. */
const takeOne = async ({ house, publicUrl }: Omit<Means, 'desk'>): Promise<Job | 'ended' | null> =>
  await inTransaction(house.database, async (tx) => {
    const now = house.clock.now()
    const row = await claimDueArticle(tx, now)
    if (!row) return null
    const end = async (state: 'failed' | 'uncertain', why: string): Promise<'ended'> => {
      await updateArticle(tx, row.id, { state, why, nextTryAt: null }, now)
      return 'ended'
    }
    // Whoever had it died between sending and booking: perhaps everybody has it.
    if (row.postingAt !== null) return await end('uncertain', 'interrupted')
    const broadcast = await lockBroadcast(tx, row.broadcastId)
    const session = broadcast && (await findDialogue(tx, broadcast.dialogueId))
    const content = broadcast && (await readContent(tx, broadcast.id))
    if (!broadcast || !session || !content) throw new AppError('INTERNAL', `article ${row.id} is about nothing`)
    const why = await whyNotNow({ tx }, broadcast, now)
    if (why !== null) return await end('failed', why)
    if (publicUrl === undefined) return await end('failed', 'noAddress')
    const attempts = row.attempts + 1
    await updateArticle(tx, row.id, { attempts, nextTryAt: new Date(now.getTime() + leaseMs) }, now)
    const words: ArticleWords = {
      title: row.title,
      author: row.author,
      description: row.description,
      coverUrl: `${publicUrl}/verify/${session.noticeCode}/card.png`,
      body: content.texts.vi
        .split(/\n+/u)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map((line) => ({ type: 'text', content: line })),
      visible: true,
      comments: false,
    }
    const { articleId, token } = row
    const article = articleId !== null ? { articleId } : token !== null ? { token } : words
    return { row: { ...row, attempts }, expiresAt: expiryOf(broadcast), article }
  })

/** What is booked: on with what was made, later; or an end that an officer reads. */
const bookingOf = ({ row, expiresAt }: Job, outcome: ArticleOutcome, now: Date): Parameters<typeof bookArticle>[2] => {
  const articleId = ('articleId' in outcome ? outcome.articleId : undefined) ?? row.articleId
  const ended = { articleId, token: null, postingAt: null, nextTryAt: null }
  const later = (at: Date, why: string, token: string | null = null) =>
    at < expiresAt
      ? { articleId, token, postingAt: null, nextTryAt: at, why }
      : ({ ...ended, state: 'failed', why: why === 'quota' ? why : 'tooLate' } as const)
  const afterMs = (ms: number): Date => new Date(now.getTime() + Math.max(ms, leastWaitMs))
  switch (outcome.kind) {
    case 'sent':
      return { ...ended, state: 'sent', sentAt: now, messageId: outcome.messageId, why: null }
    case 'processing':
      return later(afterMs(outcome.afterMs), 'processing', outcome.token)
    case 'night':
      return later(new Date(now.getTime() + outcome.afterMs), 'night', row.token)
    case 'retry':
      return later(afterMs(outcome.afterMs), 'retry', articleId === null ? row.token : null)
    case 'quota':
      return later(atVietnamTime(vietnamDate(monthStart(now, 1)), '06:00'), 'quota')
    case 'uncertain':
      return { articleId, nextTryAt: null, state: 'uncertain', why: 'unanswered' }
    case 'refused':
      return { ...ended, state: 'failed', why: `${outcome.what}: ${outcome.why}` }
    case 'kept-back':
      return { articleId }
  }
}

/** Sends what is due, one after the other, outside any transaction; gives how many were looked at. */
export const sendDueArticles = async (means: Means): Promise<number> => {
  const { house, desk } = means
  for (let count = 0; ; count += 1) {
    const job = await takeOne(means)
    if (job === null) return count
    if (job === 'ended') continue
    const { row, article } = job
    const outcome = await desk.broadcastArticle(row.accountId, {
      article,
      mayPost: async (articleId) => {
        const postingAt = house.clock.now()
        const nextTryAt = new Date(postingAt.getTime() + leaseMs)
        return await markPosting(house.database, row, { articleId, postingAt, nextTryAt })
      },
    })
    const now = house.clock.now()
    await bookArticle(house.database, row, bookingOf(job, outcome, now), now)
    house.log.info({ article: row.id, outcome: outcome.kind }, 'an article for followers was tried')
  }
}
