import { html } from 'hono/html'
import {
  isOpenKind,
  placesOf,
  sectionOf,
  wordsIn,
  type Form,
  type FormContent,
  type FormItem,
  type FormQuestion,
  type Value,
} from '../forms/index.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { describeTime } from '../dialogues/index.ts'
import { progressOf, type FormState } from './form-state.ts'
import { page } from './verify-page.ts'

type Html = ReturnType<typeof html>

type Shown = {
  readonly locale: Locale
  readonly form: Form
  readonly content: FormContent
  readonly state: FormState
  /** Sentence beside the question that it is about. */
  readonly fault?: { readonly item: string; readonly words: string } | undefined
  /** What was typed on this page and was not taken. */
  readonly typed?: Readonly<Record<string, Value>>
  /** The same as it stood in the fields: what is no number is shown again as well. */
  readonly raw?: Readonly<Record<string, unknown>>
}

const chosenOf = (value: Value | undefined): readonly string[] => {
  if (!value) return []
  if ('choice' in value) return [value.choice]
  if ('choices' in value) return value.choices
  return 'number' in value && !Number.isNaN(value.number) ? [String(value.number)] : []
}

const listField = (
  { locale }: Shown,
  item: FormQuestion & { readonly kind: 'single' | 'multiple' },
  value: Value | undefined,
): Html => {
  const chosen = new Set(chosenOf(value))
  const type = item.kind === 'single' ? 'radio' : 'checkbox'
  return html`${item.choices.map(
    (choice) =>
      html`<label class="choice"
        ><input
          type="${type}"
          name="q-${item.id}"
          value="${choice.id}"
          ${chosen.has(choice.id) ? html`checked` : ''}
        /><span>${wordsIn(locale, choice.text)}</span></label
      >`,
  )}`
}

const scaleField = (
  { locale }: Shown,
  item: FormQuestion & { readonly kind: 'scale' },
  value: Value | undefined,
): Html => {
  const [chosen] = chosenOf(value)
  const steps = Array.from({ length: item.to - item.from + 1 }, (_none, at) => String(item.from + at))
  return html`<div class="scale">
    ${item.low ? html`<span class="note">${item.from}: ${wordsIn(locale, item.low)}</span>` : ''}
    <div class="steps">
      ${steps.map(
        (step) =>
          html`<label class="choice"
            ><input type="radio" name="q-${item.id}" value="${step}" ${chosen === step ? html`checked` : ''} /><span
              >${step}</span
            ></label
          >`,
      )}
    </div>
    ${item.high ? html`<span class="note">${item.to}: ${wordsIn(locale, item.high)}</span>` : ''}
  </div>`
}

const rankingField = (
  { locale }: Shown,
  item: FormQuestion & { readonly kind: 'ranking' },
  value: Value | undefined,
): Html => {
  const chosen = chosenOf(value)
  return html`${Array.from(
    { length: placesOf(item) },
    (_none, at) =>
      html`<label
        >${phrase(locale, 'form-web:place', { place: at + 1 })}
        <select name="q-${item.id}-${at + 1}">
          <option value="">${phrase(locale, 'form-web:choose')}</option>
          ${item.choices.map(
            (choice) =>
              html`<option value="${choice.id}" ${chosen[at] === choice.id ? html`selected` : ''}>
                ${wordsIn(locale, choice.text)}
              </option>`,
          )}
        </select></label
      >`,
  )}`
}

const fieldOf = (shown: Shown, item: FormQuestion, value: Value | undefined): Html => {
  const { locale } = shown
  const text = value && 'text' in value ? value.text : ''
  const raw = shown.raw?.[`q-${item.id}`]
  switch (item.kind) {
    case 'single':
    case 'multiple':
      return listField(shown, item, value)
    case 'scale':
      return scaleField(shown, item, value)
    case 'ranking':
      return rankingField(shown, item, value)
    case 'number':
      return html`<input
        name="q-${item.id}"
        inputmode="numeric"
        autocomplete="off"
        aria-labelledby="t-${item.id}"
        value="${typeof raw === 'string' ? raw : (chosenOf(value)[0] ?? '')}"
      />`
    case 'short_text':
      return html`<input name="q-${item.id}" maxlength="400" aria-labelledby="t-${item.id}" value="${text}" />`
    case 'long_text':
      return html`<textarea name="q-${item.id}" rows="5" maxlength="4000" aria-labelledby="t-${item.id}">
${text}</textarea>`
    case 'voice':
    case 'photo':
      return html`<p class="note">${phrase(locale, `form-web:byChat.${item.kind}`)}</p>`
  }
}

