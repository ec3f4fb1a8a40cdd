import { broadcastArticle as postBroadcast, createArticle, verifyArticle } from 'zalo-oa-sdk'
import type { Article, BroadcastTarget } from 'zalo-oa-sdk'
import { askAccount } from './ask-account.ts'
import type { Told } from './ask-account.ts'
import type { ZaloContext } from './zalo-context.ts'
import { isBroadcastHour, untilMorningMs } from './zalo-morning.ts'

export type { Article, BroadcastTarget }

export type ArticleBroadcast = {
  /** A new article, or one that an earlier try has made: by its id, or by the token while Zalo still works on it. */
  readonly article: Article | { readonly articleId: string } | { readonly token: string }
  /** Absent or empty: every follower. It cannot aim at a ward. */
  readonly target?: BroadcastTarget
  /** Asked when the article is made and before it goes to anybody; false keeps it back. What it throws is thrown on. */
  readonly mayPost?: (articleId: string) => Promise<boolean>
}

export type BroadcastOutcome =
  | { readonly kind: 'sent'; readonly articleId: string; readonly messageId: string | null }
  /** `mayPost` said no. */
  | { readonly kind: 'kept-back'; readonly articleId: string }
  /** Outside 06:00 to 21:59. Nothing was made unless `articleId` says so. */
  | { readonly kind: 'night'; readonly afterMs: number; readonly articleId?: string }
  /** Zalo still works on the article; go on with the token. */
  | { readonly kind: 'processing'; readonly token: string; readonly afterMs: number }
  /** Articles or broadcasts of the month are used up. */
  | { readonly kind: 'quota'; readonly why: string; readonly articleId?: string }
  | { readonly kind: 'retry'; readonly why: string; readonly afterMs: number; readonly articleId?: string }
  /** It left and no answer came: perhaps everybody has it. Not to be repeated without a look. */
  | { readonly kind: 'uncertain'; readonly why: string; readonly articleId: string }
  /** `what` never will go as it is; of the account: until somebody acts. */
  | {
      readonly kind: 'refused'
      readonly what: 'article' | 'target' | 'account'
      readonly why: string
      readonly articleId?: string
    }

const longest = { title: 150, author: 50, description: 300 } as const
const pollsMost = 12

const faultIn = (article: Article): string | null => {
  for (const name of ['title', 'author', 'description'] as const) {
    if (article[name].normalize('NFC').length > longest[name]) return `${name}-too-long`
    if (article[name].trim() === '') return `${name}-missing`
  }
  return article.body.length === 0 ? 'body-missing' : null
}

type Failed = Extract<Told<unknown>, { kind: 'failed' }>

const ofFailure = (failed: Failed, what: 'article' | 'target', articleId?: string): BroadcastOutcome => {
  const { why, failure, afterMs } = failed
  const made = articleId === undefined ? {} : { articleId }
  if (failure?.ambiguous === true && articleId !== undefined) return { kind: 'uncertain', why, articleId }
  if (failure?.retryAt !== undefined) return { kind: 'night', afterMs: afterMs ?? 0, ...made }
  if (failure?.class === 'quota') return { kind: 'quota', why, ...made }
  if (afterMs !== null) return { kind: 'retry', why, afterMs, ...made }
  const isOfAccount = failure === null || failure.class === 'account' || failure.class === 'token'
  return { kind: 'refused', what: isOfAccount ? 'account' : what, why, ...made }
}

type Ready = { readonly articleId: string } | { readonly outcome: BroadcastOutcome }

const verify = async (context: ZaloContext, accountId: string, token: string): Promise<Ready> => {
  for (let polls = 1; ; polls += 1) {
    const told = await askAccount(context, accountId, (client, access) => verifyArticle(client, access, { token }))
    if (told.kind === 'told') return { articleId: told.value }
    if (told.failure?.code !== -214) return { outcome: ofFailure(told, 'article') }
    const afterMs = told.afterMs ?? 5_000
    if (polls === pollsMost) return { outcome: { kind: 'processing', token, afterMs } }
    await context.wait(afterMs)
  }
}

const prepare = async (
  context: ZaloContext,
  accountId: string,
  article: ArticleBroadcast['article'],
): Promise<Ready> => {
  if ('articleId' in article) return article
  if ('token' in article) return await verify(context, accountId, article.token)
  const fault = faultIn(article)
  if (fault !== null) return { outcome: { kind: 'refused', what: 'article', why: fault } }
  const token = await askAccount(context, accountId, (client, access) => createArticle(client, access, article))
  return token.kind === 'told'
    ? await verify(context, accountId, token.value)
    : { outcome: ofFailure(token, 'article') }
}

const encodings = ['joined', 'list', 'number'] as const
type Encoding = (typeof encodings)[number]

/** The one that worked before, else the default first. A single number is all that the third can write. */
const encodingsFor = (target: BroadcastTarget, known: unknown): readonly Encoding[] => {
  const values = Object.values(target)
  if (values.length === 0) return ['joined']
  const able = encodings.filter((one) => one !== 'number' || values.every((numbers) => numbers.length === 1))
  const first = able.find((one) => one === known)
  return first === undefined ? able : [first, ...able.filter((one) => one !== first)]
}

const post = async (
  context: ZaloContext,
  accountId: string,
  { articleId, target }: { readonly articleId: string; readonly target: BroadcastTarget },
): Promise<BroadcastOutcome> => {
  const known = context.directory.byId(accountId)?.capabilities['targetEncoding']
  let last: BroadcastOutcome | undefined
  for (const targetEncoding of encodingsFor(target, known)) {
    const told = await askAccount(context, accountId, (client, access) =>
      postBroadcast(client, access, { articleId, target, targetEncoding }),
    )
    if (told.kind === 'told') {
      // Remembering is a help for next time; that it failed must not make the broadcast look unsent.
      if (Object.keys(target).length > 0 && targetEncoding !== known)
        await context.directory.learn(accountId, { targetEncoding }).catch(() => undefined)
      return { kind: 'sent', articleId, messageId: told.value.messageId }
    }
    last = ofFailure(told, 'target', articleId)
    // Sources disagree on how numbers are written. -201 sent nothing, so another way may be tried.
    if (told.failure?.code !== -201) break
  }
  return last ?? { kind: 'refused', what: 'target', why: 'no-encoding', articleId }
}

/**
 * Makes an article, waits until Zalo has worked on it (about a minute at most) and sends it to the followers that fit.
 * Whatever Zalo says is a value; what an unfinished try has made is told, so that another goes on from there.
 */
export const broadcastArticle = async (
  context: ZaloContext,
  accountId: string,
  { article, target = {}, mayPost }: ArticleBroadcast,
): Promise<BroadcastOutcome> => {
  const now = context.clock.now()
  if (!isBroadcastHour(now)) {
    return { kind: 'night', afterMs: untilMorningMs(now), ...('articleId' in article ? article : {}) }
  }
  const ready = await prepare(context, accountId, article)
  if ('outcome' in ready) return ready.outcome
  const { articleId } = ready
  if (mayPost && !(await mayPost(articleId))) return { kind: 'kept-back', articleId }
  return await post(context, accountId, { articleId, target })
}
