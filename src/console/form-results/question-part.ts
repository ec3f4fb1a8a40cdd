import {
  isOpenKind,
  wordsIn,
  type FormContent,
  type FormResults,
  type QuestionResults,
  type Shown,
  type SplitTable,
} from '../../forms/index.ts'
import { html, raw, type Html, type Piece } from '../html.ts'
import { percent } from '../questions/class-bars.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'
import { cellWords, valueWords } from './answer-words.ts'

type Shared = { readonly results: FormResults; readonly contents: readonly FormContent[]; readonly wordsPath: string }

const count = (view: View, shown: Shown): string =>
  shown === null ? view.t('form-results:mark') : formatCount(view, shown)

/** The figures stand beside it in words, so that nothing is said by the bar alone. */
const bar = (part: number, whole: number): Html =>
  raw(
    `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="bar-back"/><rect width="${(whole === 0 ? 0 : Math.min(100, (part / whole) * 100)).toFixed(1)}" height="8" class="bar-fill"/></svg>`,
  )

const ranked = (view: View, { contents }: Shared, { item, values }: QuestionResults): Html => {
  const places = values[0]?.places.map((_, at) => at + 1) ?? []
  return html`<div class="table-box">
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">${view.t('form-results:column.value')}</th>
          ${places.map((place) => html`<th scope="col" class="number">${view.t('form-results:column.rank', { place })}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${values.map(
          (one) =>
            html`<tr>
              <th scope="row">${valueWords(view, contents, item, one.value)}</th>
              ${one.places.map(
                (shown, at) =>
                  html`<td class="number" data-label="${view.t('form-results:column.rank', { place: at + 1 })}">
                    ${count(view, shown)}
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

const counted = (view: View, { results, contents }: Shared, { item, values, answered }: QuestionResults): Html => {
  const { main, total } = results
  const measures = (['persons', 'households', 'aside'] as const).filter((one) => one === main || total[one] > 0)
  return html`<div class="table-box">
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">${view.t('form-results:column.value')}</th>
          ${measures.map((one) => html`<th scope="col" class="number">${view.t(`form-results:column.${one}`)}</th>`)}
          <th scope="col">${view.t('form-results:column.share')}</th>
        </tr>
      </thead>
      <tbody>
        ${values.map(({ value, counts }) => {
          const shown = counts[main]
          return html`<tr>
            <th scope="row">${valueWords(view, contents, item, value)}</th>
            ${measures.map(
              (one) =>
                html`<td class="number" data-label="${view.t(`form-results:column.${one}`)}">
                  ${count(view, counts[one])}
                </td>`,
            )}
            <td data-label="${view.t('form-results:column.share')}">
              ${shown === null ? view.t('form-results:mark') : html`${percent(view, shown, answered)} ${bar(shown, answered)}`}
            </td>
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
}

const splitPart = (view: View, { results, contents }: Shared, one: QuestionResults, table: SplitTable): Html => {
  const labels = one.values.map(({ value }) => valueWords(view, contents, one.item, value))
  const answered = view.t('form-results:column.answered')
  return html`<details>
    <summary>${view.t(`form-results:split.${table.split}`)}</summary>
    <div
      class="table-box"
      role="region"
      tabindex="0"
      aria-label="${view.t(`form-results:split.${table.split}`)}: ${wordsIn(view.locale, one.item.text)}"
    >
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">${view.t(`form-results:split.${table.split}`)}</th>
            <th scope="col" class="number">${answered}</th>
            ${labels.map((label) => html`<th scope="col" class="number">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.rows.map(
            ({ cell, base, counts }) =>
              html`<tr>
                <th scope="row">${cellWords(view, results.places, table.split, cell)}</th>
                <td class="number" data-label="${answered}">${count(view, base)}</td>
                ${counts.map((shown, at) => html`<td class="number" data-label="${labels[at]}">${count(view, shown)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`
}

const bodyOf = (view: View, shared: Shared, one: QuestionResults): Piece => {
  if (isOpenKind(one.item.kind)) {
    return html`<p>
      ${view.t('form-results:openText', { answered: formatCount(view, one.answered) })}
      ${one.answered > 0 && html`<a href="${shared.wordsPath}/${one.item.id}">${view.t('form-results:words.title')}</a>`}
    </p>`
  }
  if (one.isWithheld) return html`<p class="hint">${view.t('form-results:withheld')}</p>`
  const values = {
    answered: formatCount(view, one.answered),
    reached: formatCount(view, one.reached),
    passed: formatCount(view, one.passed),
  }
  return html`<p>${view.t(`form-results:base.${shared.results.main}`, values)}</p>
    ${one.item.kind === 'multiple' && html`<p class="hint">${view.t('form-results:several')}</p>`}
    ${one.item.kind === 'ranking' ? ranked(view, shared, one) : counted(view, shared, one)}
    ${one.tables.map((table) => splitPart(view, shared, one, table))}
    ${one.withheld.map(
      (split) =>
        html`<p class="hint">
          ${view.t('form-results:splitWithheld', { split: view.t(`form-results:split.${split}`) })}
        </p>`,
    )}`
}

export const questionPart = (view: View, shared: Shared, one: QuestionResults, place: number): Html =>
  html`<section class="panel" aria-labelledby="q${place}">
    <h2 id="q${place}">${place}. ${wordsIn(view.locale, one.item.text)}</h2>
    ${one.isChanged && html`<p class="hint">${view.t('form-results:changed')}</p>`} ${bodyOf(view, shared, one)}
  </section>`
