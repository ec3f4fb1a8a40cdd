import { expandAbbreviation } from '../../kernel/vietnamese/abbreviations.ts'
import { judgePlainLanguage, type PlainMark } from '../../kernel/vietnamese/plain-language.ts'
import { textArea } from '../fields.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

const shownMax = 120
const shorten = (text: string): string => (text.length <= shownMax ? text : `${text.slice(0, shownMax).trimEnd()}…`)

const lineOf = (view: View, mark: PlainMark): string => {
  switch (mark.kind) {
    case 'long':
      return view.t('plain-language:mark.long', { syllables: mark.syllables, text: shorten(mark.text) })
    case 'term':
      return view.t('plain-language:mark.term', { text: mark.text, instead: mark.instead })
    case 'abbreviation': {
      const full = expandAbbreviation(mark.text)
      return full === null
        ? view.t('plain-language:mark.abbreviation', { text: mark.text })
        : view.t('plain-language:mark.abbreviationAs', { text: mark.text, full })
    }
  }
}

/** What of a text is hard to read, by the published rule; nothing while there is no text. */
export const plainMarks = (view: View, text: string): Html => {
  if (text.trim() === '') return html``
  const marks = judgePlainLanguage(text)
  const rule = html`<a href="/cach-viet">${view.t('plain-language:rule.link')}</a>`
  if (marks.length === 0) return html`<p class="hint">${view.t('plain-language:mark.none')} ${rule}</p>`
  return html`<p class="hint"><strong>${view.t('plain-language:mark.title')}</strong> · ${rule}</p>
    <ul class="hint">
      ${marks.map((mark) => html`<li>${lineOf(view, mark)}</li>`)}
    </ul>`
}

/**
 * A field of a form for a Vietnamese text to residents: marked while typing, and after saving where scripts do not run.
 * The form's token goes along, because htmx sends the form around it.
 */
export const plainTextArea = (view: View, field: Parameters<typeof textArea>[0]): Html =>
  html`<div
    hx-post="/console/plain-language?field=${field.name}"
    hx-trigger="input changed delay:600ms from:find textarea"
    hx-target="find .plain-marks"
    hx-sync="this:replace"
  >
    ${textArea(field)}
    <div class="plain-marks" aria-live="polite">${plainMarks(view, field.value ?? '')}</div>
  </div>`
