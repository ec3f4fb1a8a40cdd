import { paceRange, type Broadcast } from '../../broadcasts/index.ts'
import { formToken, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Piece } from '../html.ts'
import type { View } from '../view.ts'

/** How fast a notice may go: for a hotline that cannot take a whole ward's calls at once. May be changed while it goes. */
export const pacePart = (
  view: View,
  { broadcast, form, faults }: { readonly broadcast: Broadcast; readonly form: Form; readonly faults: Faults },
): Piece => {
  const { id, perMinute, state } = broadcast
  if (state === 'done' || state === 'stopped') return null
  const isBack = form['perMinute'] !== undefined
  return html`<details ${(perMinute !== null || isBack) && html`open`}>
    <summary>
      ${perMinute === null ? view.t('console:pace.free') : view.t('console:pace.bound', { count: perMinute })}
    </summary>
    <form method="post" action="/console/announcements/${id}/pace" novalidate>
      ${formToken(view)}
      ${textField({
        name: 'perMinute',
        label: view.t('console:pace.label'),
        hint: view.t('console:pace.hint'),
        type: 'number',
        inputmode: 'numeric',
        min: String(paceRange.least),
        max: String(paceRange.most),
        size: 'short',
        value: isBack ? textOf(form, 'perMinute') : String(perMinute ?? ''),
        faults,
      })}
      ${submit(view.t('console:pace.save'), 'quiet')}
    </form>
  </details>`
}
