import { recordAudit } from '../audit/index.ts'
import { findAccount } from '../channels/index.ts'
import type { Scope } from '../database/index.ts'
import { describeTime, findDialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { phrase } from '../phrases/index.ts'
import { articleLimits, cutTo } from './article.ts'
import { insertArticle } from './article-store.ts'
import { hasStandingArticle } from './article-views.ts'
import type { Broadcast } from './broadcast.ts'
import { expiryOf } from './expiry-of.ts'
import { isOvertaken } from './is-overtaken.ts'
import { takeBroadcast } from './take-broadcast.ts'

/** Asks that an approved notice also goes to all followers of an Official Account. A second person lets it go. */
export const askArticle = async (
  scope: Scope,
  input: { readonly broadcastId: string; readonly accountId: string },
): Promise<string> => {
  const { broadcast, officer } = await takeBroadcast(scope, input.broadcastId, ['front_officer'])
  const now = scope.clock.now()
  await requireTrue(scope, broadcast, now)
  const account = await findAccount(scope.tx, input.accountId)
  if (account?.platform !== 'zalo' || account.state !== 'active') {
    throw new AppError('INVALID', 'no such Official Account', {
      phrase: 'broadcasts:article.chooseAccount',
      field: 'accountId',
    })
  }
  if (await hasStandingArticle(scope.tx, broadcast.id, account.id)) {
    throw new AppError('CONFLICT', 'there is an article already', { phrase: 'broadcasts:article.already' })
  }
  const { facts, kind } = broadcast
  const id = newId()
  await insertArticle(
    scope.tx,
    {
      id,
      broadcastId: broadcast.id,
      accountId: account.id,
      title: cutTo(phrase('vi', `broadcasts:article.title.${kind}`, { title: facts.title }), articleLimits.title),
      description: cutTo(
        phrase('vi', 'broadcasts:article.description', {
          time: describeTime('vi', new Date(facts.startsAt)),
          place: facts.place,
          hotline: facts.hotline,
        }),
        articleLimits.description,
      ),
      author: cutTo(facts.hosts[0]?.name ?? account.name, articleLimits.author),
      askedBy: officer.officerId,
    },
    now,
  )
  await recordAudit(scope, {
    action: 'article.asked',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: broadcast.unitId,
    details: { articleId: id, accountId: account.id },
  })
  return id
}

/** The notice was approved, nobody stopped it, and what it tells is still so. */
export const requireTrue = async (scope: Scope, broadcast: Broadcast, now: Date): Promise<void> => {
  const why = await whyNotNow(scope, broadcast, now)
  if (why === null) return
  throw new AppError('PRECONDITION', `the notice is ${why}`, { phrase: `broadcasts:article.cannot.${why}` })
}

export const whyNotNow = async (
  { tx }: Pick<Scope, 'tx'>,
  broadcast: Broadcast,
  now: Date,
): Promise<'notApproved' | 'stopped' | 'overtaken' | 'tooLate' | null> => {
  if (broadcast.state === 'stopped') return 'stopped'
  if (broadcast.approvedAt === null) return 'notApproved'
  if (expiryOf(broadcast) <= now) return 'tooLate'
  const session = await findDialogue(tx, broadcast.dialogueId)
  return session && isOvertaken(broadcast, session) === null ? null : 'overtaken'
}
