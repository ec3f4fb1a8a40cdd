import {
  competences,
  householdsMax,
  opinionClasses,
  opinionKinds,
  reaches,
  titleMax,
  type Item,
  type ItemHead,
} from '../../questions/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { checkField, radioField, selectField, textField, type Option } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

/** What stands in the fields: as typed, or as the item has it. */
export type HeadForm = {
  readonly title: string
  readonly opinionClass: string
  readonly kind: string
  readonly topicId: string
  readonly reach: string
  readonly households: string
  readonly marks: readonly string[]
  readonly competence: string
  readonly competentBody: string
}

export const formOfItem = (item: Item): HeadForm => ({
  title: item.title ?? '',
  opinionClass: item.opinionClass,
  kind: item.kind,
  topicId: item.topicId ?? '',
  reach: item.reach,
  households: item.households === null ? '' : String(item.households),
  marks: [...(item.isRisk ? ['risk'] : []), ...(item.isHotSpot ? ['hotSpot'] : [])],
  competence: item.competence,
  competentBody: item.competentBody ?? '',
})

export const headFormOf = (form: Form): HeadForm => ({
  title: textOf(form, 'title'),
  opinionClass: textOf(form, 'opinionClass'),
  kind: textOf(form, 'kind'),
  topicId: textOf(form, 'topicId'),
  reach: textOf(form, 'reach'),
  households: textOf(form, 'households'),
  marks: listOf(form, 'marks'),
  competence: textOf(form, 'competence'),
  competentBody: textOf(form, 'competentBody'),
})

const oneOf = <Value extends string>(values: readonly Value[], given: string, field: string): Value => {
  const found = values.find((value) => value === given)
  if (found !== undefined) return found
  throw new AppError('INVALID', `${field} is none of the list`, { phrase: 'items:form.choose', field })
}

/** What the officer has typed as the verb takes it; what is no number or none of a list is refused beside its field. */
export const readHeadForm = (form: HeadForm): ItemHead & { readonly title: string } => {
  const households = form.households.trim()
  return {
    title: form.title,
    opinionClass: oneOf(opinionClasses, form.opinionClass, 'opinionClass'),
    kind: oneOf(opinionKinds, form.kind, 'kind'),
    topicId: isId(form.topicId) ? form.topicId : null,
    reach: oneOf(reaches, form.reach, 'reach'),
    households: households === '' ? null : /^\d+$/.test(households) ? Number(households) : Number.NaN,
    isRisk: form.marks.includes('risk'),
    isHotSpot: form.marks.includes('hotSpot'),
    competence: oneOf(competences, form.competence, 'competence'),
    competentBody: form.competentBody,
  }
}

/** What is decided about a matter. The words of its opinions are not among it. */
export const headFields = (
  view: View,
  form: HeadForm,
  options: { readonly topics: readonly Option[]; readonly faults: Faults },
): Html => {
  const { topics, faults } = options
  return html`${textField({
    name: 'title',
    label: view.t('items:form.title'),
    hint: view.t('items:form.titleHint'),
    value: form.title,
    maxlength: titleMax,
    faults,
  })}
  ${selectField({
    name: 'opinionClass',
    label: view.t('items:form.class'),
    value: form.opinionClass,
    options: opinionClasses.map((value) => ({ value, label: view.t(`questions:class.${value}`) })),
    faults,
  })}
  ${radioField({
    name: 'kind',
    label: view.t('items:form.kind'),
    value: form.kind,
    layout: 'across',
    options: opinionKinds.map((value) => ({ value, label: view.t(`items:kind.${value}`) })),
    faults,
  })}
  ${selectField({
    name: 'topicId',
    label: view.t('items:form.topic'),
    value: form.topicId,
    empty: view.t('items:form.noTopic'),
    options: topics,
    faults,
  })}
  ${selectField({
    name: 'reach',
    label: view.t('items:form.reach'),
    value: form.reach,
    options: reaches.map((value) => ({ value, label: view.t(`items:reach.${value}`) })),
    faults,
  })}
  ${textField({
    name: 'households',
    label: view.t('items:form.households'),
    hint: view.t('items:form.householdsHint', { max: householdsMax }),
    value: form.households,
    inputmode: 'numeric',
    size: 'short',
    faults,
  })}
  ${checkField({
    name: 'marks',
    label: view.t('items:form.marks'),
    values: form.marks,
    options: [
      { value: 'risk', label: view.t('items:mark.risk') },
      { value: 'hotSpot', label: view.t('items:mark.hotSpot') },
    ],
    faults,
  })}
  ${selectField({
    name: 'competence',
    label: view.t('items:form.competence'),
    value: form.competence,
    options: competences.map((value) => ({ value, label: view.t(`items:competence.${value}`) })),
    faults,
  })}
  ${textField({
    name: 'competentBody',
    label: view.t('items:form.competentBody'),
    hint: view.t('items:form.competentBodyHint'),
    value: form.competentBody,
    maxlength: 120,
    faults,
  })}`
}
