import { labelMax, type DialogueRequest, type EnteredSheet, type Standing } from '../../requests/index.ts'
import { checkField, faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, listMoment, shortDay } from '../wording.ts'
import { doneBanner } from './desk-pages.ts'
import { countsPart, pathOf, trailOf } from './parts.ts'

export type SheetState = {
  readonly request: DialogueRequest
  readonly standing: Standing
  readonly form: Form
  readonly faults: Faults
  readonly done: string | null
  readonly sheets: readonly EnteredSheet[]
  readonly names: ReadonlyMap<string, string>
}

const sheetsPart = (view: View, { sheets, names }: SheetState): Piece =>
  sheets.length > 0 &&
  html`<section aria-labelledby="sheets">
    <h2 id="sheets">${view.t('requests:sheet.entered')}</h2>
    <ul class="rows">
      ${sheets.map(
        (sheet) =>
          html`<li class="row">
            <span class="stacked">
              <strong>${sheet.label}</strong>
              <span
                >${view.t('requests:sheet.line', {
                  count: sheet.slips,
                  shown: formatCount(view, sheet.slips),
                  date: shortDay(sheet.collectedOn),
                })}</span
              >
              <span class="hint"
                >${view.t('requests:sheet.by', {
                  name: names.get(sheet.enteredBy) ?? '–',
                  at: listMoment(view, sheet.enteredAt),
                })}</span
              >
            </span>
          </li>`,
      )}
    </ul>
  </section>`

/** A paper list by its slip numbers. */
export const sheetPage = (view: View, state: SheetState): Html => {
  const { request, standing, form, faults, done } = state
  return appPage(view, {
    title: view.t('requests:sheet.title'),
    trail: trailOf(view, request),
    lead: view.t('requests:sheet.lead'),
    actions: html`<a class="button quiet" href="${pathOf(request.id, 'sheet/print')}"
      >${view.t('requests:paper.print')}</a
    >`,
    body: html`${doneBanner(done)} ${faultSummary(view, faults)}
      <form method="post" action="${pathOf(request.id, 'sheet')}" class="panel" novalidate>
        ${formToken(view)}
        ${textField({ name: 'label', label: view.t('requests:sheet.label'), hint: view.t('requests:sheet.labelHint'), value: textOf(form, 'label'), autocomplete: 'off', size: 'medium', maxlength: labelMax, autofocus: Object.keys(faults).length === 0, required: true, faults })}
        ${textField({ name: 'collectedOn', label: view.t('requests:sheet.collectedOn'), value: textOf(form, 'collectedOn'), autocomplete: 'off', size: 'short', required: true, faults })}
        ${textArea({ name: 'slips', label: view.t('requests:sheet.slips'), hint: view.t('requests:sheet.slipsHint'), value: textOf(form, 'slips'), rows: 3, maxlength: 6_000, required: true, faults })}
        ${checkField({
          name: 'isChecked',
          label: view.t('requests:sheet.checked'),
          values: [textOf(form, 'isChecked')],
          options: [{ value: 'yes', label: view.t('requests:sheet.checkedYes') }],
          faults,
        })}
        ${submit(view.t('requests:sheet.save'))}
      </form>
      ${sheetsPart(view, state)} ${countsPart(view, request, standing, true)}`,
  })
}
