import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import type { Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { lockArticle, updateArticle } from './article-store.ts'
import { findArticle } from './article-views.ts'
import { requireTrue } from './ask-article.ts'
import { takeBroadcast } from './take-broadcast.ts'

const take = async (scope: Scope, id: string, roles: readonly Role[]) => {
  const found = await findArticle(scope.tx, id)
  const taken = await takeBroadcast(scope, found?.broadcastId ?? '', roles)
  const article = await lockArticle(scope.tx, id)
  if (!article) throw new AppError('NOT_FOUND', 'no such article', { phrase: 'errors:notFound' })
  return { ...taken, article }
}

/** The second person lets it go; a worker sends it within a minute, by day. */
export const approveArticle = async (
  scope: Scope,
  input: { readonly id: string; readonly aloneBecause?: string },
): Promise<void> => {
  const { article, broadcast, officer, unit } = await take(scope, input.id, ['approver'])
  if (article.state !== 'asked') {
    throw new AppError('PRECONDITION', `the article is ${article.state}`, { phrase: 'broadcasts:article.notAsked' })
  }
  const now = scope.clock.now()
  await requireTrue(scope, broadcast, now)
  const approvalNote = await requireSecondPerson(scope, {
    officerId: officer.officerId,
    writtenBy: article.askedBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const approved = { approvedBy: officer.officerId, approvedAt: now, approvalNote, nextTryAt: now }
  await updateArticle(scope.tx, article.id, { ...approved, state: 'due' }, now)
  await recordAudit(scope, {
    action: approvalNote === null ? 'article.approved' : 'article.approved_alone',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: unit.id,
    details: { articleId: article.id, accountId: article.accountId, askedBy: article.askedBy },
  })
}

/**
 * Nobody knew whether it had gone, and an officer has looked at the account: it had not. Then it may be asked for anew.
 * That somebody looked is said by the officer, never assumed.
 */
export const declareUnsent = async (
  scope: Scope,
  { id, hasLooked }: { readonly id: string; readonly hasLooked: boolean },
): Promise<void> => {
  const { article, broadcast, unit } = await take(scope, id, ['front_officer', 'approver'])
  if (article.state !== 'uncertain') {
    throw new AppError('PRECONDITION', `the article is ${article.state}`, { phrase: 'broadcasts:article.notUncertain' })
  }
  if (!hasLooked) {
    throw new AppError('INVALID', 'nobody has looked', { phrase: 'broadcasts:article.lookFirst', field: 'hasLooked' })
  }
  await updateArticle(scope.tx, article.id, { state: 'failed', why: 'declared', nextTryAt: null }, scope.clock.now())
  await recordAudit(scope, {
    action: 'article.declared_unsent',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: unit.id,
    details: { articleId: article.id, accountId: article.accountId },
  })
}

/** Takes it back before it leaves. Once it is on its way nobody can. */
export const withdrawArticle = async (scope: Scope, { id }: { readonly id: string }): Promise<void> => {
  const { article, broadcast, unit } = await take(scope, id, ['front_officer', 'approver'])
  const isAhead = article.state === 'asked' || (article.state === 'due' && article.postingAt === null)
  if (!isAhead) {
    throw new AppError('PRECONDITION', `the article is ${article.state}`, {
      phrase: 'broadcasts:article.cannotWithdraw',
    })
  }
  await updateArticle(scope.tx, article.id, { state: 'withdrawn', nextTryAt: null }, scope.clock.now())
  await recordAudit(scope, {
    action: 'article.withdrawn',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: unit.id,
    details: { articleId: article.id, accountId: article.accountId },
  })
}
