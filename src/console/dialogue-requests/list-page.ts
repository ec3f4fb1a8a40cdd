import type { DialogueRequest, Standing } from '../../requests/index.ts'
import type { Unit } from '../../units/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { formatCount, listMoment } from '../wording.ts'
import { basePart, type Base, listPath, pathOf, stateChip } from './parts.ts'

export type ListedRequest = { readonly request: DialogueRequest; readonly standing: Standing }

export type ListState = {
  readonly requests: readonly ListedRequest[]
  /** The communes that this officer works for, each with what its share is computed from. */
  readonly bases: readonly { readonly unit: Unit; readonly standing: Base }[]
  readonly mayWrite: boolean
  readonly showsUnit: boolean
  readonly limit: number
}

const row = (view: View, { request, standing }: ListedRequest, showsUnit: boolean): Html => {
  const { joined, counted, needed } = standing
  const counts = view.t('requests:list.counts', {
    joined: formatCount(view, joined),
    counted: formatCount(view, counted),
  })
  const target = needed === null ? '' : `, ${view.t('requests:list.needed', { needed: formatCount(view, needed) })}`
  return html`<li class="row">
    <span class="stacked">
      <a href="${pathOf(request.id)}"><strong>${request.title ?? view.t('requests:list.untitled')}</strong></a>
      <span>${counts}${target}</span>
      <span class="hint"
        >${showsUnit && html`${request.unitName} · `}${listMoment(view, request.askedAt)} ·
        ${view.t(`requests:one.from.${request.channel}`)}</span
      >
    </span>
    ${stateChip(view, request.state)}
  </li>`
}

const basesPart = (view: View, { bases, mayWrite }: ListState): Piece =>
  bases.length > 0 &&
  html`<section class="panel" aria-labelledby="bases">
    <h2 id="bases">${view.t('requests:list.units')}</h2>
    ${bases.map(
      ({ unit, standing }) =>
        html`${bases.length > 1 && html`<h3>${unit.fullName}</h3>`} ${basePart(view, unit.id, standing, mayWrite)}`,
    )}
  </section>`

export const listPage = (view: View, state: ListState): Html =>
  appPage(view, {
    title: view.t('requests:title'),
    lead: view.t('requests:lead'),
    actions:
      state.mayWrite &&
      html`<a class="button quiet" href="${listPath}/new">${view.t('requests:list.new')}</a
        ><a class="button primary" href="${listPath}/verify">${view.t('requests:list.verify')}</a>`,
    body: html`${
      state.requests.length === 0
        ? emptyState(view.t('requests:list.empty'), view.t('requests:list.emptyHint'))
        : html`<ul class="rows">
              ${state.requests.map((one) => row(view, one, state.showsUnit))}
            </ul>
            ${listLinks(view, 'dialogue-requests', '')}`
    }
    ${
      state.requests.length >= state.limit &&
      html`<p class="hint">${view.t('requests:list.older', { count: state.limit })}</p>`
    }
    ${basesPart(view, state)}`,
  })
