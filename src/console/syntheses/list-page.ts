import { synthesisKinds, type ListedSynthesis } from '../../reports/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, selectField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { listPath, pathOf, periodOf, stateChip } from './parts.ts'

type State = {
  readonly reports: readonly ListedSynthesis[]
  /** Where this officer may begin a report. */
  readonly units: readonly Unit[]
  readonly form: Form
  readonly faults: Faults
}

export const listPage = (view: View, { reports, units, form, faults }: State): Html => {
  const day = (name: 'fromOn' | 'untilOn'): Html =>
    textField({
      name,
      label: view.t(`reports:synthesis.${name}`),
      hint: view.t('reports:synthesis.dayHint'),
      value: textOf(form, name),
      autocomplete: 'off',
      size: 'short',
      required: true,
      faults,
    })
  return appPage(view, {
    title: view.t('reports:synthesis.title'),
    lead: view.t('reports:synthesis.lead'),
    body: html`${faultSummary(view, faults)}
    ${
      reports.length === 0
        ? emptyState(view.t('reports:synthesis.empty'), view.t('reports:synthesis.emptyHint'))
        : html`<ul class="rows">
              ${reports.map(
                (one) =>
                  html`<li class="row">
                    <span class="stacked">
                      <a href="${pathOf(one.id)}"><strong>${periodOf(view, one)}</strong></a>
                      <span class="hint">${view.t(`reports:synthesis.kind.${one.kind}`)} · ${one.unitName}</span>
                    </span>
                    ${stateChip(view, one.state)}
                  </li>`,
              )}
            </ul>
            ${listLinks(view, 'syntheses', '')}`
    }
    ${
      units.length > 0 &&
      html`<form method="post" action="${listPath}" class="panel" novalidate>
        <h2>${view.t('reports:synthesis.new')}</h2>
        ${formToken(view)}
        ${selectField({ name: 'unit', label: view.t('plans:list.unit'), value: textOf(form, 'unit'), options: units.map(({ id, fullName }) => ({ value: id, label: fullName })), faults })}
        ${selectField({ name: 'kind', label: view.t('reports:synthesis.kind'), value: textOf(form, 'kind'), options: synthesisKinds.map((one) => ({ value: one, label: view.t(`reports:synthesis.kind.${one}`) })), faults })}
        ${day('fromOn')} ${day('untilOn')} ${submit(view.t('plans:list.begin'))}
      </form>`
    }`,
  })
}
