import { occasions, type SealedWindow } from '../../sealed/index.ts'
import type { Unit } from '../../units/index.ts'
import { checkField, faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { listPath, nameOf, pathOf } from './parts.ts'

type State = {
  readonly one: SealedWindow | undefined
  readonly units: readonly Unit[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly form: Form
  readonly faults: Faults
}

/** The ordering document, the time and the readers; without the first three words of it nothing opens. */
export const formPage = (view: View, { one, units, people, form, faults }: State): Html => {
  const text = (
    name: string,
    label: string,
    more: { readonly hint?: string; readonly size?: 'short' | 'medium' } = {},
  ) => textField({ name, label, value: textOf(form, name), required: true, faults, ...more })
  return appPage(view, {
    title: one ? view.t('sealed:edit') : view.t('sealed:list.new'),
    trail: [
      { path: listPath, label: view.t('sealed:nav') },
      ...(one ? [{ path: pathOf(one), label: nameOf(view, one) }] : []),
    ],
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${one ? `${pathOf(one)}/edit` : `${listPath}/new`}">
        ${formToken(view)} ${one && html`<input type="hidden" name="version" value="${one.version}" />`}
        ${
          !one &&
          units.length > 1 &&
          selectField({
            name: 'unit',
            label: view.t('form-paper:wholeUnit'),
            value: textOf(form, 'unit'),
            options: units.map((unit) => ({ value: unit.id, label: unit.fullName })),
            faults,
          })
        }
        ${selectField({
          name: 'occasion',
          label: view.t('sealed:form.occasion'),
          value: textOf(form, 'occasion'),
          options: occasions.map((value) => ({ value, label: view.t(`sealed:occasion.${value}`) })),
          faults,
        })}
        ${text('orderNumber', view.t('sealed:form.orderNumber'), { size: 'medium' })}
        ${text('orderDate', view.t('sealed:form.orderDate'), { size: 'medium' })}
        ${text('orderIssuer', view.t('sealed:form.orderIssuer'))}
        ${textArea({
          name: 'use',
          label: view.t('sealed:form.use'),
          hint: view.t('sealed:form.useHint'),
          value: textOf(form, 'use'),
          rows: 2,
          maxlength: 500,
          faults,
        })}
        ${text('opensAt', view.t('sealed:form.opens'), { size: 'medium' })}
        ${text('closesAt', view.t('sealed:form.closes'), { size: 'medium' })}
        ${checkField({
          name: 'readers',
          label: view.t('sealed:form.readers'),
          hint: view.t('sealed:form.readersHint'),
          values: [...listOf(form, 'readers')],
          options: people.map(({ id, name }) => ({ value: id, label: name })),
          faults,
        })}
        <p class="hint">${view.t('sealed:form.rule')}</p>
        ${submit(view.t('sealed:form.save'))}
      </form>`,
  })
}
