import { onCommit, type Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findAccount, learnCapabilities } from './account-store.ts'

/**
 * Which approved template of an Official Account stands for which notice: `template:<kind>` by user id, `zns:<kind>` by
 * phone number. An empty id takes the choice back. For administrators.
 */
export const chooseTemplates = async (
  scope: Scope,
  input: { readonly accountId: string; readonly chosen: Readonly<Record<string, string>> },
): Promise<void> => {
  requireRole(scope.actor, ['admin'], [])
  const { tx, clock, signals } = scope
  const account = await findAccount(tx, input.accountId)
  if (account?.platform !== 'zalo') throw new AppError('NOT_FOUND', `no Official Account ${input.accountId}`)
  for (const [name, templateId] of Object.entries(input.chosen)) {
    if (!/^(?:template|zns):[a-z_]{1,40}$/.test(name) || !/^[\w-]{0,40}$/.test(templateId))
      throw new AppError('INVALID', `no choice of a template: ${name}`, { field: name })
  }
  await learnCapabilities(tx, account.id, input.chosen, clock.now())
  onCommit(tx, () => signals.poke('accounts'))
}
