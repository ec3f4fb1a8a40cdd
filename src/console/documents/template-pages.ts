import {
  documentKinds,
  families,
  knownFields,
  templateMax,
  templateTexts,
  type DocumentKind,
  type OfficialDocument,
  type TemplateInForce,
  type TemplateText,
} from '../../documents/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, radioField, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { officialLetter } from './official-page.ts'

export const templatesPath = '/console/documents'

const from = (view: View, unit: Unit, inForce: TemplateInForce, names: ReadonlyMap<string, string>): string => {
  if (inForce.unitId === null) return view.t('documents:from.standard')
  if (inForce.unitId === unit.id) return view.t('documents:from.own')
  return view.t('documents:from.above', { unit: names.get(inForce.unitId) ?? inForce.unitId })
}

type Listed = {
  readonly units: readonly Unit[]
  readonly unit: Unit | undefined
  readonly inForce: ReadonlyMap<DocumentKind, TemplateInForce>
  /** Of the units whose templates are in force. */
  readonly names: ReadonlyMap<string, string>
}

export const templatesPage = (view: View, { units, unit, inForce, names }: Listed): Html =>
  appPage(view, {
    title: view.t('documents:title'),
    lead: view.t('documents:lead'),
    body:
      unit === undefined
        ? html`<div class="empty">
            <p class="empty-title">${view.t('documents:noUnits')}</p>
            <p>${view.t('documents:noUnitsHint')}</p>
          </div>`
        : html`${
              units.length > 1 &&
              html`<form method="get" action="${templatesPath}" class="panel">
                ${selectField({ name: 'unit', label: view.t('documents:unit'), value: unit.id, options: units.map(({ id, fullName }) => ({ value: id, label: fullName })) })}
                ${submit(view.t('documents:show'), 'quiet')}
              </form>`
            }
            <ul class="rows">
              ${documentKinds.map((kind) => {
                const standing = inForce.get(kind)
                return html`<li class="row">
                  <span class="stacked">
                    <a href="${templatesPath}/${kind}?unit=${unit.id}">${view.t(`documents:kind.${kind}`)}</a>
                    ${standing && html`<span class="hint">${from(view, unit, standing, names)}</span>`}
                  </span>
                </li>`
              })}
            </ul>`,
  })

type Editing = {
  readonly unit: Unit
  readonly kind: DocumentKind
  readonly hasOwn: boolean
  readonly form: Form
  readonly faults: Faults
  readonly preview: OfficialDocument | null
}

const long: readonly TemplateText[] = ['abstract', 'body', 'recipients']
const rows: Readonly<Partial<Record<TemplateText, number>>> = { abstract: 2, body: 22, recipients: 5 }
const hints: Readonly<Partial<Record<TemplateText, PhraseKey>>> = {
  title: 'documents:hint.title',
  body: 'documents:hint.body',
}

const fieldOf = (view: View, name: TemplateText, { form, faults }: Editing): Html => {
  const hint = hints[name]
  const field = {
    name,
    label: view.t(`documents:text.${name}`),
    value: textOf(form, name),
    maxlength: templateMax[name],
    faults,
    ...(hint === undefined ? {} : { hint: view.t(hint) }),
  }
  return long.includes(name)
    ? textArea({ ...field, rows: rows[name] ?? 4 })
    : textField({ ...field, autocomplete: 'off' })
}

const fieldList = (view: View, title: string, names: readonly string[]): Html | false =>
  names.length > 0 &&
  html`<h3>${title}</h3>
    <dl class="facts">
      ${names.map(
        (name) =>
          html`<div>
            <dt><code>&lt;${name}&gt;</code></dt>
            <dd>${view.t(`documents:field.${name}` as PhraseKey)}</dd>
          </div>`,
      )}
    </dl>`

export const templatePage = (view: View, editing: Editing): Html => {
  const { unit, kind, hasOwn, form, faults, preview } = editing
  const path = `${templatesPath}/${kind}`
  const known = knownFields[kind]
  const seen = html`${formToken(view)}<input type="hidden" name="unit" value="${unit.id}" /><input
      type="hidden"
      name="version"
      value="${textOf(form, 'version')}"
    />`
  return appPage(view, {
    title: view.t(`documents:kind.${kind}`),
    trail: [{ path: `${templatesPath}?unit=${unit.id}`, label: view.t('documents:title') }],
    lead: unit.fullName,
    body: html`${faultSummary(view, faults)}
      ${
        preview &&
        html`<section aria-labelledby="preview">
          <h2 id="preview">${view.t('documents:preview')}</h2>
          ${officialLetter(preview)}
        </section>`
      }
      <form method="post" action="${path}" class="panel" novalidate>
        ${seen}
        ${radioField({ name: 'family', label: view.t('documents:family'), value: textOf(form, 'family'), options: families.map((value) => ({ value, label: view.t(`documents:family.${value}`) })), faults })}
        ${templateTexts.map((name) => fieldOf(view, name, editing))}
        <div class="actions">
          ${submit(view.t('documents:save'))}
          <button type="submit" name="look" value="1" class="button quiet">${view.t('documents:look')}</button>
        </div>
      </form>
      <section aria-labelledby="fields">
        <h2 id="fields">${view.t('documents:fields')}</h2>
        ${fieldList(view, view.t('documents:fieldsWords'), known.words)}
        ${fieldList(view, view.t('documents:fieldsBlocks'), known.blocks)}
      </section>
      ${
        hasOwn &&
        html`<form method="post" action="${path}/removal" class="panel">
          ${seen} ${submit(view.t('documents:drop'), 'danger')}
        </form>`
      }`,
  })
}
