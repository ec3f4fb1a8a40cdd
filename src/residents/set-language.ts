import type { Scope } from '../database/index.ts'
import { ownResident } from './own-resident.ts'
import { updateResident } from './resident-store.ts'

/** The language of notices; the chat itself keeps its own. */
export const setLanguage = async (scope: Scope, input: { readonly language: 'vi' | 'en' }): Promise<void> => {
  const own = await ownResident(scope)
  await updateResident(scope.tx, own.id, { language: input.language }, scope.clock.now())
}
