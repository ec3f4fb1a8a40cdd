import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { takesAnswers, type Form } from './form.ts'
import { readKey } from './form-store.ts'
import { isSpent } from './form-views.ts'
import { respondentOf } from './respondent-views.ts'
import { openFormKey, spentKey } from './sealed-columns.ts'

/** Why a resident cannot answer a form, known before they begin; null when they can. */
export const whyNotAnswer = async (
  scope: Scope,
  form: Form,
): Promise<'closed' | 'notYet' | 'answered' | 'notHere' | 'notRegistered' | null> => {
  const { residentId } = requireResident(scope.actor)
  const { tx, keyring, clock } = scope
  const now = clock.now()
  if (form.state === 'open' && now < form.opensAt) return 'notYet'
  const sealed = takesAnswers(form, now) ? await readKey(tx, form.id) : null
  if (!sealed) return 'closed'
  const key = spentKey(openFormKey(keyring, form.id, sealed), 'person', residentId)
  if (await isSpent(tx, { formId: form.id, kind: 'person', key })) return 'answered'
  const { belongs, isRegistered } = await respondentOf(tx, residentId, form)
  if (form.audience === 'registered' && !isRegistered) return 'notRegistered'
  return form.audience === 'unit' && !belongs ? 'notHere' : null
}
