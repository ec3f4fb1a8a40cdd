import { html, type Html, type Piece } from './html.ts'
import type { Faults } from './forms.ts'
import type { View } from './view.ts'

type Common = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly faults?: Faults
  readonly required?: boolean
  /** Of several forms on a page that ask for the same, which one it is: ids stay apart, and labels find their own field. */
  readonly of?: string | undefined
}

const faultOf = (field: Common): string | undefined => field.faults?.[field.name]

const idOf = (name: string, of?: string): string =>
  `f-${of === undefined ? '' : `${of}-`}${name}`.replaceAll(/[^A-Za-z0-9_-]/g, '-')

const describedBy = (field: Common): Piece => {
  const ids = [
    field.hint && `${idOf(field.name, field.of)}-hint`,
    faultOf(field) && `${idOf(field.name, field.of)}-fault`,
  ].filter(Boolean)
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`
}

const marks = (field: Common): Piece =>
  html`${describedBy(field)}${faultOf(field) && html` aria-invalid="true"`}${field.required && html` required`}`

const notes = (field: Common): Piece => [
  field.hint && html`<p class="hint" id="${idOf(field.name, field.of)}-hint">${field.hint}</p>`,
  faultOf(field) && html`<p class="fault" id="${idOf(field.name, field.of)}-fault">${faultOf(field)}</p>`,
]

export type TextField = Common & {
  readonly value?: string | undefined
  readonly type?: 'text' | 'password' | 'email' | 'url' | 'tel' | 'number' | 'date' | 'time' | 'search'
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'tel' | 'url'
  readonly maxlength?: number
  readonly min?: string
  readonly max?: string
  readonly size?: 'short' | 'medium'
  readonly autofocus?: boolean
}

export const textField = (field: TextField): Html => html`
  <div class="field">
    <label for="${idOf(field.name, field.of)}">${field.label}</label>
    ${notes(field)}
    <input
      id="${idOf(field.name, field.of)}"
      name="${field.name}"
      type="${field.type ?? 'text'}"
      value="${field.value ?? ''}"
      ${field.size && html`class="${field.size}"`}
      ${field.autocomplete && html`autocomplete="${field.autocomplete}"`}
      ${field.inputmode && html`inputmode="${field.inputmode}"`}
      ${field.maxlength && html`maxlength="${field.maxlength}"`}
      ${field.min !== undefined && html`min="${field.min}"`}
      ${field.max !== undefined && html`max="${field.max}"`}
      ${field.autofocus && html`autofocus`}
      ${marks(field)}
    />
  </div>
`

export const textArea = (
  field: Common & { readonly value?: string | undefined; readonly rows?: number; readonly maxlength?: number },
): Html => html`
  <div class="field">
    <label for="${idOf(field.name, field.of)}">${field.label}</label>
    ${notes(field)}
    <textarea
      id="${idOf(field.name, field.of)}"
      name="${field.name}"
      rows="${field.rows ?? 4}"
      ${field.maxlength && html`maxlength="${field.maxlength}"`}
      ${marks(field)}
    >
${field.value ?? ''}</textarea>
  </div>
`

export type Option = { readonly value: string; readonly label: string; readonly hint?: string | undefined }

export const selectField = (
  field: Common & { readonly value?: string | undefined; readonly options: readonly Option[]; readonly empty?: string },
): Html => html`
  <div class="field">
    <label for="${idOf(field.name, field.of)}">${field.label}</label>
    ${notes(field)}
    <select id="${idOf(field.name, field.of)}" name="${field.name}" ${marks(field)}>
      ${field.empty !== undefined && html`<option value="">${field.empty}</option>`}
      ${field.options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === field.value && html`selected`}>${label}</option>`,
      )}
    </select>
  </div>
`

const choice = (
  kind: 'radio' | 'checkbox',
  { name, of }: Pick<Common, 'name' | 'of'>,
  option: Option,
  index: number,
  checked: boolean,
): Html => html`
  <div class="choice">
    <input
      type="${kind}"
      id="${idOf(name, of)}${index === 0 ? '' : `-${index}`}"
      name="${name}"
      value="${option.value}"
      ${checked && html`checked`}
    />
    <label for="${idOf(name, of)}${index === 0 ? '' : `-${index}`}"
      >${option.label}${option.hint && html`<span class="hint">${option.hint}</span>`}</label
    >
  </div>
`

/** Radio buttons with a legend. */
export const radioField = (
  field: Common & {
    readonly value?: string | undefined
    readonly options: readonly Option[]
    readonly layout?: 'across'
  },
): Html => html`
  <fieldset class="field" ${describedBy(field)}>
    <legend>${field.label}</legend>
    ${notes(field)}
    <div class="choices ${field.layout ?? ''}">
      ${field.options.map((option, index) => choice('radio', field, option, index, option.value === field.value))}
    </div>
  </fieldset>
`

/** Checkboxes with a legend; several may be ticked. */
export const checkField = (
  field: Common & {
    readonly values: readonly string[]
    readonly options: readonly Option[]
    readonly layout?: 'across'
  },
): Html => html`
  <fieldset class="field" ${describedBy(field)}>
    <legend>${field.label}</legend>
    ${notes(field)}
    <div class="choices ${field.layout ?? ''}">
      ${field.options.map((option, index) =>
        choice('checkbox', field, option, index, field.values.includes(option.value)),
      )}
    </div>
  </fieldset>
`

/** The hidden proof that a form is ours. Stands in every form that changes something. */
export const formToken = (view: View): Html => html`<input type="hidden" name="_token" value="${view.formToken}" />`

/** What is wrong, above the form, each line leading to its field. Empty when all is well. */
export const faultSummary = (view: View, faults: Faults): Piece => {
  const entries = Object.entries(faults)
  return (
    entries.length > 0 &&
    html`<div class="banner bad" role="alert" tabindex="-1" autofocus>
      <p><strong>${view.t('console:form.faults')}</strong></p>
      <ul>
        ${entries.map(
          ([name, sentence]) =>
            html`<li>${name === '' ? sentence : html`<a href="#${idOf(name)}">${sentence}</a>`}</li>`,
        )}
      </ul>
    </div>`
  )
}

export const submit = (label: string, kind: 'primary' | 'quiet' | 'danger' = 'primary'): Html =>
  html`<button class="button ${kind}" type="submit">${label}</button>`
