import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { noticeCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { findUnit } from '../units/index.ts'
import type { FormContent } from './content.ts'
import type { Form, FormSettings } from './form.ts'
import { insertForm, putVersion, type NewForm } from './form-store.ts'
import { findForm } from './form-views.ts'
import { checkSettings } from './settings.ts'

const codeTries = 50

const insertWithCode = async (scope: Scope, made: Omit<NewForm, 'code'>): Promise<void> => {
  for (let tries = 0; tries < codeTries; tries += 1) {
    if (await insertForm(scope.tx, { ...made, code: noticeCode() })) return
  }
  throw new AppError('UNAVAILABLE', 'no free code for a form was found')
}

type NewDraft = { readonly unitId: string; readonly settings: FormSettings; readonly content: FormContent }

/** Begins a form. What it asks may still be unfinished: it is judged when its approval is asked for. */
export const draftForm = async (scope: Scope, { unitId, settings, content }: NewDraft): Promise<Form> => {
  const officer = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(officer, ['front_officer'], unit.path)
  await checkSettings(scope, unit.id, settings)
  const id = newId()
  const { officerId } = officer
  const createdAt = scope.clock.now()
  await insertWithCode(scope, {
    ...settings,
    id,
    unitId: unit.id,
    state: 'draft',
    createdBy: officerId,
    writtenBy: officerId,
    createdAt,
  })
  await putVersion(scope.tx, { formId: id, number: 1, content, writtenBy: officerId })
  await recordAudit(scope, {
    action: 'form.drafted',
    subject: { kind: 'form', id },
    unitId: unit.id,
    details: { purpose: settings.purpose, naming: settings.naming, counts: settings.counts },
  })
  const made = await findForm(scope.tx, id)
  if (!made) throw new AppError('INTERNAL', 'a form that was just written is not there')
  return made
}
