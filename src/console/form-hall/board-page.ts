import {
  isOpenKind,
  wordsIn,
  type Form,
  type FormContent,
  type FormResults,
  type QuestionResults,
} from '../../forms/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import { assetPath } from '../assets.ts'
import { valueWords } from '../form-results/answer-words.ts'
import { html, raw, type Html, type Piece } from '../html.ts'
import { percent } from '../questions/class-bars.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

type State = {
  readonly form: Form
  readonly content: FormContent
  readonly contents: readonly FormContent[]
  readonly address: string
  readonly qr: Html
  /** How many have answered; never what. */
  readonly answered: number
  /** Only after the closing. */
  readonly results: FormResults | undefined
}

const bar = (part: number, whole: number): Html =>
  raw(
    `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="bar-back"/><rect width="${(whole === 0 ? 0 : Math.min(100, (part / whole) * 100)).toFixed(1)}" height="8" class="bar-fill"/></svg>`,
  )

const question = (view: View, { contents }: State, results: FormResults, one: QuestionResults): Piece => {
  if (isOpenKind(one.item.kind) || one.item.kind === 'ranking') return null
  return html`<section class="poll-question">
    <h2>${wordsIn(view.locale, one.item.text)}</h2>
    <p>
      ${view.t(`form-results:base.${results.main}`, { answered: formatCount(view, one.answered), reached: formatCount(view, one.reached), passed: formatCount(view, one.passed) })}
    </p>
    ${
      one.isWithheld
        ? html`<p>${view.t('form-results:withheld')}</p>`
        : html`<ul class="poll-values">
            ${one.values.map(({ value, counts }) => {
              const shown = counts[results.main]
              return html`<li>
                <span>${valueWords(view, contents, one.item, value)}</span>
                <strong>${shown === null ? view.t('form-results:mark') : percent(view, shown, one.answered)}</strong>
                ${shown !== null && bar(shown, one.answered)}
              </li>`
            })}
          </ul>`
    }
  </section>`
}

const body = (view: View, state: State): Html => {
  const { results, form, qr, address, answered } = state
  if (results) {
    return html`<p>${view.t('form-hall:total', { count: answered, shown: formatCount(view, answered) })}</p>
      ${results.questions.map((one) => question(view, state, results, one))}`
  }
  return html`<div class="poll-invite">
    ${qr}
    <div>
      <p class="poll-code">${formatCode(form.code)}</p>
      <p>${address}</p>
      <p>${view.t('form-hall:how')}</p>
      <p role="status">${view.t('form-hall:answered', { count: answered, shown: formatCount(view, answered) })}</p>
    </div>
  </div>`
}

/** For the projector: how to answer and how many have, then, when the form has closed, what came of it. */
export const pollBoardPage = (view: View, state: State): Html =>
  html`<!doctype html>
    <html lang="${view.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <noscript><meta http-equiv="refresh" content="5" /></noscript>
        <title>${wordsIn(view.locale, state.content.title)}</title>
        <link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assetPath('console.css')}" />
        <link rel="stylesheet" href="${assetPath('poll.css')}" />
        <script src="${assetPath('poll.js')}" type="module"></script>
      </head>
      <body class="poll">
        <header><h1>${wordsIn(view.locale, state.content.title)}</h1></header>
        <main id="main" ${state.results ? html`data-final` : ''}>${body(view, state)}</main>
      </body>
    </html>`
