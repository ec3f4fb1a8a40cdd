import { isWorthy, isWorthyBody, type BodyCandidate, type Candidate, type Criteria } from '../../statistics/index.ts'
import type { Unit } from '../../units/index.ts'
import { selectField, submit, textField } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'
import { basePath, shareOf } from './parts.ts'

export type CommendationsState = {
  readonly unit: Unit
  readonly own: readonly Unit[]
  readonly year: number
  readonly years: readonly number[]
  readonly criteria: Criteria
  readonly candidates: readonly Candidate[]
  readonly bodies: readonly BodyCandidate[]
}

const names = ['sessions', 'base', 'answeredShare', 'inTimeShare', 'satisfiedShare', 'reopenedShare'] as const

export const queryOfCriteria = (unitId: string, year: number, criteria: Criteria): string =>
  `unit=${unitId}&year=${year}&${names.map((name) => `${name}=${criteria[name]}`).join('&')}`

const fileLink = (view: View, { unit, year, criteria }: CommendationsState, of: 'units' | 'bodies'): Html =>
  html`<a
    class="button quiet small"
    href="${basePath}/commendations/file?${queryOfCriteria(unit.id, year, criteria)}&of=${of}"
    download
    >${view.t('overview:xlsx')}</a
  >`

const bodyTable = (view: View, state: CommendationsState): Piece => {
  const { bodies, criteria } = state
  const worthy = bodies.filter((one) => isWorthyBody(one, criteria))
  return (
    bodies.length > 0 &&
    html`<section class="panel" aria-labelledby="bodies">
      <h2 id="bodies">
        ${view.t('statistics:commend.foundBodies', { share: shareOf(view, worthy.length, bodies.length) })}
      </h2>
      <div class="table-box" role="group" tabindex="0" aria-labelledby="bodies">
        <table>
          <thead>
            <tr>
              <th scope="col">${view.t('statistics:commend.body')}</th>
              <th scope="col">${view.t('statistics:commend.meets')}</th>
              <th scope="col" class="number">${view.t('statistics:answered')}</th>
              <th scope="col" class="number">${view.t('statistics:commend.satisfied')}</th>
              <th scope="col" class="number">${view.t('statistics:commend.reopened')}</th>
            </tr>
          </thead>
          <tbody>
            ${[...worthy, ...bodies.filter((one) => !isWorthyBody(one, criteria))].map(
              (one) =>
                html`<tr>
                  <th scope="row">${one.body}</th>
                  <td>${view.t(isWorthyBody(one, criteria) ? 'statistics:commend.yes' : 'statistics:commend.no')}</td>
                  <td class="number">${formatCount(view, one.opinions)}</td>
                  <td class="number">
                    ${one.ratings === null ? view.t('statistics:commend.fewRatings') : shareOf(view, one.ratings.satisfied, one.ratings.all)}
                  </td>
                  <td class="number">${shareOf(view, one.reopened, one.answers)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p>${fileLink(view, state, 'bodies')}</p>
    </section>`
  )
}

/** Units that meet criteria which everybody can check, and those that do not, with the same numbers. */
export const commendationsPage = (view: View, state: CommendationsState): Html => {
  const { unit, own, year, years, criteria, candidates } = state
  const worthy = candidates.filter((one) => isWorthy(one, criteria))
  const units = own.some(({ id }) => id === unit.id) ? own : [unit, ...own]
  return appPage(view, {
    title: view.t('statistics:commend.title'),
    trail: [{ path: `${basePath}?unit=${unit.id}&year=${year}`, label: view.t('statistics:title') }],
    lead: view.t('statistics:commend.lead'),
    body: html`<form method="get" action="${basePath}/commendations" class="inline" role="search">
        ${selectField({ name: 'unit', label: view.t('overview:unit'), value: unit.id, options: units.map(({ id, fullName }) => ({ value: id, label: fullName })) })}
        ${selectField({ name: 'year', label: view.t('statistics:year'), value: String(year), options: years.map((one) => ({ value: String(one), label: String(one) })) })}
        ${names.map((name) => textField({ name, label: view.t(`statistics:commend.${name}`), value: String(criteria[name]), type: 'number', min: '0', max: '1000', size: 'short' }))}
        ${submit(view.t('overview:show'), 'quiet')}
      </form>
      <section class="panel" aria-labelledby="worthy">
        <h2 id="worthy">
          ${view.t('statistics:commend.found', { share: shareOf(view, worthy.length, candidates.length) })}
        </h2>
        <div class="table-box" role="group" tabindex="0" aria-labelledby="worthy">
          <table>
            <thead>
              <tr>
                <th scope="col">${view.t('overview:name')}</th>
                <th scope="col">${view.t('statistics:commend.meets')}</th>
                <th scope="col" class="number">${view.t('statistics:sessions')}</th>
                <th scope="col" class="number">${view.t('statistics:answered')}</th>
                <th scope="col" class="number">${view.t('statistics:commend.tasks')}</th>
              </tr>
            </thead>
            <tbody>
              ${[...worthy, ...candidates.filter((one) => !isWorthy(one, criteria))].map(
                (one) =>
                  html`<tr>
                    <th scope="row">${one.name}</th>
                    <td>${view.t(isWorthy(one, criteria) ? 'statistics:commend.yes' : 'statistics:commend.no')}</td>
                    <td class="number">${formatCount(view, one.held)}</td>
                    <td class="number">${shareOf(view, one.answered, one.opinions)}</td>
                    <td class="number">${shareOf(view, one.inTime, one.due)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <p>${fileLink(view, state, 'units')}</p>
      </section>
      ${bodyTable(view, state)}`,
  })
}
