import { pastMax, type ListedSheet } from '../../statistics/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, selectField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { basePath, pastPath, sheetChip, sheetPath } from './parts.ts'

type State = {
  readonly sheets: readonly ListedSheet[]
  /** Where this officer may enter figures. */
  readonly units: readonly Unit[]
  readonly form: Form
  readonly faults: Faults
}

/** The documents from which figures of earlier years were entered. */
export const pastListPage = (view: View, { sheets, units, form, faults }: State): Html =>
  appPage(view, {
    title: view.t('statistics:past.title'),
    trail: [{ path: basePath, label: view.t('statistics:title') }],
    lead: view.t('statistics:past.lead'),
    actions: html`<a class="button quiet" href="${pastPath}/file" download>${view.t('statistics:past.template')}</a>`,
    body: html`${faultSummary(view, faults)}
    ${
      sheets.length === 0
        ? emptyState(view.t('statistics:past.empty'), view.t('statistics:past.emptyHint'))
        : html`<ul class="rows">
            ${sheets.map(
              (one) =>
                html`<li class="row">
                  <span class="stacked">
                    <a href="${sheetPath(one.id)}"><strong>${one.source}</strong></a>
                    <span class="hint"
                      >${one.unitName} · ${shortDay(one.sourceOn)} ·
                      ${view.t('statistics:past.count', { count: one.figures })}</span
                    >
                    ${one.withdrawnWhy !== null && html`<span class="hint">${one.withdrawnWhy}</span>`}
                  </span>
                  ${sheetChip(view, one.state)}
                </li>`,
            )}
          </ul>`
    }
    ${
      units.length > 0 &&
      html`<form method="post" action="${pastPath}" class="panel" novalidate>
        <h2>${view.t('statistics:past.new')}</h2>
        ${formToken(view)}
        ${selectField({ name: 'unit', label: view.t('plans:list.unit'), value: textOf(form, 'unit'), options: units.map(({ id, fullName }) => ({ value: id, label: fullName })), faults })}
        ${textField({ name: 'source', label: view.t('statistics:past.source'), hint: view.t('statistics:past.sourceHint'), value: textOf(form, 'source'), autocomplete: 'off', maxlength: pastMax.source, required: true, faults })}
        ${textField({ name: 'sourceOn', label: view.t('statistics:past.sourceOn'), hint: view.t('reports:synthesis.dayHint'), value: textOf(form, 'sourceOn'), autocomplete: 'off', size: 'short', required: true, faults })}
        ${submit(view.t('plans:list.begin'))}
      </form>`
    }`,
  })
