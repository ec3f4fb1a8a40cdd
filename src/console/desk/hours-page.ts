import type { DeskHours } from '../../desk/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import type { Unit } from '../../units/index.ts'
import { checkField, faultSummary, formToken, selectField, submit, textField } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import { timeInput } from '../moment-field.ts'
import type { View } from '../view.ts'

type HoursState = {
  readonly unit: Unit
  readonly units: readonly Unit[]
  readonly current: DeskHours | null
  /** What was typed, when it came back. */
  readonly form: Form | undefined
  readonly faults: Faults
}

/** Two spans a day, the same on all chosen days: what offices here have. */
const asForm = (current: DeskHours | null): Form => {
  const [morning, afternoon] = current?.hours ?? []
  return {
    days: (morning?.days ?? [1, 2, 3, 4, 5]).map(String),
    morning_from: current ? (morning?.from ?? '') : '07:30',
    morning_until: current ? (morning?.until ?? '') : '11:30',
    afternoon_from: current ? (afternoon?.from ?? '') : '13:30',
    afternoon_until: current ? (afternoon?.until ?? '') : '17:00',
    phone: current?.phone ?? '',
  }
}

const span = (view: View, part: 'morning' | 'afternoon', form: Form, faults: Faults): Html => {
  const marks = faults['hours'] && html`aria-describedby="f-hours" aria-invalid="true"`
  const label = view.t(`console:desk.${part}`)
  return html`<fieldset class="field">
    <legend>${label}</legend>
    <div class="moment">
      ${(['from', 'until'] as const).map((end) => timeInput(view, { id: `f-${part}-${end}`, name: `${part}_${end}`, label: `${label}: ${view.t(`console:desk.${end}`)}`, form, marks }))}
    </div>
  </fieldset>`
}

export const hoursPage = (view: View, { unit, units, current, form, faults }: HoursState): Html => {
  const shown = form ?? asForm(current)
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: String(day),
    label: view.t(`console:weekday.${day}` as PhraseKey),
  }))
  return appPage(view, {
    title: view.t('console:desk.hours'),
    trail: [{ path: '/console/desk', label: view.t('console:desk.title') }],
    lead: view.t('console:desk.hoursLead'),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="/console/desk/hours" class="panel" novalidate>
        ${formToken(view)}
        ${
          units.length > 1
            ? selectField({
                name: 'unitId',
                label: view.t('console:entry.unit'),
                value: unit.id,
                options: units.map(({ id, fullName }) => ({ value: id, label: fullName })),
              })
            : html`<input type="hidden" name="unitId" value="${unit.id}" />`
        }
        ${checkField({ name: 'days', label: view.t('console:desk.days'), values: listOf(shown, 'days'), options: days, layout: 'across', faults })}
        ${faults['hours'] && html`<p class="fault" id="f-hours">${faults['hours']}</p>`}
        <div class="pair">${span(view, 'morning', shown, faults)} ${span(view, 'afternoon', shown, faults)}</div>
        ${textField({ name: 'phone', label: view.t('console:desk.phone'), hint: view.t('console:desk.phoneHint'), value: textOf(shown, 'phone'), type: 'tel', size: 'medium', required: true, faults })}
        ${submit(view.t('console:save'))}
      </form>`,
  })
}