const hintOf = (locale: Locale, item: FormQuestion): string => {
  if (item.kind === 'multiple') {
    return item.most === undefined
      ? phrase(locale, 'form-web:several')
      : phrase(locale, 'form-web:atMost', { most: item.most })
  }
  if (item.kind === 'number') return phrase(locale, 'form-web:between', { least: item.least, most: item.most })
  return ''
}

const questionOf = (shown: Shown, item: FormItem): Html => {
  const { locale, state, typed, fault } = shown
  if (item.kind === 'note') return html`<p class="told">${wordsIn(locale, item.text)}</p>`
  const value = typed && item.id in typed ? typed[item.id] : state.values[item.id]
  const hint = hintOf(locale, item)
  const isWrong = fault?.item === item.id
  return html`<fieldset id="${item.id}" ${isWrong ? html`aria-describedby="fault-${item.id}"` : ''}>
    <legend id="t-${item.id}">
      ${wordsIn(locale, item.text)}
      ${item.required ? '' : html`<small class="note">${phrase(locale, 'form-web:optional')}</small>`}
    </legend>
    ${hint === '' ? '' : html`<p class="note">${hint}</p>`}
    ${isWrong ? html`<p class="verdict bad" id="fault-${item.id}" role="alert">${fault.words}</p>` : ''}
    ${fieldOf(shown, item, value)}
    ${
      item.why
        ? html`<details>
            <summary>${phrase(locale, 'form-web:why')}</summary>
            <p>${wordsIn(locale, item.why)}</p>
          </details>`
        : ''
    }
  </fieldset>`
}

/** What the form is, who sees the answers and what becomes of them; on the first page. */
const opening = ({ locale, form, content }: Shown): Html =>
  html`<p>${wordsIn(locale, content.intro)}</p>
    <ul>
      <li>${phrase(locale, `form-web:naming.${form.naming}`)}</li>
      <li>${phrase(locale, `form-web:counts.${form.counts}`)}</li>
      <li>${phrase(locale, 'form-web:until', { until: describeTime(locale, form.closesAt) })}</li>
      ${content.isNoDecision ? html`<li>${phrase(locale, 'form-web:noDecision')}</li>` : ''}
    </ul>`

const hidden = (state: FormState): Html => html`<input type="hidden" name="state" value="${JSON.stringify(state)}" />`

/** One page of the form: a few questions, forward and back. */
export const questionsPage = (shown: Shown, items: readonly FormItem[]): Html => {
  const { locale, form, content, state } = shown
  const { done, all } = progressOf(content, state)
  const first = items.find((item) => item.kind !== 'note')
  const section = first ? sectionOf(content, first.id) : undefined
  const title = section ? wordsIn(locale, section.title) : ''
  return page(
    locale,
    wordsIn(locale, content.title),
    html`${state.steps.length === 0 ? opening(shown) : ''}
      <p class="note">${phrase(locale, 'form-web:progress', { done, all })}</p>
      ${title === '' ? '' : html`<h2>${title}</h2>`}
      <form method="post" action="/phieu/${form.code}" class="answers">
        ${hidden(state)} ${items.map((item) => questionOf(shown, item))}
        <div class="ways">
          <button name="act" value="next">${phrase(locale, 'form-web:next')}</button>
          ${
            state.steps.length === 0
              ? ''
              : html`<button name="act" value="back" class="quiet" formnovalidate>
                  ${phrase(locale, 'form-web:back')}
                </button>`
          }
        </div>
      </form>`,
    'alone',
  )
}

