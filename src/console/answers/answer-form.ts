import {
  answerWordsMax,
  basisMax,
  decisions,
  lineMax,
  whatIsNewMax,
  type Answer,
  type AnswerDraft,
} from '../../answers/index.ts'
import { readPlainDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { dayTyped } from '../dialogue-requests/readable-request.ts'
import { formToken, radioField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { plainTextArea } from '../plain-language/marks.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { pathOfAnswer } from './parts.ts'

const shown = (day: PlainDate | null): string => (day === null ? '' : shortDay(day))

export const formOfAnswer = (answer: Answer): Form => ({
  decision: answer.decision,
  words: answer.words,
  basis: answer.basis,
  responsible: answer.responsible,
  dueOn: shown(answer.dueOn),
  doneOn: shown(answer.doneOn),
  whatIsNew: answer.whatIsNew,
  answeringBody: answer.answeringBody,
  post: answer.post,
  personName: answer.personName ?? '',
  answeredOn: shown(answer.answeredOn),
})

const wrong = (field: string, what: 'noDay' | 'choose'): AppError =>
  new AppError('INVALID', `answer field ${field}`, { phrase: `answers:wrong.${what}`, field })

const dayOf = (form: Form, field: string, now: Date): PlainDate | null => {
  const typed = textOf(form, field).trim()
  if (typed === '') return null
  const day = readPlainDate(dayTyped(typed, now))
  if (day === null) throw wrong(field, 'noDay')
  return day
}

/** What the officer has typed as the verb takes it; what is no day or none of the list is refused beside its field. */
export const readAnswerForm = (form: Form, now: Date): AnswerDraft => {
  const decision = decisions.find((one) => one === textOf(form, 'decision'))
  if (decision === undefined) throw wrong('decision', 'choose')
  const answeredOn = dayOf(form, 'answeredOn', now)
  if (answeredOn === null) throw wrong('answeredOn', 'noDay')
  return {
    decision,
    words: textOf(form, 'words'),
    basis: textOf(form, 'basis'),
    responsible: textOf(form, 'responsible'),
    dueOn: dayOf(form, 'dueOn', now),
    doneOn: dayOf(form, 'doneOn', now),
    whatIsNew: textOf(form, 'whatIsNew'),
    answeringBody: textOf(form, 'answeringBody'),
    post: textOf(form, 'post'),
    personName: textOf(form, 'personName'),
    answeredOn,
  }
}

type Given = {
  readonly itemId: string
  readonly version: number
  readonly isAgain: boolean
  readonly form: Form
  readonly faults: Faults
}

/** The answer as it is written; kept as often as wanted, judged each time. */
export const answerForm = (view: View, { itemId, version, isAgain, form, faults }: Given): Html => {
  const line = (name: 'responsible' | 'answeringBody' | 'post' | 'personName', hint?: string): Html =>
    textField({
      name,
      label: view.t(`answers:form.${name}`),
      hint,
      value: textOf(form, name),
      autocomplete: 'off',
      maxlength: lineMax,
      faults,
    })
  const day = (name: 'dueOn' | 'doneOn' | 'answeredOn', hint?: string): Html =>
    textField({
      name,
      label: view.t(`answers:form.${name}`),
      hint,
      value: textOf(form, name),
      autocomplete: 'off',
      size: 'short',
      faults,
    })
  return html`<form method="post" action="${pathOfAnswer(itemId)}" class="panel" novalidate>
    ${formToken(view)}<input type="hidden" name="version" value="${textOf(form, 'version') || String(version)}" />
    ${radioField({
      name: 'decision',
      label: view.t('answers:form.decision'),
      value: textOf(form, 'decision'),
      options: decisions.map((value) => ({ value, label: view.t(`answers:decision.${value}`) })),
      faults,
    })}
    ${plainTextArea(view, {
      name: 'words',
      label: view.t('answers:form.words'),
      hint: view.t('answers:form.wordsHint'),
      value: textOf(form, 'words'),
      rows: 8,
      maxlength: answerWordsMax,
      required: true,
      faults,
    })}
    ${
      isAgain &&
      textArea({
        name: 'whatIsNew',
        label: view.t('answers:form.whatIsNew'),
        value: textOf(form, 'whatIsNew'),
        rows: 3,
        maxlength: whatIsNewMax,
        faults,
      })
    }
    ${textArea({
      name: 'basis',
      label: view.t('answers:form.basis'),
      hint: view.t('answers:form.basisHint'),
      value: textOf(form, 'basis'),
      rows: 2,
      maxlength: basisMax,
      faults,
    })}
    ${line('responsible', view.t('answers:form.responsibleHint'))} ${day('dueOn', view.t('answers:form.dayHint'))}
    ${day('doneOn', view.t('answers:form.dayHint'))} ${line('answeringBody')} ${line('post')} ${line('personName')}
    ${day('answeredOn')} ${submit(view.t('answers:form.save'))}
  </form>`
}
