import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type OfficerActor, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { findUnit, type Unit } from '../units/index.ts'
import type { Form } from './form.ts'
import { lockForm } from './form-store.ts'
import { findForm } from './form-views.ts'

export type Taken = { readonly form: Form; readonly officer: OfficerActor; readonly unit: Unit }

const notThere = (): AppError => new AppError('NOT_FOUND', 'no such form', { phrase: 'errors:notFound' })

/** Holds a form for an officer who may act on it; anybody else learns nothing of it. */
export const takeForm = async (scope: Scope, id: string, roles: readonly Role[]): Promise<Taken> => {
  const officer = requireOfficer(scope.actor)
  const form = isId(id) && (await lockForm(scope.tx, id, 'update')) ? await findForm(scope.tx, id) : undefined
  if (!form) throw notThere()
  const unit = await findUnit(scope.tx, form.unitId)
  if (!unit) throw new AppError('INTERNAL', `unit ${form.unitId} is not in the register`)
  requireRole(officer, roles, unit.path)
  return { form, officer, unit }
}

/** Refuses when somebody else has changed the form since it was read. */
export const requireVersion = (form: Form, version: number): void => {
  if (form.version === version) return
  throw new AppError('CONFLICT', `form ${form.id} is at version ${form.version}`, { phrase: 'errors:conflict' })
}

/** Refuses unless the form is in one of the states. */
export const requireState = (form: Form, states: readonly Form['state'][]): void => {
  if (states.includes(form.state)) return
  throw new AppError('PRECONDITION', `form ${form.id} is ${form.state}`, {
    phrase: `forms:cannot.state.${form.state}`,
  })
}
