import { labelMax, type DialogueRequest, type Standing } from '../../requests/index.ts'
import { checkField, faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { doneBanner } from './desk-pages.ts'
import { countsPart, pathOf, trailOf } from './parts.ts'

export type SheetState = {
  readonly request: DialogueRequest
  readonly standing: Standing
  readonly form: Form
  readonly faults: Faults
  readonly done: string | null
}

/** A paper list by its slip numbers. */
export const sheetPage = (view: View, { request, standing, form, faults, done }: SheetState): Html =>
  appPage(view, {
    title: view.t('requests:sheet.title'),
    trail: trailOf(view, request),
    lead: view.t('requests:sheet.lead'),
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
      ${countsPart(view, request, standing, true)}`,
  })
