import { randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { sealWindowKey } from './sealed-columns.ts'
import { destroySealed, fixLog, lockWindow, updateWindow } from './sealed-store.ts'
import { dueToClose, findWindow, readersOf } from './sealed-views.ts'
import { requireState, requireVersion, takeWindow } from './take-window.ts'
import { keptAfterReleaseDays, keptUnreleasedDays, type SealedWindow } from './window.ts'

type Step = { readonly id: string; readonly version: number }

const reread = async (scope: Scope, one: SealedWindow): Promise<SealedWindow> =>
  (await findWindow(scope.tx, one.id)) ?? one

const note = async (scope: Scope, one: SealedWindow, action: string, details = {}): Promise<void> =>
  await recordAudit(scope, { action, subject: { kind: 'sealed_window', id: one.id }, unitId: one.unitId, details })

/** Every reader has made a key and has shown that they can open with it. */
const requireKeys = async (scope: Scope, one: SealedWindow): Promise<void> => {
  const missing = (await readersOf(scope.tx, one.id)).filter(({ checkedAt }) => checkedAt === null)
  if (missing.length === 0) return
  throw new AppError('PRECONDITION', `window ${one.id} lacks ${missing.length} keys`, {
    phrase: 'sealed:cannot.keysMissing',
    values: { names: missing.map(({ name }) => name).join(', ') },
  })
}

const requireTime = (scope: Scope, one: SealedWindow): void => {
  if (one.closesAt > scope.clock.now()) return
  throw new AppError('PRECONDITION', `window ${one.id} would be over`, { phrase: 'sealed:wrong.closesInPast' })
}

/** Lays the window before a second person. */
export const askWindowApproval = async (scope: Scope, input: Step): Promise<SealedWindow> => {
  const { one } = await takeWindow(scope, input.id, ['front_officer'])
  requireVersion(one, input.version)
  requireState(one, ['draft'])
  requireTime(scope, one)
  await requireKeys(scope, one)
  await updateWindow(scope.tx, one.id, { state: 'asked' })
  await note(scope, one, 'sealed.approval_asked')
  return await reread(scope, one)
}

/** A second person lets the window open at its time. From here on neither readers nor document change. */
export const approveWindow = async (
  scope: Scope,
  input: Step & { readonly aloneBecause?: string },
): Promise<SealedWindow> => {
  const { one, officer, unit } = await takeWindow(scope, input.id, ['approver'])
  requireVersion(one, input.version)
  requireState(one, ['asked'])
  requireTime(scope, one)
  await requireKeys(scope, one)
  const { officerId } = officer
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy: one.writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  await updateWindow(scope.tx, one.id, {
    state: 'open',
    approvedBy: officerId,
    approvedAt: scope.clock.now(),
    approvalNote,
    key: sealWindowKey(scope.keyring, one.id, randomBytes(32)),
  })
  await note(scope, one, approvalNote === null ? 'sealed.approved' : 'sealed.approved_alone', {
    writtenBy: one.writtenBy,
  })
  return await reread(scope, one)
}

/** A window that has not opened is given up. */
export const dropWindow = async (scope: Scope, input: Step): Promise<SealedWindow> => {
  const { one } = await takeWindow(scope, input.id, ['front_officer', 'approver'])
  requireVersion(one, input.version)
  requireState(one, ['draft', 'asked'])
  await updateWindow(scope.tx, one.id, { state: 'dropped' })
  await note(scope, one, 'sealed.dropped')
  return await reread(scope, one)
}

/** A job of every minute: ends a window whose time is over. One at most; call until it is none. */
export const closeDueWindows = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  for (const id of await dueToClose(scope.tx, scope.clock.now())) {
    await lockWindow(scope.tx, id, 'update')
    const one = await findWindow(scope.tx, id)
    if (one?.state !== 'open' || one.closesAt > scope.clock.now()) continue
    const logHead = await fixLog(scope.tx, id)
    await updateWindow(scope.tx, id, { state: 'closed', key: null, closedAt: scope.clock.now(), logHead })
    await note(scope, one, 'sealed.closed', { logHead })
    return 1
  }
  return 0
}

/**
 * A nightly job: what was sealed is destroyed a month after the synthesis has been released, or a year after a closing
 * that none followed; the log stays.
 */
export const destroyEnvelopes = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const daysAgo = (days: number): Date => new Date(scope.clock.now().getTime() - days * 86_400_000)
  return await destroySealed(scope.tx, {
    released: daysAgo(keptAfterReleaseDays),
    closed: daysAgo(keptUnreleasedDays),
  })
}
