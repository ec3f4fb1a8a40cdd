import { handoverMax, type Route } from '../../handover/index.ts'
import type { Item } from '../../questions/index.ts'
import type { Unit } from '../../units/index.ts'
import { checkField, faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { listPath, trailOf } from './parts.ts'
import { routesPath, suggestions } from './route-pages.ts'

export type NewState = {
  readonly unit: Unit
  readonly units: readonly Unit[]
  readonly receivers: readonly Unit[]
  readonly items: readonly Item[]
  readonly routes: readonly Route[]
  readonly form: Form
  readonly faults: Faults
}

const optionOf = ({ id, fullName }: Unit) => ({ value: id, label: fullName })

const chooseUnit = (view: View, { unit, units }: NewState): Html =>
  html`<form method="get" action="${listPath}/new" class="panel">
    ${selectField({ name: 'unit', label: view.t('handover:new.unit'), value: unit.id, options: units.map(optionOf) })}
    ${submit(view.t('handover:new.choose'), 'quiet')}
  </form>`

export const newPage = (view: View, state: NewState): Html => {
  const { unit, units, receivers, items, form, faults } = state
  const itemLabel = ({ number, title }: Item): string =>
    view.t('handover:new.item', { number, title: title ?? view.t('handover:new.untitled') })
  const text = (name: 'body' | 'number', label: string): Html =>
    textField({
      name,
      label,
      value: textOf(form, name),
      autocomplete: 'off',
      maxlength: name === 'body' ? handoverMax.body : handoverMax.number,
      faults,
    })
  return appPage(view, {
    title: view.t('handover:new.title'),
    trail: trailOf(view),
    lead: unit.fullName,
    body: html`${faultSummary(view, faults)} ${units.length > 1 && chooseUnit(view, state)}
      ${suggestions(view, { unit, routes: state.routes, items: listOf(form, 'items').length === 0 ? items : items.filter(({ id }) => listOf(form, 'items').includes(id)) })}
      <p><a href="${routesPath}?unit=${unit.id}">${view.t('handover:routes.title')}</a></p>
      <form method="post" action="${listPath}" class="panel" novalidate>
        ${formToken(view)}
        <input type="hidden" name="unit" value="${unit.id}" />
        ${
          items.length === 0
            ? html`<p class="hint">${view.t('handover:new.noItems')}</p>`
            : checkField({
                name: 'items',
                label: view.t('handover:new.items'),
                values: listOf(form, 'items'),
                options: items.map((item) => ({ value: item.id, label: itemLabel(item) })),
                faults,
              })
        }
        ${selectField({ name: 'to', label: view.t('handover:new.toUnit'), value: textOf(form, 'to'), empty: view.t('handover:new.noUnit'), options: receivers.map(optionOf), faults })}
        ${text('body', view.t('handover:new.body'))}
        ${textArea({ name: 'joint', label: view.t('handover:new.joint'), hint: view.t('handover:new.jointHint'), value: textOf(form, 'joint'), rows: 3, faults })}
        ${text('number', view.t('handover:new.number'))}
        ${textArea({ name: 'note', label: view.t('handover:new.note'), value: textOf(form, 'note'), rows: 5, maxlength: handoverMax.note, faults })}
        ${submit(view.t('handover:new.submit'))}
      </form>`,
  })
}
