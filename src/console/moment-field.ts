import {
  atVietnamTime,
  readPlainDate,
  vietnamDate,
  vietnamTime,
  type PlainDate,
} from '../kernel/calendar/plain-date.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { parseDateVi } from '../kernel/calendar/parse-date.ts'
import { textOf, type Faults, type Form } from './forms.ts'
import { html, type Html, type Piece } from './html.ts'
import type { View } from './view.ts'

const invalid = new Date(Number.NaN)

/** "8", "8h", "8h30", "8 giờ 30", "08:30" → `HH:MM`; null for anything else. */
export const readTime = (text: string): string | null => {
  const [, hour, minutes] = /^(\d{1,2})(?:\s*(?:[:.h]|giờ|gio)\s*(\d{2})?)?(?::00)?$/iu.exec(text.trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minutes ?? 0) > 59) return null
  return `${hour.padStart(2, '0')}:${minutes ?? '00'}`
}

const readDay = (text: string, today: PlainDate): PlainDate | null => readPlainDate(text) ?? parseDateVi(text, today)

/**
 * A moment from two fields, day and time of day in Vietnam. Null when both are empty; an invalid date when they do not
 * make a moment, for the verb to refuse beside the field.
 */
export const readMoment = (form: Form, name: string, now: Date): Date | null => {
  const day = textOf(form, `${name}_date`).trim()
  const time = textOf(form, `${name}_time`).trim()
  if (day === '' && time === '') return null
  const date = readDay(day, vietnamDate(now))
  const clock = readTime(time)
  return date === null || clock === null ? invalid : atVietnamTime(date, clock)
}

/** The same the other way round. */
export const momentParts = (name: string, at: Date | null): Record<string, string> =>
  at === null ? {} : { [`${name}_date`]: formatShortDateVi(vietnamDate(at)), [`${name}_time`]: vietnamTime(at) }

type TimeInput = {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly form: Form
  readonly marks: Piece
}

/**
 * A time of day as people write it, with the hour from 0 to 23; `readTime` reads it. The pickers of browsers ask for
 * AM or PM where the computer's language does.
 */
export const timeInput = (view: View, { id, name, label, form, marks }: TimeInput): Html =>
  html`<label class="visually-hidden" for="${id}">${label}</label>
    <input
      id="${id}"
      name="${name}"
      value="${textOf(form, name)}"
      placeholder="${view.t('console:field.timeForm')}"
      autocomplete="off"
      ${marks}
    />`

type MomentField = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly form: Form
  readonly faults: Faults
}

/**
 * Two plain fields: the pickers of browsers write day and month in the order of the computer's language, and a session
 * announced for the wrong day is worse than a few keys more. Any way people write a day or a time is read.
 */
export const momentField = (view: View, { name, label, hint, form, faults }: MomentField): Html => {
  const fault = faults[name]
  const marks = html`aria-describedby="${hint && `f-${name}-hint`} ${fault && `f-${name}-fault`}"
  ${fault && html`aria-invalid="true"`}`
  return html`<fieldset class="field">
    <legend>${label}</legend>
    ${hint && html`<p class="hint" id="f-${name}-hint">${hint}</p>`}
    ${fault && html`<p class="fault" id="f-${name}-fault">${fault}</p>`}
    <div class="moment">
      <label class="visually-hidden" for="f-${name}">${label}: ${view.t('console:field.day')}</label>
      <input
        id="f-${name}"
        name="${name}_date"
        value="${textOf(form, `${name}_date`)}"
        placeholder="${view.t('console:field.dayForm')}"
        autocomplete="off"
        ${marks}
      />
      ${timeInput(view, { id: `f-${name}-time`, name: `${name}_time`, label: `${label}: ${view.t('console:field.time')}`, form, marks })}
    </div>
  </fieldset>`
}
