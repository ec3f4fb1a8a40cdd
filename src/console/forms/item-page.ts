import {
  conditionsOf,
  isQuestion,
  itemsOf,
  limits,
  type FormContent,
  type FormItem,
  type FormQuestion,
  type ItemKind,
} from '../../forms/index.ts'
import { checkField, faultSummary, radioField, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { hidden, pathOf, trailOf } from './parts.ts'
import type { ReadableForm } from './readable-form.ts'
import { conditionWords, targetWords } from './skip-words.ts'

export type ItemState = ReadableForm & {
  readonly kind: ItemKind
  /** The item as it stands; undefined while it is new, or when another officer has just removed it. */
  readonly item: FormItem | undefined
  readonly sectionId: string
  readonly typed: Typed
  readonly faults: Faults
}

type Fields = { readonly view: View; readonly typed: Typed; readonly faults: Faults; readonly inEnglish: boolean }

/** One text in the languages of the form. */
const wordsFields = (
  { view, typed, faults, inEnglish }: Fields,
  name: 'text' | 'why',
  max: number,
  hint?: string,
): Html =>
  html`${textArea({ name, label: view.t(`form-builder:field.${name}`), hint, value: textOf(typed, name), rows: 2, maxlength: max, faults })}
  ${inEnglish && textArea({ name: `${name}_en`, label: view.t(`form-builder:field.${name}En`), value: textOf(typed, `${name}_en`), rows: 2, maxlength: max, faults })}`

const short = (
  { view, typed, faults }: Fields,
  name: 'atMost' | 'places' | 'from' | 'to' | 'least' | 'greatest',
  hint?: string,
): Html =>
  textField({
    name,
    label: view.t(`form-builder:field.${name}`),
    hint,
    value: textOf(typed, name),
    inputmode: 'numeric',
    size: 'short',
    faults,
  })

const endFields = ({ view, typed, faults, inEnglish }: Fields, name: 'low' | 'high'): Html =>
  html`${textField({ name, label: view.t(`form-builder:field.${name}`), value: textOf(typed, name), maxlength: limits.choice, faults })}
  ${inEnglish && textField({ name: `${name}_en`, label: view.t(`form-builder:field.${name}En`), value: textOf(typed, `${name}_en`), maxlength: limits.choice, faults })}`

const choiceFields = ({ view, typed, faults, inEnglish }: Fields): Html =>
  html`${textArea({ name: 'choices', label: view.t('form-builder:field.choices'), hint: view.t('form-builder:field.choicesHint', { max: limits.choices }), value: textOf(typed, 'choices'), rows: 6, faults })}
  ${inEnglish && textArea({ name: 'choices_en', label: view.t('form-builder:field.choicesEn'), hint: view.t('form-builder:field.choicesEnHint'), value: textOf(typed, 'choices_en'), rows: 6, faults })}`

const kindFields = (fields: Fields, kind: ItemKind): Piece => {
  const { view, typed, faults } = fields
  switch (kind) {
    case 'single':
      return html`${choiceFields(fields)}
      ${radioField({
        name: 'measures',
        label: view.t('form-builder:field.measures'),
        hint: view.t('form-builder:field.measuresHint'),
        value: textOf(typed, 'measures'),
        options: (['none', 'sex', 'age'] as const).map((value) => ({
          value: value === 'none' ? '' : value,
          label: view.t(`form-builder:measures.${value}`),
        })),
        faults,
      })}`
    case 'multiple':
      return html`${choiceFields(fields)} ${short(fields, 'atMost', view.t('form-builder:field.atMostHint'))}`
    case 'ranking':
      return html`${choiceFields(fields)} ${short(fields, 'places', view.t('form-builder:field.placesHint'))}`
    case 'scale':
      return html`${short(fields, 'from')} ${endFields(fields, 'low')} ${short(fields, 'to')}
      ${endFields(fields, 'high')}`
    case 'number':
      return html`${short(fields, 'least')} ${short(fields, 'greatest')}`
    case 'short_text':
    case 'long_text':
    case 'voice':
    case 'photo':
    case 'note':
      return null
  }
}

/** For each answer, where it goes on. Whatever the way, faults are told beside the item in the list. */
const skipPart = (view: View, state: ItemState, content: FormContent, item: FormQuestion): Html => {
  const items = itemsOf(content)
  const targets = [
    ...items
      .filter((one) => one.id !== item.id)
      .map(({ id }) => ({ value: id, label: targetWords(view, content, id) })),
    { value: 'end', label: targetWords(view, content, 'end') },
  ]
  const conditions = conditionsOf(item).filter((when) => when !== 'skipped' || !item.required)
  return html`<section class="panel" aria-labelledby="skips">
    <h2 id="skips">${view.t('form-builder:skip.title')}</h2>
    <p class="hint">${view.t('form-builder:skip.lead')}</p>
    <form method="post" action="${pathOf(state.form.id, `items/${item.id}/skips`)}" novalidate>
      ${hidden(view, state.form)}
      ${conditions.map((when) =>
        selectField({
          name: `skip-${when}`,
          label: view.t('form-builder:skip.when', { when: conditionWords(view, item, when) }),
          value: item.skips?.find((skip) => skip.when === when)?.to ?? '',
          empty: view.t('form-builder:skip.next'),
          options: targets,
        }),
      )}
      ${submit(view.t('form-builder:skip.save'), 'quiet')}
    </form>
  </section>`
}

/** One item: its words, and what its kind asks for besides. */
export const itemPage = (view: View, state: ItemState): Html => {
  const { form, content, kind, item, sectionId, typed, faults } = state
  const fields: Fields = { view, typed, faults, inEnglish: content.inEnglish }
  const place = item ? itemsOf(content).findIndex(({ id }) => id === item.id) + 1 : 0
  return appPage(view, {
    title: item ? view.t('form-builder:item.place', { place }) : view.t('form-builder:item.new'),
    trail: [...trailOf(view, state), { path: pathOf(form.id, 'build'), label: view.t('form-builder:build.title') }],
    lead: `${view.t(`form-builder:kind.${kind}`)}: ${view.t(`form-builder:kindHint.${kind}`)}`,
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${pathOf(form.id, item ? `items/${item.id}` : 'items/new')}" class="panel" novalidate>
        ${hidden(view, form)}<input type="hidden" name="kind" value="${kind}" /><input
          type="hidden"
          name="section"
          value="${sectionId}"
        />
        ${wordsFields(fields, 'text', limits.text)} ${kindFields(fields, kind)}
        ${
          kind !== 'note' &&
          html`${wordsFields(fields, 'why', limits.why, view.t('form-builder:field.whyHint'))}
          ${checkField({
            name: 'required',
            label: view.t('form-builder:field.required'),
            values: [textOf(typed, 'required')],
            options: [
              {
                value: 'yes',
                label: view.t('form-builder:field.requiredYes'),
                hint: view.t('form-builder:field.requiredHint'),
              },
            ],
            faults,
          })}`
        }
        <p class="actions">
          ${submit(view.t('form-builder:item.save'))}
          <a class="button quiet" href="${pathOf(form.id, 'build')}">${view.t('form-builder:item.back')}</a>
        </p>
      </form>
      ${item && isQuestion(item) && skipPart(view, state, content, item)}
      ${
        item &&
        html`<details class="panel">
          <summary>${view.t('form-builder:item.remove')}</summary>
          <p>${view.t('form-builder:item.removeHint')}</p>
          <form method="post" action="${pathOf(form.id, `items/${item.id}/remove`)}">
            ${hidden(view, form)} ${submit(view.t('form-builder:item.removeSubmit'), 'danger')}
          </form>
        </details>`
      }`,
  })
}
