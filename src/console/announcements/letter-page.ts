import type { LetterKind } from '../../broadcasts/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { faultSummary, formToken, submit, textArea } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import { plainTextArea } from '../plain-language/marks.ts'
import type { View } from '../view.ts'
import { circleFields } from './circle-part.ts'

export type LetterState = {
  readonly kind: LetterKind
  readonly dialogue: Dialogue
  readonly form: Form
  readonly faults: Faults
}

// A result goes to those who were told of the session and to those who took part in it.
const usual = {
  message: { of: ['asked', 'coming'], organisations: [] },
  result: { of: ['told', 'asked', 'coming'], organisations: [] },
} as const

/** An officer's own words to people of a session, and who they are. */
export const letterPage = (view: View, { kind, dialogue, form, faults }: LetterState): Html =>
  appPage(view, {
    title: view.t(`broadcasts:kind.${kind}`),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    body: html`${faultSummary(view, faults)}
      <p>${view.t(`console:letter.lead.${kind}`)}</p>
      <form method="post" action="/console/dialogues/${dialogue.id}/letters/${kind}" novalidate>
        ${formToken(view)}
        ${plainTextArea(view, {
          name: 'vi',
          label: view.t('console:letter.vi'),
          hint: view.t(`console:letter.hint.${kind}`),
          value: textOf(form, 'vi'),
          rows: 10,
          maxlength: 2000,
          required: true,
          faults,
        })}
        <details ${(faults['en'] || textOf(form, 'en') !== '') && html`open`}>
          <summary>${view.t('console:letter.enSummary')}</summary>
          ${textArea({
            name: 'en',
            label: view.t('console:letter.en'),
            hint: view.t('console:letter.enHint'),
            value: textOf(form, 'en'),
            rows: 8,
            maxlength: 2000,
            faults,
          })}
        </details>
        ${circleFields(view, { circle: usual[kind], form, faults })} ${submit(view.t('console:letter.draft'))}
      </form>`,
  })