const answerWords = (locale: Locale, item: FormQuestion, value: Value | undefined): string => {
  if (!value) return phrase(locale, 'form-web:notAnswered')
  if ('text' in value) return value.text
  const chosen = chosenOf(value)
  if (!('choices' in item)) return chosen.join(', ')
  const named = chosen.map((id) => {
    const choice = item.choices.find((one) => one.id === id)
    return choice ? wordsIn(locale, choice.text) : id
  })
  return item.kind === 'ranking' ? named.map((one, at) => `${at + 1}. ${one}`).join('; ') : named.join('; ')
}

export type ReviewFields = {
  readonly place: string
  readonly household: string
  readonly slip: string
}

type Review = Shown & {
  readonly passed: readonly FormItem[]
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly fields: ReviewFields
  /** The sentence about a field, or about the whole. */
  readonly refused?: string | undefined
}

/** Everything that was answered, to be looked through, and what is asked of whoever sends it. */
export const reviewPage = ({ locale, form, content, state, passed, places, fields, refused }: Review): Html =>
  page(
    locale,
    wordsIn(locale, content.title),
    html`<h2>${phrase(locale, 'form-web:review')}</h2>
      ${refused === undefined ? '' : html`<p class="verdict bad" role="alert">${refused}</p>`}
      <dl class="review">
        ${passed.flatMap((item) => {
          if (item.kind === 'note') return []
          const isFile = isOpenKind(item.kind) && item.kind !== 'short_text' && item.kind !== 'long_text'
          const said = isFile ? phrase(locale, 'form-web:notHere') : answerWords(locale, item, state.values[item.id])
          // Line breaks of the answer show, so none of the page's own may stand in it.
          return [
            html`<div>
              <dt>${wordsIn(locale, item.text)}</dt>
              <dd>${said}</dd>
            </div>`,
          ]
        })}
      </dl>
      <form method="post" action="/phieu/${form.code}" class="answers">
        ${hidden(state)}
        ${
          places.length === 0
            ? ''
            : html`<label
                >${phrase(locale, 'form-web:where')}
                <select name="place">
                  <option value="">${phrase(locale, 'form-web:notSaid')}</option>
                  ${places.map(
                    ({ id, name }) =>
                      html`<option value="${id}" ${fields.place === id ? html`selected` : ''}>${name}</option>`,
                  )}
                </select></label
              >`
        }
        ${
          form.audience === 'codes'
            ? html`<label
                >${phrase(locale, 'form-web:slip')}
                <input name="slip" inputmode="numeric" autocomplete="off" required value="${fields.slip}"
              /></label>`
            : ''
        }
        ${
          form.counts !== 'persons' && form.audience !== 'codes'
            ? html`<label
                  >${phrase(locale, 'form-web:household')}
                  <input name="household" autocomplete="street-address" required value="${fields.household}"
                /></label>
                <p class="note">${phrase(locale, 'form-web:householdWhy')}</p>`
            : ''
        }
        <p class="note">${phrase(locale, 'form-web:consent')}</p>
        <div class="ways">
          <button name="act" value="send">${phrase(locale, 'form-web:send')}</button>
          <button name="act" value="back" class="quiet" formnovalidate>${phrase(locale, 'form-web:back')}</button>
        </div>
      </form>`,
    'alone',
  )

/** Sent, or not possible: one sentence, and for what was sent its receipt. */
export const endPage = (
  locale: Locale,
  title: string,
  told: { readonly words: string; readonly isGood: boolean; readonly code?: string; readonly isAside?: boolean },
): Html =>
  page(
    locale,
    title,
    html`<p class="verdict ${told.isGood ? 'good' : 'plain'}" role="status">${told.words}</p>
      ${told.isAside === true ? html`<p>${phrase(locale, 'form-web:aside')}</p>` : ''}
      ${
        told.code === undefined
          ? ''
          : html`<p>${phrase(locale, 'form-web:code')}</p>
              <p class="ticket-code">${told.code}</p>
              <p class="note">${phrase(locale, 'form-web:codeUse')}</p>`
      }`,
    'alone',
  )
