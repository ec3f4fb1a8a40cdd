import { randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { encryptTo } from './crypto.ts'
import { sha256 } from './sealed-columns.ts'
import { putHandover, readProof, setReader } from './sealed-store.ts'
import { readersOf } from './sealed-views.ts'
import { requireState, takeAsReader } from './take-window.ts'

const isRecipient = (text: string): boolean => /^age1[02-9ac-hj-np-z]{58}$/.test(text)

/**
 * A reader gives the public half of a pair that their browser made. Gives back a riddle that only the other half
 * solves. A new pair takes the place of an old one as long as the window has not been approved.
 */
export const giveRecipient = async (
  scope: Scope,
  input: { readonly id: string; readonly recipient: string },
): Promise<string> => {
  const { one, officer } = await takeAsReader(scope, input.id)
  requireState(one, ['draft'])
  if (!isRecipient(input.recipient)) {
    throw new AppError('INVALID', 'no age recipient', { phrase: 'sealed:wrong.recipient' })
  }
  const others = await readersOf(scope.tx, one.id)
  if (others.some((other) => other.recipient === input.recipient && other.officerId !== officer.officerId)) {
    throw new AppError('CONFLICT', 'a key that another reader gave', { phrase: 'sealed:wrong.sharedKey' })
  }
  const riddle = randomBytes(32)
  await setReader(scope.tx, one.id, officer.officerId, {
    recipient: input.recipient,
    proof: sha256(riddle),
    checkedAt: null,
  })
  await recordAudit(scope, {
    action: 'sealed.key_given',
    subject: { kind: 'sealed_window', id: one.id },
    unitId: one.unitId,
  })
  return await encryptTo(input.recipient, riddle)
}

/** The riddle solved: this reader can open with the file that they have kept. */
export const proveKey = async (
  scope: Scope,
  input: { readonly id: string; /** The solved riddle, base64. */ readonly solved: string },
): Promise<void> => {
  const { one, officer } = await takeAsReader(scope, input.id)
  requireState(one, ['draft'])
  const proof = await readProof(scope.tx, one.id, officer.officerId)
  if (proof === null || sha256(Buffer.from(input.solved, 'base64')) !== proof) {
    throw new AppError('INVALID', 'the riddle is not solved', { phrase: 'sealed:wrong.proof' })
  }
  await setReader(scope.tx, one.id, officer.officerId, { checkedAt: scope.clock.now() })
  await recordAudit(scope, {
    action: 'sealed.key_proven',
    subject: { kind: 'sealed_window', id: one.id },
    unitId: one.unitId,
  })
}

const bundleMax = 64 * 1_048_576

/** After the closing: one reader's shares, encrypted in their browser to another reader, who can then open. */
export const handShares = async (
  scope: Scope,
  input: { readonly id: string; readonly to: string; readonly bundle: string },
): Promise<void> => {
  const { one, officer } = await takeAsReader(scope, input.id)
  requireState(one, ['closed', 'released'])
  const readers = await readersOf(scope.tx, one.id)
  const isOther = input.to !== officer.officerId && readers.some(({ officerId }) => officerId === input.to)
  if (!isOther) throw new AppError('INVALID', 'not another reader', { phrase: 'sealed:wrong.otherReader' })
  if (input.bundle === '' || input.bundle.length > bundleMax) {
    throw new AppError('INVALID', 'no bundle of shares', { phrase: 'sealed:cannot.notSealed' })
  }
  await putHandover(scope.tx, {
    windowId: one.id,
    fromOfficer: officer.officerId,
    toOfficer: input.to,
    bundle: input.bundle,
    at: scope.clock.now(),
  })
  await recordAudit(scope, {
    action: 'sealed.shares_handed',
    subject: { kind: 'sealed_window', id: one.id },
    unitId: one.unitId,
    details: { to: input.to },
  })
}

/** Notes that a reader has taken the envelopes; refused before the closing, whoever asks. */
export const noteReading = async (scope: Scope, id: string): Promise<void> => {
  const { one } = await takeAsReader(scope, id)
  requireState(one, ['closed', 'released'])
  await recordAudit(scope, {
    action: 'sealed.envelopes_taken',
    subject: { kind: 'sealed_window', id: one.id },
    unitId: one.unitId,
  })
}
