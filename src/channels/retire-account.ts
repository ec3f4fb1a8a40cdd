import { onCommit, type Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findAccount, setAccountState, type AccountRow } from './account-store.ts'

// The web chat is our own, and numbers are nobody's account: neither can be lost.
const losable = ['zalo', 'telegram']

const change = async (scope: Scope, accountId: string, state: 'active' | 'disabled'): Promise<AccountRow> => {
  requireRole(scope.actor, ['admin'], [])
  const { tx, clock, signals } = scope
  const account = await findAccount(tx, accountId)
  if (!account || !losable.includes(account.platform)) throw new AppError('NOT_FOUND', `no such account: ${accountId}`)
  await setAccountState(tx, accountId, state, null, clock.now())
  onCommit(tx, () => signals.poke('accounts'))
  return account
}

/**
 * The account is gone for good: nothing is sent through it and nothing taken from it any more. Its chats stay as the
 * history they are, no number changes; whoever depended on it joins another channel with a code. For administrators.
 */
export const retireAccount = async (scope: Scope, input: { readonly accountId: string }): Promise<AccountRow> =>
  await change(scope, input.accountId, 'disabled')

/** It is there again after all; whether its token still works shows with the first message. For administrators. */
export const restoreAccount = async (scope: Scope, input: { readonly accountId: string }): Promise<AccountRow> =>
  await change(scope, input.accountId, 'active')
