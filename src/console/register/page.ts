import { consentWays, type JudgedLine, type NumberEntry } from '../../residents/index.ts'
import type { Unit } from '../../units/index.ts'
import { checkField, faultSummary, formToken, radioField, selectField, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { entriesPart, untoldPart, type RegisterCounts } from './entries-part.ts'
import { isFaulty, previewPart } from './preview-part.ts'

export type RegisterState = {
  readonly units: readonly Unit[]
  readonly unit: Unit
  readonly form: Form
  readonly faults: Faults
  /** Null before the list was looked at. */
  readonly preview: readonly JudgedLine[] | null
  readonly entries: readonly NumberEntry[]
  readonly counts: RegisterCounts
  readonly hasGateway: boolean
  /** What was done just now, in a sentence. */
  readonly done: string | null
}

/** The words of the consent, in full: they are read out or printed as they stand. */
const consentText = (view: View): Html =>
  html`<section class="panel" aria-labelledby="consent-text">
    <h2 id="consent-text">${view.t('residents:register.consentTitle')}</h2>
    <blockquote>
      ${paragraphs(view.t('residents:register.consent'))} ${paragraphs(view.t('residents:register.consentRelay'))}
    </blockquote>
    <p class="hint">${view.t('residents:register.consentPaper')}</p>
  </section>`

const whose = (view: View, { units, unit, form }: RegisterState): Html =>
  units.length > 1
    ? selectField({
        name: 'unitId',
        label: view.t('residents:register.unit'),
        value: textOf(form, 'unitId') || unit.id,
        options: units.map(({ id, fullName }) => ({ value: id, label: fullName })),
      })
    : html`<input type="hidden" name="unitId" value="${unit.id}" />`

const consentFields = (view: View, form: Form, faults: Faults): Piece => [
  radioField({
    name: 'how',
    label: view.t('residents:register.how'),
    value: textOf(form, 'how'),
    options: consentWays.map((value) => ({ value, label: view.t(`residents:register.how.${value}`) })),
    layout: 'across',
    faults,
  }),
  textField({
    name: 'consentedOn',
    label: view.t('residents:register.consentedOn'),
    hint: view.t('residents:register.consentedOnHint'),
    value: textOf(form, 'consentedOn'),
    autocomplete: 'off',
    size: 'short',
    faults,
  }),
  textField({
    name: 'takenBy',
    label: view.t('residents:register.takenBy'),
    value: textOf(form, 'takenBy'),
    autocomplete: 'off',
    size: 'medium',
    faults,
  }),
  checkField({
    name: 'relay',
    label: view.t('residents:register.relay'),
    values: [textOf(form, 'relay')],
    options: [{ value: 'yes', label: view.t('residents:register.relayYes') }],
  }),
  checkField({
    name: 'confirmed',
    label: view.t('residents:register.confirmed'),
    values: [textOf(form, 'confirmed')],
    options: [{ value: 'yes', label: view.t('residents:register.confirmedYes') }],
    faults,
  }),
]

const entryForm = (view: View, state: RegisterState): Html => {
  const { form, faults, preview } = state
  const isReady = preview !== null && !preview.some(isFaulty) && preview.some(({ verdict }) => verdict === 'new')
  return html`<form method="post" action="/console/register" class="panel" novalidate autocomplete="off">
    ${formToken(view)} ${whose(view, state)}
    ${textArea({ name: 'list', label: view.t('residents:register.list'), hint: view.t('residents:register.listHint'), value: textOf(form, 'list'), rows: 5, faults })}
    ${radioField({
      name: 'language',
      label: view.t('residents:register.language'),
      value: textOf(form, 'language') || 'vi',
      options: (['vi', 'en'] as const).map((value) => ({ value, label: view.t(`residents:language.${value}`) })),
      layout: 'across',
    })}
    ${consentFields(view, form, faults)}
    <div class="actions">
      ${isReady && html`<button class="button primary" type="submit" name="do" value="enter">${view.t('residents:register.enter')}</button>`}
      <button class="button ${isReady ? 'quiet' : 'primary'}" type="submit" name="do" value="preview">
        ${view.t('residents:register.preview')}
      </button>
    </div>
  </form>`
}

/** Numbers that officers enter for people who agreed, and the register of this unit. */
export const registerPage = (view: View, state: RegisterState): Html => {
  const { unit, faults, preview, entries, counts, hasGateway, done } = state
  return appPage(view, {
    title: view.t('residents:register.title'),
    lead: view.t('residents:register.lead'),
    body: html`${faultSummary(view, faults)}
    ${done && html`<div class="banner good" role="status"><p>${done}</p></div>`}
    ${!hasGateway && html`<div class="banner warn" role="status"><p>${view.t('residents:register.noGateway')}</p></div>`}
    ${untoldPart(view, unit, counts.untold, hasGateway)} ${preview && previewPart(view, preview)}
    ${entryForm(view, state)} ${consentText(view)} ${entriesPart(view, entries, counts)}`,
  })
}
