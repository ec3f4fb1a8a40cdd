import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { ownResident } from './own-resident.ts'
import { sealName, updateResident } from './resident-store.ts'

export type NamingChoice =
  | { readonly naming: 'sealed' | 'anonymous' }
  /** As it is to be shown; 2 to 60 characters. */
  | { readonly naming: 'named'; readonly name: string }

const readName = (raw: string): string => {
  const name = normaliseText(raw).replaceAll(/\s+/gu, ' ').trim()
  const letters = name.match(/\p{L}/gu)?.length ?? 0
  // A number of an identity paper or a phone must not get in by this door.
  if (letters >= 2 && name.length <= 60 && !/\d{4}|[<>@/\\]/u.test(name)) return name
  throw new AppError('INVALID', 'that is no name', { phrase: 'residents:nameInvalid', field: 'name' })
}

/** How the words of this resident are shown from now on; what was handed in keeps the way it was given. */
export const chooseNaming = async (scope: Scope, choice: NamingChoice): Promise<void> => {
  const own = await ownResident(scope)
  const name = choice.naming === 'named' ? sealName(scope.keyring, own.id, readName(choice.name)) : null
  await updateResident(scope.tx, own.id, { naming: choice.naming, name }, scope.clock.now())
}
