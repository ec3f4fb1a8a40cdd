import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import type { Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { grantRole } from './grant-role.ts'
import { loginFromName, readLogin, readPersonName, readTitle } from './officer.ts'
import { insertOfficer, isLoginTaken } from './officer-store.ts'

export type NewOfficer = {
  readonly name: string
  /** Made from the name when not given. */
  readonly login?: string
  readonly title?: string
  readonly language?: 'vi' | 'en'
  /** At least one: an officer without a role can do nothing, and the roles decide who may add. */
  readonly grants: readonly { readonly role: Role; readonly unitId: string }[]
}

const freeLogin = async (scope: Scope, name: string): Promise<string> => {
  const base = loginFromName(name)
  for (let number = 1; number < 1000; number += 1) {
    const login = number === 1 ? base : `${base}${number}`
    if (!(await isLoginTaken(scope.tx, login))) return login
  }
  throw new AppError('CONFLICT', 'no free login', { phrase: 'officers:loginTaken', field: 'login' })
}

/** Enters an officer, without a password as yet. Who may give the roles may add. */
export const addOfficer = async (
  scope: Scope,
  input: NewOfficer,
): Promise<{ readonly officerId: string; readonly login: string }> => {
  if (scope.actor.kind === 'resident') throw new AppError('FORBIDDEN', 'a resident adds no officers')
  if (input.grants.length === 0) {
    throw new AppError('INVALID', 'an officer needs a role', { phrase: 'officers:roleMissing', field: 'role' })
  }
  const name = readPersonName(input.name)
  const chosen = input.login?.trim() ? readLogin(input.login) : undefined
  const officerId = newId()
  const now = scope.clock.now()
  const row = {
    id: officerId,
    name,
    title: readTitle(input.title),
    language: input.language ?? 'vi',
    createdAt: now,
    updatedAt: now,
  } as const
  let login = chosen ?? (await freeLogin(scope, name))
  let isAdded = await insertOfficer(scope.tx, { ...row, login })
  // Somebody of the same name was entered at the same moment: a login that we made ourselves is made anew.
  for (let again = 0; !isAdded && chosen === undefined && again < 5; again += 1) {
    login = await freeLogin(scope, name)
    isAdded = await insertOfficer(scope.tx, { ...row, login })
  }
  if (!isAdded) throw new AppError('CONFLICT', 'the login is taken', { phrase: 'officers:loginTaken', field: 'login' })
  await recordAudit(scope, { action: 'officer.added', subject: { kind: 'officer', id: officerId }, details: {} })
  for (const grant of input.grants) await grantRole(scope, { officerId, ...grant })
  return { officerId, login }
}
