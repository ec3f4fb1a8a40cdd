import { circleParts, type Circle } from '../../broadcasts/index.ts'
import { organisations } from '../../residents/index.ts'
import { checkField } from '../fields.ts'
import { listOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

/** Who may be chosen as readers of a letter: groups of people, and among them members of organisations. */
export const circleFields = (
  view: View,
  { circle, form, faults }: { readonly circle: Circle | null; readonly form: Form; readonly faults: Faults },
): Html => {
  const isBack = form['circle'] !== undefined || form['organisations'] !== undefined
  return html`${checkField({
    name: 'circle',
    label: view.t('console:letter.circle'),
    options: circleParts.map((part) => ({ value: part, label: view.t(`broadcasts:circle.${part}`) })),
    values: isBack ? listOf(form, 'circle') : (circle?.of ?? []),
    faults,
  })}
  ${checkField({
    name: 'organisations',
    label: view.t('console:letter.organisations'),
    hint: view.t('console:letter.organisationsHint'),
    options: organisations.map((one) => ({ value: one, label: view.t(`residents:organisation.${one}`) })),
    values: isBack ? listOf(form, 'organisations') : (circle?.organisations ?? []),
    faults,
  })}`
}

/** Whom a letter is for, in words: "Những người đã gửi câu hỏi …; Hội Liên hiệp Phụ nữ". */
export const circleWords = (view: View, { of, organisations: members }: Circle): Html =>
  html`<ul class="plain">
      ${of.map((part) => html`<li>${view.t(`broadcasts:circle.${part}`)}</li>`)}
    </ul>
    ${
      members.length > 0 &&
      html`<p>
        ${view.t('console:letter.onlyMembers', {
          names: organisations
            .filter((one) => members.includes(one))
            .map((one) => view.t(`residents:organisation.${one}`))
            .join(', '),
        })}
      </p>`
    }`
