import type { Handover } from '../../handover/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { listPath, pathOf, stateChip, titleOf } from './parts.ts'

type State = { readonly sent: readonly Handover[]; readonly incoming: readonly Handover[]; readonly mayWrite: boolean }

const row = (view: View, one: Handover): Html =>
  html`<li class="row">
    <span class="stacked">
      <a href="${pathOf(one.id)}"><strong>${titleOf(view, one)}</strong></a>
      <span class="hint"
        >${one.unitName} → ${one.parties.map(({ name }) => name).join('; ')} ·
        ${view.t('handover:list.counts', { count: one.items.length })}</span
      >
      ${one.parties.map(
        ({ competentBody }) =>
          competentBody !== null &&
          html`<span class="hint">${view.t('handover:one.competent', { body: competentBody })}</span>`,
      )}
    </span>
    ${stateChip(view, one.state)}
  </li>`

const part = (view: View, id: 'sent' | 'incoming', all: readonly Handover[]): Html =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${view.t(`handover:list.${id}`)}</h2>
    ${
      all.length === 0
        ? emptyState(view.t('handover:list.empty'), view.t('handover:list.emptyHint'))
        : html`<ul class="rows">
              ${all.map((one) => row(view, one))}
            </ul>
            ${listLinks(view, 'handovers', `of=${id}`)}`
    }
  </section>`

export const listPage = (view: View, { sent, incoming, mayWrite }: State): Html =>
  appPage(view, {
    title: view.t('handover:title'),
    lead: view.t('handover:lead'),
    actions: mayWrite
      ? html`<a class="button primary" href="${listPath}/new">${view.t('handover:list.new')}</a>`
      : html``,
    body: html`${part(view, 'incoming', incoming)} ${part(view, 'sent', sent)}`,
  })
