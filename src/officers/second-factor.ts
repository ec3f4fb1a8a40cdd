import type { Scope } from '../database/index.ts'
import { recordAudit } from '../audit/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import {
  lockOfficer,
  replaceRecoveryCodes,
  spendRecoveryCode,
  updateOfficer,
  type OfficerRow,
} from './officer-store.ts'
import { looksLikeRecoveryCode, newRecoveryCodes, recoveryHash } from './recovery-codes.ts'
import { clearTries, countTry, type ThrottlePolicy } from './throttle-store.ts'
import { totpStep } from './totp.ts'

const policy: ThrottlePolicy = { free: 5, firstWaitSeconds: 30, mostSeconds: 900 }
const place = (officerId: string): string => `officers.totp_secret:${officerId}`

export type FactorOutcome =
  | { readonly kind: 'passed'; readonly by: 'app' | 'recovery' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Date }

const passes = async (scope: Scope, officer: OfficerRow, code: string): Promise<'app' | 'recovery' | undefined> => {
  const now = scope.clock.now()
  if (looksLikeRecoveryCode(code)) {
    const hash = recoveryHash(scope.keyring, officer.id, code)
    return (await spendRecoveryCode(scope.tx, officer.id, hash, now)) ? 'recovery' : undefined
  }
  if (!officer.totpSecret) return undefined
  const secret = scope.keyring.openText('officer', officer.totpSecret, place(officer.id))
  const step = totpStep(secret, code, now, officer.totpLastStep)
  if (step === undefined) return undefined
  await updateOfficer(scope.tx, officer.id, { totpLastStep: step }, now)
  return 'app'
}

/**
 * Checks a code of the app or a recovery code and spends it. A wrong one is a value, not an exception: the count of
 * tries must be committed. The officer's row is locked, so that a code passes once however many try.
 */
export const checkSecondFactor = async (
  scope: Scope,
  input: { readonly officerId: string; readonly code: string },
): Promise<FactorOutcome> => {
  const officer = await lockOfficer(scope.tx, input.officerId)
  if (!officer || officer.disabledAt || !officer.totpSecret) return { kind: 'wrong' }
  const bucket = scope.keyring.blindIndex('officer', `second-factor:${officer.id}`)
  const until = await countTry(scope.tx, bucket, policy, scope.clock.now())
  if (until) return { kind: 'locked', until }
  const by = await passes(scope, officer, input.code)
  if (!by) return { kind: 'wrong' }
  await clearTries(scope.tx, bucket)
  if (by === 'recovery') {
    await recordAudit(scope, {
      action: 'officer.recovery_code_used',
      subject: { kind: 'officer', id: officer.id },
      details: {},
    })
  }
  return { kind: 'passed', by }
}

const writeCodes = async (scope: Scope, officerId: string): Promise<readonly string[]> => {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(
    scope.tx,
    officerId,
    codes.map((code) => recoveryHash(scope.keyring, officerId, code)),
  )
  return codes
}

/** Turns the second factor on, once a first code shows that the app holds the secret. Gives ten recovery codes, once. */
export const enableTotp = async (
  scope: Scope,
  input: { readonly secret: string; readonly code: string },
): Promise<{ readonly recoveryCodes: readonly string[] }> => {
  const { officerId } = requireOfficer(scope.actor)
  const officer = await lockOfficer(scope.tx, officerId)
  if (!officer || officer.disabledAt) throw new AppError('NOT_FOUND', 'no such officer')
  if (officer.totpSecret) throw new AppError('PRECONDITION', 'it is on', { phrase: 'officers:totpIsOn' })
  const now = scope.clock.now()
  const step = totpStep(input.secret, input.code, now, null)
  if (step === undefined) throw new AppError('INVALID', 'wrong code', { phrase: 'officers:codeWrong', field: 'code' })
  const totpSecret = scope.keyring.seal('officer', input.secret, place(officerId))
  await updateOfficer(scope.tx, officerId, { totpSecret, totpLastStep: step }, now)
  await recordAudit(scope, { action: 'officer.totp_enabled', subject: { kind: 'officer', id: officerId }, details: {} })
  return { recoveryCodes: await writeCodes(scope, officerId) }
}

/** Turns it off again; takes a code, so that a browser left open is not enough. */
export const disableTotp = async (scope: Scope, input: { readonly code: string }): Promise<FactorOutcome> => {
  const { officerId } = requireOfficer(scope.actor)
  const outcome = await checkSecondFactor(scope, { officerId, code: input.code })
  if (outcome.kind !== 'passed') return outcome
  await updateOfficer(scope.tx, officerId, { totpSecret: null, totpLastStep: null }, scope.clock.now())
  await replaceRecoveryCodes(scope.tx, officerId, [])
  await recordAudit(scope, {
    action: 'officer.totp_disabled',
    subject: { kind: 'officer', id: officerId },
    details: {},
  })
  return outcome
}

export type RenewOutcome =
  | Exclude<FactorOutcome, { kind: 'passed' }>
  | { readonly kind: 'renewed'; readonly recoveryCodes: readonly string[] }

/** Ten new recovery codes; the old ones end. */
export const renewRecoveryCodes = async (scope: Scope, input: { readonly code: string }): Promise<RenewOutcome> => {
  const { officerId } = requireOfficer(scope.actor)
  const outcome = await checkSecondFactor(scope, { officerId, code: input.code })
  if (outcome.kind !== 'passed') return outcome
  await recordAudit(scope, {
    action: 'officer.recovery_codes_renewed',
    subject: { kind: 'officer', id: officerId },
    details: {},
  })
  return { kind: 'renewed', recoveryCodes: await writeCodes(scope, officerId) }
}

/** Help for someone who lost phone and codes: an administrator turns the second factor off. */
export const resetTotp = async (scope: Scope, input: { readonly officerId: string }): Promise<void> => {
  const { actor } = scope
  const isAdmin = actor.kind === 'officer' && actor.grants.some((grant) => grant.role === 'admin')
  if (actor.kind !== 'system' && !isAdmin) {
    throw new AppError('FORBIDDEN', 'only an administrator resets a second factor', { phrase: 'errors:forbidden' })
  }
  if (!(await lockOfficer(scope.tx, input.officerId))) throw new AppError('NOT_FOUND', 'no such officer')
  await updateOfficer(scope.tx, input.officerId, { totpSecret: null, totpLastStep: null }, scope.clock.now())
  await replaceRecoveryCodes(scope.tx, input.officerId, [])
  await recordAudit(scope, {
    action: 'officer.totp_reset',
    subject: { kind: 'officer', id: input.officerId },
    details: {},
  })
}
