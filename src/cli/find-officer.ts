import type { Queryable } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { findOfficer, listOfficers, type Officer } from '../officers/index.ts'

/** By id, or by what they sign in with. */
export const findOfficerBy = async (db: Queryable, idOrLogin: string): Promise<Officer> => {
  const asked = idOrLogin.trim().toLowerCase()
  const found = isId(asked)
    ? await findOfficer(db, asked)
    : (await listOfficers(db)).find(({ login }) => login === asked)
  if (found) return found
  throw new AppError('NOT_FOUND', 'There is no officer with this id or login. `nhip-cau officer list` shows them.')
}
