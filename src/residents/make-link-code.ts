import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { linkCodeHash, linkCodeMinutes, newLinkCode } from './link-code.ts'
import { insertLinkCode } from './link-code-store.ts'
import { ownResident } from './own-resident.ts'

const triesMax = 5

/** A code of ten minutes that joins another contact, or lets an officer at the desk know who stands there. */
export const makeLinkCode = async (scope: Scope): Promise<{ readonly digits: string; readonly expiresAt: Date }> => {
  const { id } = await ownResident(scope)
  const now = scope.clock.now()
  const expiresAt = new Date(now.getTime() + linkCodeMinutes * 60_000)
  for (let tries = 0; tries < triesMax; tries += 1) {
    const digits = newLinkCode()
    const codeHash = linkCodeHash(scope.keyring, digits)
    if (await insertLinkCode(scope.tx, { codeHash, residentId: id, expiresAt }, now)) return { digits, expiresAt }
  }
  throw new AppError('INTERNAL', 'no free link code was found')
}
