import type { AttendanceFigures } from '../../attendance/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

const row = (view: View, name: string, said: Piece, came: Piece): Html =>
  html`<tr>
    <th scope="row">${name}</th>
    <td class="number" data-label="${view.t('attendance:figures.said')}">${said}</td>
    <td class="number" data-label="${view.t('attendance:figures.came')}">${came}</td>
  </tr>`

const households = (view: View, { households: { known, ofPersons } }: AttendanceFigures): string =>
  ofPersons === 0
    ? view.t('attendance:figures.noHouseholds')
    : view.t('attendance:figures.households', {
        known: formatCount(view, known),
        persons: formatCount(view, ofPersons),
      })

const reminders = (
  view: View,
  { reminders: { told, held, unreachable, needless } }: AttendanceFigures,
): Html | false => {
  const sum = told.reduce((all, one) => all + one.count, 0)
  if (sum + held + unreachable + needless === 0) return false
  const ways = told.map(
    ({ way, count }) =>
      `${way === null ? view.t('attendance:figures.wayUnknown') : view.t(`console:way.${way}`)} ${formatCount(view, count)}`,
  )
  const line = (count: number, key: 'held' | 'unreachable' | 'needless'): Html | false =>
    count > 0 && html`<li>${view.t(`attendance:figures.${key}`, { sum: formatCount(view, count) })}</li>`
  return html`<h3>${view.t('attendance:figures.remindersTitle')}</h3>
    <ul class="plain">
      <li>
        ${
          sum === 0
            ? view.t('attendance:figures.toldNone')
            : view.t('attendance:figures.told', { sum: formatCount(view, sum), ways: ways.join('; ') })
        }
      </li>
      ${line(held, 'held')} ${line(unreachable, 'unreachable')} ${line(needless, 'needless')}
    </ul>`
}

/** The attendance as the report has it: answers and people side by side, by ward group, households where known, and what became of reminders. */
export const figuresPart = (view: View, figures: AttendanceFigures): Html => {
  const count = (value: number): string => formatCount(view, value)
  const { came, yes, perhaps, waiting } = figures
  return html`<section aria-labelledby="figures">
    <h2 id="figures">${view.t('attendance:figures.title')}</h2>
    <div class="table-box">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">${view.t('attendance:figures.group')}</th>
            <th scope="col" class="number">${view.t('attendance:figures.said')}</th>
            <th scope="col" class="number">${view.t('attendance:figures.came')}</th>
          </tr>
        </thead>
        <tbody>
          ${figures.groups.map((one) => row(view, one.name ?? view.t('attendance:figures.unknownGroup'), count(one.said), count(one.came)))}
          ${row(view, view.t('attendance:figures.all'), html`<strong>${count(yes.persons)}</strong>`, html`<strong>${count(came.persons)}</strong>`)}
        </tbody>
      </table>
    </div>
    <ul class="plain">
      <li>
        ${view.t('attendance:figures.answers', { yes: count(yes.answers), perhaps: count(perhaps.answers), no: count(figures.no), waiting: count(waiting.answers) })}
      </li>
      <li>
        ${view.t('attendance:figures.ways', { ticket: count(came.byTicket), invitation: count(came.byInvitation), hand: count(came.byHand) })}
      </li>
      ${figures.invited > 0 && html`<li>${view.t('attendance:figures.invitees', { came: count(came.invitees), invited: count(figures.invited) })}</li>`}
      <li>${households(view, figures)}</li>
    </ul>
    ${reminders(view, figures)}
  </section>`
}
