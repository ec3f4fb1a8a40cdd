import { sourceMax, wordsMax, type DialogueRequest } from '../../requests/index.ts'
import type { Unit } from '../../units/index.ts'
import { checkField, faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { listPath, trailOf } from './parts.ts'

type Filled = { readonly form: Form; readonly faults: Faults; readonly done?: string | null }

export const doneBanner = (sentence: string | null | undefined): Piece =>
  sentence && html`<div class="banner good" role="status"><p>${sentence}</p></div>`

const whose = (view: View, units: readonly Unit[], { form, faults }: Filled): Html => {
  const [first] = units
  const value = textOf(form, 'unitId') || (first?.id ?? '')
  return units.length > 1
    ? selectField({
        name: 'unitId',
        label: view.t('requests:voters.unit'),
        value,
        options: units.map(({ id, fullName }) => ({ value: id, label: fullName })),
        faults,
      })
    : html`<input type="hidden" name="unitId" value="${value}" />`
}

/** What people ask for at the desk or on paper, entered by an officer. */
export const newPage = (view: View, units: readonly Unit[], filled: Filled): Html => {
  const { form, faults } = filled
  return appPage(view, {
    title: view.t('requests:new.title'),
    trail: trailOf(view),
    lead: view.t('requests:new.lead'),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${listPath}/new" class="panel" novalidate>
        ${formToken(view)} ${whose(view, units, filled)}
        ${textArea({ name: 'words', label: view.t('requests:new.words'), hint: view.t('requests:new.wordsHint'), value: textOf(form, 'words'), rows: 6, maxlength: wordsMax, required: true, faults })}
        ${
          // Asked for only where the guard has stopped at the words.
          (faults['words'] !== undefined || textOf(form, 'isRequest') !== '') &&
          checkField({
            name: 'isRequest',
            label: view.t('requests:new.isRequest'),
            values: [textOf(form, 'isRequest')],
            options: [{ value: 'yes', label: view.t('requests:new.isRequestYes') }],
          })
        }
        ${submit(view.t('requests:new.save'))}
      </form>`,
  })
}

/** By keyboard: the code, Enter, the next person. */
export const verifyPage = (view: View, requests: readonly DialogueRequest[], filled: Filled): Html => {
  const { form, faults, done } = filled
  const onPaper = textOf(form, 'slip') !== '' || faults['slip'] !== undefined
  return appPage(view, {
    title: view.t('requests:verify.title'),
    trail: trailOf(view),
    lead: view.t('requests:verify.lead'),
    body: html`${doneBanner(done)} ${faultSummary(view, faults)}
      <form method="post" action="${listPath}/verify" class="panel" novalidate>
        ${formToken(view)}
        ${textField({ name: 'code', label: view.t('requests:verify.code'), value: textOf(form, 'code'), inputmode: 'numeric', autocomplete: 'off', size: 'short', maxlength: 20, autofocus: Object.keys(faults).length === 0, required: true, faults })}
        ${
          requests.length > 0 &&
          html`<details class="field" ${onPaper && html`open`}>
            <summary>${view.t('requests:verify.paper')}</summary>
            ${selectField({
              name: 'requestId',
              label: view.t('requests:verify.request'),
              value: textOf(form, 'requestId'),
              empty: view.t('requests:verify.noRequest'),
              options: requests.map(({ id, title }) => ({ value: id, label: title ?? id })),
              faults,
            })}
            ${textField({ name: 'slip', label: view.t('requests:verify.slip'), value: textOf(form, 'slip'), inputmode: 'numeric', autocomplete: 'off', size: 'short', maxlength: 6, faults })}
          </details>`
        }
        ${submit(view.t('requests:verify.save'))}
      </form>`,
  })
}

/** How many voters a unit has, from which paper and as of which day. */
export const votersPage = (view: View, units: readonly Unit[], filled: Filled): Html => {
  const { form, faults } = filled
  return appPage(view, {
    title: view.t('requests:voters.title'),
    trail: trailOf(view),
    lead: view.t('requests:voters.lead'),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${listPath}/voters" class="panel" novalidate>
        ${formToken(view)} ${whose(view, units, filled)}
        ${textField({ name: 'unitVoters', label: view.t('requests:voters.voters'), value: textOf(form, 'unitVoters'), inputmode: 'numeric', autocomplete: 'off', size: 'short', maxlength: 12, required: true, faults })}
        ${textField({ name: 'source', label: view.t('requests:voters.source'), hint: view.t('requests:voters.sourceHint'), value: textOf(form, 'source'), autocomplete: 'off', maxlength: sourceMax, required: true, faults })}
        ${textField({ name: 'asOf', label: view.t('requests:voters.asOf'), value: textOf(form, 'asOf'), autocomplete: 'off', size: 'short', required: true, faults })}
        ${submit(view.t('requests:voters.save'))}
      </form>`,
  })
}
