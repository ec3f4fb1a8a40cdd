import { createHash } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Queryable, Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { disableOfficer } from './change-officer.ts'
import { grantRole, revokeRole } from './grant-role.ts'
import { deleteIdentities, hasIdentity } from './identity-store.ts'
import { unlinkChat } from './link-chat.ts'
import { chatOfOfficer } from './officer-chat-store.ts'
import { lockOfficer } from './officer-store.ts'
import { countOpenLinks, grantsOf, listSessions, listTokens, type OfficerGrant } from './officer-views.ts'
import { requireOver } from './require-over.ts'
import { idleSince } from './sessions.ts'

/** Work of a room that waits for one officer alone; handed in, because this room knows no other. */
export type HeldWork = {
  /** What it is: `requests`. Names the sentence that counts it. */
  readonly kind: 'requests'
  count(db: Queryable, officerId: string): Promise<number>
  move(scope: Scope, from: string, to: string): Promise<number>
}

export type HandOverPreview = {
  readonly grants: readonly (OfficerGrant & { readonly isHeld: boolean })[]
  readonly work: readonly { readonly kind: HeldWork['kind']; readonly count: number }[]
  readonly sessions: number
  readonly tokens: number
  readonly links: number
  readonly hasChat: boolean
  readonly hasIdentity: boolean
  /** Changes whenever what would move has changed. */
  readonly seen: string
}

type Pair = { readonly officerId: string; readonly toId: string }

/** What would move to whom, and what would end. Changes nothing. */
export const previewHandOver = async (
  db: Queryable,
  { officerId, toId }: Pair,
  now: Date,
  works: readonly HeldWork[],
): Promise<HandOverPreview> => {
  const grants = await grantsOf(db, [officerId, toId])
  const [mine, theirs] = [grants.get(officerId) ?? [], grants.get(toId) ?? []]
  const work = await Promise.all(works.map(async ({ kind, count }) => ({ kind, count: await count(db, officerId) })))
  const moves = [mine.map(({ role, unitId }) => `${role}:${unitId}`).toSorted(), work, toId]
  return {
    grants: mine.map((grant) => ({
      ...grant,
      isHeld: theirs.some(({ role, unitId }) => role === grant.role && unitId === grant.unitId),
    })),
    work,
    sessions: (await listSessions(db, officerId, now, idleSince(now))).length,
    tokens: (await listTokens(db, officerId)).length,
    links: await countOpenLinks(db, officerId, now),
    hasChat: (await chatOfOfficer(db, officerId)) !== undefined,
    hasIdentity: await hasIdentity(db, officerId),
    seen: createHash('sha256').update(JSON.stringify(moves)).digest('hex').slice(0, 32),
  }
}

/**
 * Somebody leaves: their roles and what waits for them alone go to a colleague, and their access ends, all at once.
 * What they did stays theirs.
 */
export const handOver = async (
  scope: Scope,
  input: Pair & { readonly seen: string },
  works: readonly HeldWork[],
): Promise<void> => {
  const { officerId, toId } = input
  await requireOver(scope, officerId)
  if (officerId === toId) {
    throw new AppError('INVALID', 'handed over to oneself', { phrase: 'access:hand.self', field: 'to' })
  }
  // In one order, so that two hand-overs across each other do not wait for one another.
  const locked = new Map<string, Awaited<ReturnType<typeof lockOfficer>>>()
  for (const id of [officerId, toId].toSorted()) locked.set(id, await lockOfficer(scope.tx, id))
  const to = locked.get(toId)
  if (!locked.get(officerId) || !to) throw new AppError('NOT_FOUND', 'no such officer')
  if (to.disabledAt) {
    throw new AppError('PRECONDITION', 'who takes over is disabled', { phrase: 'access:hand.inactive', field: 'to' })
  }
  const { grants, seen } = await previewHandOver(scope.tx, input, scope.clock.now(), works)
  if (seen !== input.seen) {
    throw new AppError('CONFLICT', 'what would move has changed', { phrase: 'access:hand.changed' })
  }
  // The colleague is there first: the last administrator may hand over, too.
  for (const { role, unitId } of grants) await grantRole(scope, { officerId: toId, role, unitId })
  let moved = 0
  for (const { move } of works) moved += await move(scope, officerId, toId)
  await unlinkChat(scope, { officerId })
  await deleteIdentities(scope.tx, officerId)
  await disableOfficer(scope, { officerId })
  for (const { role, unitId } of grants) await revokeRole(scope, { officerId, role, unitId })
  await recordAudit(scope, {
    action: 'officer.handed_over',
    subject: { kind: 'officer', id: officerId },
    details: { to: toId, roles: grants.map(({ role, unitId }) => `${role}:${unitId}`), moved },
  })
}
