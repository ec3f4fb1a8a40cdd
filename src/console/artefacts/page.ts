import {
  loudspeakerPlaces,
  type GroupLink,
  type LoudspeakerPlace,
  type LoudspeakerText,
} from '../../artefacts/index.ts'
import { assetPath } from '../assets.ts'
import { faultSummary, formToken, submit } from '../fields.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'
import { soundPart, type SoundState } from './sound-part.ts'

export type ArtefactsState = SoundState & {
  readonly loud: Readonly<Record<LoudspeakerPlace, LoudspeakerText>>
  readonly groups: readonly (GroupLink & { readonly text: string })[]
}

const baseOf = ({ dialogue }: ArtefactsState): string => `/console/artefacts/${dialogue.id}`

const copied = (view: View, id: string, label: string, text: string, rows: number): Html =>
  html`<div class="field">
    <label for="${id}">${label}</label>
    <textarea id="${id}" rows="${rows}" readonly class="ready">${text}</textarea>
    <p>
      <button
        class="button quiet small"
        type="button"
        data-copy="${id}"
        data-done="${view.t('artefacts:copy.done')}"
        hidden
      >
        ${view.t('artefacts:copy')}
      </button>
    </p>
  </div>`

const pictures = (view: View, state: ArtefactsState): Html =>
  html`<section class="panel" aria-labelledby="pictures">
    <h2 id="pictures">${view.t('artefacts:pictures.title')}</h2>
    <p>
      <img
        class="card-picture"
        src="${baseOf(state)}/card.png"
        width="270"
        height="338"
        alt="${view.t('artefacts:pictures.alt', { title: state.dialogue.title })}"
      />
    </p>
    <p class="actions">
      <a class="button quiet" href="${baseOf(state)}/card.png" download="thong-bao-${state.dialogue.noticeCode}.png"
        >${view.t('artefacts:pictures.card')}</a
      >
      <a class="button quiet" href="${baseOf(state)}/poster">${view.t('artefacts:pictures.poster')}</a>
    </p>
  </section>`

const loudspeaker = (view: View, state: ArtefactsState): Html =>
  html`<section class="panel" aria-labelledby="loudspeaker">
    <h2 id="loudspeaker">${view.t('artefacts:loudspeaker.title')}</h2>
    <p class="hint">${view.t('artefacts:loudspeaker.hint')}</p>
    ${loudspeakerPlaces.map((place) => {
      const { text, seconds } = state.loud[place]
      const label = `${view.t(`artefacts:loudspeaker.${place}`)} (${view.t('artefacts:loudspeaker.seconds', { seconds })})`
      return copied(view, `loud-${place}`, label, text, 8)
    })}
  </section>`

const groupPart = (view: View, group: ArtefactsState['groups'][number]): Html =>
  html`<li>
    <details>
      <summary>
        ${group.name}:
        ${view.t('artefacts:groups.openings', { count: group.openings, shown: formatCount(view, group.openings) })}
      </summary>
      ${copied(view, `group-${group.token}`, view.t('artefacts:groups.text', { name: group.name }), group.text, 9)}
      ${
        group.days.length > 0 &&
        html`<ul class="plain">
          ${group.days.map(({ day, openings }) => html`<li>${shortDay(day)}: ${formatCount(view, openings)}</li>`)}
        </ul>`
      }
    </details>
  </li>`

const groups = (view: View, state: ArtefactsState): Html =>
  html`<section class="panel" aria-labelledby="groups">
    <h2 id="groups">${view.t('artefacts:groups.title')}</h2>
    <p class="hint">${view.t('artefacts:groups.hint')}</p>
    ${
      state.groups.length > 0 &&
      html`<ul class="plain group-links">
        ${state.groups.map((group) => groupPart(view, group))}
      </ul>`
    }
    ${
      state.mayWrite &&
      html`<form method="post" action="${baseOf(state)}/links">
        ${formToken(view)} ${submit(view.t('artefacts:groups.make'), 'quiet')}
      </form>`
    }
  </section>`

/** All that leaves the house besides messages, ready to be printed, pasted and read aloud. */
export const artefactsPage = (view: View, state: ArtefactsState): Html =>
  appPage(view, {
    title: view.t('artefacts:console.title'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${state.dialogue.id}`, label: state.dialogue.title },
    ],
    lead: view.t('artefacts:console.hint'),
    body: html`<link rel="stylesheet" href="${assetPath('artefacts.css')}" />
      <script src="${assetPath('artefacts.js')}" type="module"></script>
      ${faultSummary(view, state.faults)} ${pictures(view, state)} ${loudspeaker(view, state)} ${soundPart(view, state)}
      ${groups(view, state)}`,
  })
