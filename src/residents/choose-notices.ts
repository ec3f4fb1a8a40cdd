import type { Scope } from '../database/index.ts'
import { giveConsent } from './change-consent.ts'
import { ownResident } from './own-resident.ts'
import { updateResident } from './resident-store.ts'

/** No more of what was not asked for. Answers to their own matters go on. */
export const stopNotices = async (scope: Scope): Promise<void> => {
  const own = await ownResident(scope)
  if (own.noticesStoppedAt) return
  const now = scope.clock.now()
  await updateResident(scope.tx, own.id, { noticesStoppedAt: now }, now)
}

/** Notices again; asking for them is the consent where it was not given before. */
export const resumeNotices = async (scope: Scope, input: { readonly version: string }): Promise<void> => {
  const own = await ownResident(scope)
  await giveConsent(scope, { purpose: 'notices', version: input.version, act: 'word' })
  await updateResident(scope.tx, own.id, { noticesStoppedAt: null }, scope.clock.now())
}
