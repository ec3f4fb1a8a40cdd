import { opinionClasses } from '../../questions/index.ts'
import { assetPath } from '../assets.ts'
import { formToken, selectField, submit } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { card, muteForm } from './card.ts'
import { decisionForm, refusalForm } from './form.ts'
import { queuePath, queueText } from './form-values.ts'
import { similarPart } from './similar-part.ts'
import type { OpenOpinion, TriageState } from './state.ts'

const leftText = (view: View, left: number): string =>
  left >= 1_000 ? view.t('triage:leftMore') : view.t('triage:left', { count: left })

const lastPart = (view: View, { last, query }: TriageState): Piece =>
  last &&
  html`<div class="banner good triage-last" role="status" data-draft-done="${last.opinionId}">
    <form method="post" action="/console/triage/${last.opinionId}/undo" class="triage-act">
      ${formToken(view)}<input type="hidden" name="queue" value="${queueText(query)}" />
      ${last.batchId !== null && html`<input type="hidden" name="batch" value="${last.batchId}" />`}
      <span>${view.t(`triage:done.${last.done}`, { number: last.number ?? '' })}</span>
      <button class="button quiet small" type="submit" data-undo>
        ${view.t('triage:undo')} <kbd aria-hidden="true">z</kbd>
      </button>
    </form>
  </div>`

const filters = (view: View, { query, dialogues, units }: TriageState): Html => {
  const isOn = query.dialogue !== '' || query.unit !== '' || query.opinionClass !== '' || query.marked
  const any = view.t('triage:filter.any')
  const options = (some: readonly { readonly id: string; readonly label: string }[]) =>
    some.map((one) => ({ value: one.id, label: one.label }))
  return html`<details class="triage-filter" ${isOn && html`open`}>
    <summary>${view.t('triage:filter')}</summary>
    <form method="get" action="/console/triage" class="inline">
      ${dialogues.length > 0 && selectField({ name: 'dialogue', label: view.t('triage:filter.dialogue'), value: query.dialogue, empty: any, options: options(dialogues) })}
      ${units.length > 1 && selectField({ name: 'unit', label: view.t('triage:filter.unit'), value: query.unit, empty: any, options: options(units) })}
      ${selectField({
        name: 'class',
        label: view.t('triage:filter.class'),
        value: query.opinionClass,
        empty: any,
        options: opinionClasses.map((value) => ({ value, label: view.t(`questions:class.${value}`) })),
      })}
      <div class="choice">
        <input type="checkbox" id="f-marked" name="marked" value="yes" ${query.marked && html`checked`} /><label
          for="f-marked"
          >${view.t('triage:filter.marked')}</label
        >
      </div>
      ${submit(view.t('triage:filter.apply'), 'quiet')}
    </form>
  </details>`
}

const nothing = (view: View, { query, left }: TriageState): Html => {
  const isFiltered = query.dialogue !== '' || query.unit !== '' || query.opinionClass !== '' || query.marked
  if (left > 0 && query.skipped.length > 0) {
    const again = html`<a href="${queuePath({ ...query, skipped: [] })}">${view.t('triage:skippedAgain')}</a>`
    return emptyState(view.t('triage:skippedAll'), again)
  }
  if (isFiltered) {
    return emptyState(view.t('triage:noneFiltered'), html`<a href="/console/triage">${view.t('triage:showAll')}</a>`)
  }
  return emptyState(view.t('triage:none'), view.t('triage:noneNext'))
}

const decided = (view: View, state: TriageState, { form }: OpenOpinion): Html =>
  html`<div class="panel">
    <div class="banner warn" role="alert"><p>${view.t('triage:decided')}</p></div>
    ${[form.title, form.words].filter((text) => text !== '').map((text) => html`<blockquote>${text}</blockquote>`)}
    <p><a class="button primary" href="${queuePath(state.query)}" data-later>${view.t('triage:next')}</a></p>
  </div>`

const openPart = (view: View, state: TriageState, open: OpenOpinion): Html =>
  html`<div class="triage-two">
    <div>
      ${card(view, state, open)}
      ${!open.isDecided && html`${similarPart(view, open)} ${refusalForm(view, state, open)} ${muteForm(view, state, open)}`}
    </div>
    <div>${open.isDecided ? decided(view, state, open) : decisionForm(view, state, open)}</div>
  </div>`

/** What is swapped when one is decided and the next comes. */
const livePart = (view: View, state: TriageState): Html =>
  html`<div id="triage" ${state.open && html`data-opinion="${state.open.opinion.id}"`}>
    ${lastPart(view, state)}
    ${state.said !== null && html`<div class="banner good" role="status"><p>${state.said}</p></div>`}
    ${state.open === null && state.faults[''] !== undefined && html`<div class="banner bad" role="alert"><p>${state.faults['']}</p></div>`}
    <p class="triage-left" role="status">${leftText(view, state.left)}</p>
    ${state.open === null ? nothing(view, state) : openPart(view, state, state.open)}
  </div>`

const keysPart = (view: View): Html =>
  html`<details class="triage-keys" id="triage-keys">
    <summary>${view.t('triage:keys')} <kbd aria-hidden="true">?</kbd></summary>
    <p>${view.t('triage:keys.list')}</p>
    <p hidden data-keys-switch>
      <input type="checkbox" id="triage-keys-on" checked />
      <label for="triage-keys-on">${view.t('triage:keys.on')}</label>
    </p>
  </details>`

export const triagePage = (view: View, state: TriageState): Html =>
  appPage(view, {
    title: view.t('triage:title'),
    width: 'wide',
    body: html`<link rel="stylesheet" href="${assetPath('triage.css')}" />
      <script src="${assetPath('triage.js')}" type="module"></script>
      ${filters(view, state)} ${livePart(view, state)} ${keysPart(view)}`,
  })
