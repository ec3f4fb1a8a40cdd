import { onCommit, type Scope } from '../database/index.ts'
import { requireRole, type Actor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findAccount, learnCapabilities } from './account-store.ts'
import type { AccountConnector, OutgoingMessage, SendOutcome } from './port.ts'

/**
 * Sends a message with buttons to a member of staff. Whether buttons appear is documented nowhere, and Zalo may take the
 * message and show the text alone: so the officer looks at the phone and says it with `recordButtons`. No transaction:
 * Zalo is asked.
 */
export const probeButtons = async (
  actor: Actor,
  input: {
    readonly connector: AccountConnector
    readonly accountId: string
    /** Zalo's id of the member of staff, who has written to the account before. */
    readonly address: string
    readonly message: OutgoingMessage
  },
): Promise<SendOutcome> => {
  requireRole(actor, ['admin'], [])
  if ((input.message.choices?.length ?? 0) === 0) throw new AppError('INVALID', 'a probe of buttons needs choices')
  return await input.connector.probe(input.accountId, input.address, input.message)
}

/** What the officer saw on the phone decides whether messages of this account carry buttons. */
export const recordButtons = async (
  scope: Scope,
  input: { readonly accountId: string; readonly appeared: boolean },
): Promise<void> => {
  requireRole(scope.actor, ['admin'], [])
  const account = await findAccount(scope.tx, input.accountId)
  if (!account) throw new AppError('NOT_FOUND', `no account ${input.accountId}`)
  const buttons = input.appeared ? 'ok' : 'refused'
  await learnCapabilities(scope.tx, input.accountId, { buttons }, scope.clock.now())
  onCommit(scope.tx, () => scope.signals.poke('accounts'))
}
