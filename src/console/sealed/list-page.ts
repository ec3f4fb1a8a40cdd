import type { SealedWindow } from '../../sealed/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { longDay } from '../wording.ts'
import { listPath, nameOf, pathOf, stateChip } from './parts.ts'

export const listPage = (
  view: View,
  { windows, mayWrite }: { readonly windows: readonly SealedWindow[]; readonly mayWrite: boolean },
): Html =>
  appPage(view, {
    title: view.t('sealed:nav'),
    actions: mayWrite && html`<a class="button primary" href="${listPath}/new">${view.t('sealed:list.new')}</a>`,
    body:
      windows.length === 0
        ? emptyState(view.t('sealed:list.empty'), html`<p>${view.t('sealed:list.emptyNext')}</p>`)
        : html`<ul class="rows">
            ${windows.map(
              (one) =>
                html`<li class="row">
                  <span class="stacked">
                    <a href="${pathOf(one)}"><strong>${nameOf(view, one)}</strong></a>
                    <span class="hint">${longDay(view, one.opensAt)} – ${longDay(view, one.closesAt)}</span>
                  </span>
                  ${stateChip(view, one)}
                </li>`,
            )}
          </ul>`,
  })
