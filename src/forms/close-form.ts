import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { mergeSmallPlaces, shuffleAnswers } from './answer-store.ts'
import type { Form } from './form.ts'
import { forgetWhoAnswered, lockForm, updateForm } from './form-store.ts'
import { dueToClose, findForm } from './form-views.ts'
import { mixSome } from './mix-arrivals.ts'
import { requireState, requireVersion, takeForm } from './take-form.ts'

/**
 * Ends a form whose row is held. From here on nobody can say who answered: what waits is mixed in, an anonymous form is
 * written anew in random order, the keys of who has answered go with the key that they were made by.
 */
const finish = async (scope: Scope, form: Form): Promise<void> => {
  while ((await mixSome(scope, form, false)) > 0);
  if (form.naming === 'anonymous') {
    await mergeSmallPlaces(scope.tx, form.id, form.smallestCell)
    await shuffleAnswers(scope.tx, form.id)
  }
  await forgetWhoAnswered(scope.tx, form.id)
  await updateForm(scope.tx, form.id, { state: 'closed', key: null, closedAt: scope.clock.now() })
}

const note = async (scope: Scope, form: Form): Promise<void> =>
  await recordAudit(scope, {
    action: 'form.closed',
    subject: { kind: 'form', id: form.id },
    unitId: form.unitId,
    details: { isEarly: scope.clock.now() < form.closesAt },
  })

/** An officer ends a form before its time. */
export const closeForm = async (
  scope: Scope,
  input: { readonly id: string; readonly version: number },
): Promise<Form> => {
  const { form } = await takeForm(scope, input.id, ['front_officer'])
  requireVersion(form, input.version)
  requireState(form, ['open'])
  await finish(scope, form)
  await note(scope, form)
  return (await findForm(scope.tx, form.id)) ?? form
}

/** A job of every minute: ends a form whose time is over. Returns how many are done, one at most; call until it is none. */
export const closeDueForms = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  for (const id of await dueToClose(scope.tx, scope.clock.now())) {
    await lockForm(scope.tx, id, 'update')
    const form = await findForm(scope.tx, id)
    if (form?.state !== 'open' || form.closesAt > scope.clock.now()) continue
    await finish(scope, form)
    await note(scope, form)
    return 1
  }
  return 0
}
