import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type OfficerActor, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { lockWindow } from './sealed-store.ts'
import { findWindow, readersOf } from './sealed-views.ts'
import type { SealedWindow, WindowState } from './window.ts'

export type Taken = { readonly one: SealedWindow; readonly officer: OfficerActor; readonly unit: Unit }

const notThere = (): AppError => new AppError('NOT_FOUND', 'no such window', { phrase: 'errors:notFound' })

const take = async (scope: Scope, id: string): Promise<Taken> => {
  const officer = requireOfficer(scope.actor)
  const one = isId(id) && (await lockWindow(scope.tx, id, 'update')) ? await findWindow(scope.tx, id) : undefined
  const unit = one && (await findUnit(scope.tx, one.unitId))
  if (!one || !unit) throw notThere()
  return { one, officer, unit }
}

/** Holds a window for an officer with one of the roles on its unit. */
export const takeWindow = async (scope: Scope, id: string, roles: readonly Role[]): Promise<Taken> => {
  const taken = await take(scope, id)
  requireRole(taken.officer, roles, taken.unit.path)
  return taken
}

/** Holds a window for one of its readers; nobody else, an administrator neither, learns what is in it. */
export const takeAsReader = async (scope: Scope, id: string): Promise<Taken> => {
  const taken = await take(scope, id)
  const readers = await readersOf(scope.tx, id)
  if (readers.some(({ officerId }) => officerId === taken.officer.officerId)) return taken
  throw new AppError('FORBIDDEN', 'only readers of a window', { phrase: 'sealed:cannot.notReader' })
}

export const requireState = (one: SealedWindow, states: readonly WindowState[]): void => {
  if (states.includes(one.state)) return
  throw new AppError('PRECONDITION', `window ${one.id} is ${one.state}`, { phrase: `sealed:cannot.state.${one.state}` })
}

export const requireVersion = (one: SealedWindow, version: number): void => {
  if (one.version === version) return
  throw new AppError('CONFLICT', `window ${one.id} is at version ${one.version}`, { phrase: 'errors:conflict' })
}
