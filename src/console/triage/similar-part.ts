import { html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { quoted } from './card.ts'
import type { OpenOpinion } from './state.ts'

/** What asks the same already; joined with it by one button of the decision. */
export const similarPart = (view: View, { similar }: OpenOpinion): Piece =>
  similar.items.length > 0 &&
  html`<section class="panel triage-similar" aria-labelledby="triage-similar">
    <h2 id="triage-similar">${view.t('triage:similar')} <kbd aria-hidden="true">d</kbd></h2>
    <p class="hint">${view.t('triage:similar.hint')}</p>
    <ol class="plain">
      ${similar.items.map(
        (one) =>
          html`<li>
            <p>
              <strong>${view.t('triage:similar.number', { number: one.number })}</strong> ${one.title ?? ''}
              <span class="hint"
                >${view.t('triage:similar.percent', { percent: Math.round(one.similarity * 100) })} ·
                ${view.t('triage:similar.count', { count: one.opinionCount })}${one.because.length > 0 && ` · ${view.t('triage:similar.because', { words: quoted(one.because) })}`}</span
              >
            </p>
            <blockquote>${one.words.length > 240 ? `${one.words.slice(0, 240).trimEnd()}…` : one.words}</blockquote>
            <button
              class="button quiet small"
              type="submit"
              form="triage-decision"
              name="same"
              value="${one.itemId}.${one.version}"
              data-same
            >
              ${view.t('triage:similar.same')}
            </button>
          </li>`,
      )}
    </ol>
  </section>`
