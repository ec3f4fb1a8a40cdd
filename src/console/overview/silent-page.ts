import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { SilentUnit } from '../../overview/index.ts'
import type { Unit } from '../../units/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'

type State = { readonly unit: Unit; readonly count: number; readonly units: readonly SilentUnit[] }

/** Communes in which nothing has happened for a year; whoever reads it asks them before concluding. */
export const silentPage = (view: View, { unit, count, units }: State): Html => {
  const day = (at: Date | null): string => (at ? shortDay(vietnamDate(at)) : view.t('overview:never'))
  return appPage(view, {
    title: view.t('overview:silent'),
    width: 'wide',
    trail: [{ path: `/console/overview?unit=${unit.id}`, label: unit.fullName }],
    lead: view.t('overview:silentLead'),
    body:
      count === 0
        ? emptyState(view.t('overview:silentNone'), '')
        : html`<p>
              <strong>${view.t('overview:silentCount', { count, shown: formatCount(view, count) })}</strong>
            </p>
            ${listLinks(view, 'silent', `unit=${unit.id}`)}
            <div class="table-box" role="region" tabindex="0" aria-label="${view.t('overview:silent')}">
              <table>
                <thead>
                  <tr>
                    <th scope="col">${view.t('overview:name')}</th>
                    <th scope="col">${view.t('overview:lastSession')}</th>
                    <th scope="col">${view.t('overview:lastOpinion')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${units.map(
                    (one) =>
                      html`<tr>
                        <th scope="row"><a href="/console/overview?unit=${one.id}">${one.name}</a></th>
                        <td>${day(one.lastSessionAt)}</td>
                        <td>${day(one.lastOpinionAt)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`,
  })
}
