import type { Dialogue } from '../../dialogues/index.ts'
import type { CollectionBalance } from '../../reports/index.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

const parts = [
  'answeredAlone',
  'answeredJoined',
  'transferred',
  'refused',
  'withdrawn',
  'erased',
  'pending',
] as const satisfies readonly (keyof CollectionBalance)[]

/** The balance of a collection, and the paper where it adds up. */
export const reportPage = (
  view: View,
  { dialogue, balance }: { readonly dialogue: Dialogue; readonly balance: CollectionBalance },
): Html => {
  const papers = `/console/dialogues/${dialogue.id}/papers/session_report`
  const fits = balance.faults.length === 0
  return appPage(view, {
    title: view.t('reports:title'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    lead: view.t('reports:lead'),
    actions:
      fits &&
      html`<a class="button quiet" href="${papers}">${view.t('reports:print')}</a
        ><a class="button primary" href="${papers}/file">${view.t('reports:file')}</a>`,
    body: html`${balance.faults.map(
        (fault) => html`<div class="banner bad" role="alert"><p>${view.t(`reports:fault.${fault}`)}</p></div>`,
      )}
      <div class="table-box">
        <table>
          <caption class="hint">
            ${view.t('reports:caption')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${view.t('reports:part')}</th>
              <th scope="col" class="number">${view.t('reports:count')}</th>
            </tr>
          </thead>
          <tbody>
            ${parts.map(
              (part) =>
                html`<tr>
                  <th scope="row">${view.t(`reports:part.${part}`)}</th>
                  <td class="number">${formatCount(view, balance[part])}</td>
                </tr>`,
            )}
            <tr>
              <th scope="row">${view.t('reports:part.received')}</th>
              <td class="number"><strong>${formatCount(view, balance.received)}</strong></td>
            </tr>
          </tbody>
        </table>
      </div>
      <p class="hint">
        ${view.t('reports:leaves', { leaves: formatCount(view, balance.leaves), fromForms: formatCount(view, balance.fromForms) })}
        ${view.t('reports:supports', { supports: formatCount(view, balance.supports) })}
      </p>`,
  })
}
