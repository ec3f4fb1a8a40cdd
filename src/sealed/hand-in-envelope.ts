import { randomUUID } from 'node:crypto'
import type { Scope } from '../database/index.ts'
import { requireResident, requireSystem } from '../kernel/actor.ts'
import { receiptCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { leafOf, paddedTo, wordsMax, type Envelope } from './crypto.ts'
import { linkKey, openWindowKey, tokenOf } from './sealed-columns.ts'
import { insertEnvelope, insertLink, lockWindow, readWindowKey, useLink } from './sealed-store.ts'
import { findWindow, readersOf } from './sealed-views.ts'
import { takesEnvelopes, type SealedWindow } from './window.ts'

// UTF-8 takes four bytes a character at most; then padding, nonce and tag, and a third more as base64.
const bodyMax = Math.ceil(((wordsMax * 4 + 2 * paddedTo) * 4) / 3) + 100
const shareMax = 2_000

const openWindow = async (scope: Scope, id: string): Promise<SealedWindow> => {
  const one = (await lockWindow(scope.tx, id, 'share')) ? await findWindow(scope.tx, id) : undefined
  if (!one) throw new AppError('NOT_FOUND', 'no such window', { phrase: 'errors:notFound' })
  if (takesEnvelopes(one, scope.clock.now())) return one
  throw new AppError('PRECONDITION', `window ${id} takes nothing`, { phrase: 'sealed:cannot.closed' })
}

/** One person's link to the page that seals; asked again it is the same, and it serves once. */
export const linkFor = async (scope: Scope, windowId: string): Promise<string> => {
  const { residentId } = requireResident(scope.actor)
  const one = await openWindow(scope, windowId)
  const sealed = await readWindowKey(scope.tx, one.id)
  if (!sealed) throw new AppError('INTERNAL', `window ${one.id} is open without its key`)
  const token = tokenOf(openWindowKey(scope.keyring, one.id, sealed), residentId)
  await insertLink(scope.tx, one.id, linkKey(token))
  return `/gop-y-kin/${one.code}#${token}`
}

const isBase64 = (text: string, max: number): boolean =>
  text.length > 0 && text.length <= max && /^[A-Za-z0-9+/]+={0,2}$/.test(text)

const isSound = (envelope: Envelope, readers: readonly string[]): boolean => {
  const shares = Object.entries(envelope.shares)
  return (
    isBase64(envelope.body, bodyMax) &&
    isBase64(envelope.salt, 44) &&
    Buffer.from(envelope.salt, 'base64').length === 32 &&
    shares.length === readers.length &&
    shares.every(([id, share]) => readers.includes(id) && isBase64(share, shareMax))
  )
}

/** Takes an envelope that a browser has sealed, once for each link. Gives the code and the leaf of its receipt. */
export const handInEnvelope = async (
  scope: Scope,
  input: { readonly windowId: string; readonly token: string; readonly envelope: Envelope },
): Promise<{ readonly code: string; readonly leaf: string }> => {
  requireSystem(scope.actor)
  const one = await openWindow(scope, input.windowId)
  const readers = (await readersOf(scope.tx, one.id)).map(({ officerId }) => officerId)
  if (!isSound(input.envelope, readers)) {
    throw new AppError('INVALID', 'no sealed envelope', { phrase: 'sealed:cannot.notSealed' })
  }
  if (!(await useLink(scope.tx, one.id, linkKey(input.token)))) {
    throw new AppError('CONFLICT', 'a link that is none, or was used', { phrase: 'sealed:cannot.link' })
  }
  const code = receiptCode()
  const leaf = await leafOf(input.envelope)
  const { body, shares, salt } = input.envelope
  await insertEnvelope(scope.tx, { id: randomUUID(), windowId: one.id, code, body, shares, salt, leaf })
  return { code, leaf }
}
