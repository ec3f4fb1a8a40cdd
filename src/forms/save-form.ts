import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { FormContent } from './content.ts'
import { hasPendingVersion, type Form, type FormSettings } from './form.ts'
import { dropVersion, putVersion, updateForm } from './form-store.ts'
import { findForm } from './form-views.ts'
import { checkSettings } from './settings.ts'
import { requireState, requireVersion, takeForm } from './take-form.ts'

type Save = {
  readonly id: string
  readonly version: number
  readonly content: FormContent
  /** Left alone where not given; of a form that is answered only the end may still move. */
  readonly settings?: FormSettings
}

const reread = async (scope: Scope, id: string): Promise<Form> => {
  const form = await findForm(scope.tx, id)
  if (!form) throw new AppError('INTERNAL', `form ${id} is gone`)
  return form
}

/**
 * Keeps what an officer wrote. While the form is answered this makes a newer version that waits for its approval; the
 * answers go on being given to the one that is open.
 */
export const saveForm = async (scope: Scope, input: Save): Promise<Form> => {
  const { form, officer, unit } = await takeForm(scope, input.id, ['front_officer'])
  requireVersion(form, input.version)
  requireState(form, ['draft', 'asked', 'open'])
  const { officerId } = officer
  const number = (form.openVersion ?? 0) + 1
  await putVersion(scope.tx, { formId: form.id, number, content: input.content, writtenBy: officerId })
  if (form.state === 'open') {
    await updateForm(scope.tx, form.id, { writtenBy: officerId })
  } else {
    const { settings } = input
    if (settings) await checkSettings(scope, unit.id, settings)
    // Whoever was asked to approve it was asked about other words.
    await updateForm(scope.tx, form.id, { ...settings, state: 'draft', writtenBy: officerId })
  }
  await recordAudit(scope, {
    action: 'form.saved',
    subject: { kind: 'form', id: form.id },
    unitId: unit.id,
    details: { number },
  })
  return await reread(scope, form.id)
}

/** Gives up the newer version of a form that is answered. */
export const dropPendingVersion = async (
  scope: Scope,
  input: { readonly id: string; readonly version: number },
): Promise<Form> => {
  const { form, unit } = await takeForm(scope, input.id, ['front_officer', 'approver'])
  requireVersion(form, input.version)
  if (!hasPendingVersion(form)) {
    throw new AppError('PRECONDITION', `form ${form.id} has one version`, { phrase: 'forms:cannot.noNewerVersion' })
  }
  await dropVersion(scope.tx, form.id, form.newestVersion)
  await updateForm(scope.tx, form.id, {})
  await recordAudit(scope, {
    action: 'form.version_dropped',
    subject: { kind: 'form', id: form.id },
    unitId: unit.id,
    details: { number: form.newestVersion },
  })
  return await reread(scope, form.id)
}

/** Lets a form that is answered, or will be, close later; never earlier than it said. */
export const extendForm = async (
  scope: Scope,
  input: { readonly id: string; readonly version: number; readonly closesAt: Date },
): Promise<Form> => {
  const { form, unit } = await takeForm(scope, input.id, ['front_officer'])
  requireVersion(form, input.version)
  requireState(form, ['open'])
  if (input.closesAt <= form.closesAt) {
    throw new AppError('INVALID', 'a form may only close later', { phrase: 'forms:wrong.notLater', field: 'closesAt' })
  }
  await checkSettings(scope, unit.id, { ...form, closesAt: input.closesAt })
  await updateForm(scope.tx, form.id, { closesAt: input.closesAt })
  await recordAudit(scope, {
    action: 'form.extended',
    subject: { kind: 'form', id: form.id },
    unitId: unit.id,
    details: { closesAt: input.closesAt.toISOString() },
  })
  return await reread(scope, form.id)
}
