import type { Dialogue } from '../../dialogues/index.ts'
import { reviewPoints, lengths, type Review } from '../../plans/index.ts'
import { faultSummary, formToken, radioField, submit, textArea } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'

type State = {
  readonly dialogue: Dialogue
  readonly review: Review | undefined
  readonly mayWrite: boolean
  readonly form: Form
  readonly faults: Faults
}

const read = (view: View, review: Review): Html =>
  html`<div class="panel">
    <ul>
      ${reviewPoints.map((point) => {
        const mark = review.marks[point]
        return mark && html`<li>${view.t(`plans:point.${point}`)}: ${view.t(`plans:mark.${mark}`)}</li>`
      })}
    </ul>
    ${(['good', 'weak', 'lessons'] as const).map(
      (part) =>
        review[part] !== '' &&
        html`<h2>${view.t(`plans:review.${part}`)}</h2>
          ${paragraphs(review[part])}`,
    )}
  </div>`

/** Rút kinh nghiệm of one session. */
export const reviewPage = (view: View, { dialogue, review, mayWrite, form, faults }: State): Html =>
  appPage(view, {
    title: view.t('plans:review.title'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:nav.dialogues') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    lead: view.t('plans:review.lead'),
    body: mayWrite
      ? html`${faultSummary(view, faults)}
          <form method="post" action="/console/dialogues/${dialogue.id}/review" class="panel" novalidate>
            ${formToken(view)}<input type="hidden" name="version" value="${textOf(form, 'version')}" />
            ${reviewPoints.map((point) =>
              radioField({
                name: point,
                label: view.t(`plans:point.${point}`),
                value: textOf(form, point),
                layout: 'across',
                options: [
                  { value: 'good', label: view.t('plans:mark.good') },
                  { value: 'weak', label: view.t('plans:mark.weak') },
                  { value: '', label: view.t('plans:mark.none') },
                ],
                faults,
              }),
            )}
            ${(['good', 'weak', 'lessons'] as const).map((name) =>
              textArea({
                name,
                label: view.t(`plans:review.${name}`),
                ...(name === 'lessons' ? { hint: view.t('plans:review.lessonsHint') } : {}),
                value: textOf(form, name),
                rows: 4,
                maxlength: lengths.words,
                faults,
              }),
            )}
            ${submit(view.t('plans:save'))}
          </form>`
      : review
        ? read(view, review)
        : html`<p>${view.t('plans:review.none')}</p>`,
  })
