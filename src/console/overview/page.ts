import type { Overview, SavedFilter, SessionRow, UnitRow, WaitKind } from '../../overview/index.ts'
import type { Unit } from '../../units/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { selectField, submit } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import { filterPart } from '../lists/filter-part.ts'
import { listLinks } from '../lists/list-links.ts'
import { classBars } from '../questions/class-bars.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'

export type OverviewState = {
  readonly unit: Unit
  readonly above: Unit | undefined
  readonly own: readonly Unit[]
  readonly year: number
  readonly years: readonly number[]
  readonly overview: Overview
  readonly silent: number
  readonly filters: readonly SavedFilter[]
  readonly mayTriage: boolean
}

const dayOf = (at: Date | null): string | null => at && shortDay(vietnamDate(at))

const figure = (label: string, value: Piece, hint?: Piece): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}${hint && html` <span class="hint">${hint}</span>`}</dd>
  </div>`

const link = (view: View, path: string, count: number): Piece =>
  count === 0 ? '0' : html`<a href="${path}">${formatCount(view, count)}</a>`

const figures = (view: View, { unit, overview, mayTriage }: OverviewState): Html => {
  const { self, refused, kept } = overview
  const list = `/console/questions?dialogue=unit:${unit.id}`
  const since = (at: Date | null): Piece => at && view.t('overview:since', { when: dayOf(at) ?? '' })
  const triage = mayTriage ? `/console/triage?unit=${unit.id}` : `${list}&triage=waiting`
  return html`<section class="panel" aria-labelledby="figures">
    <h2 id="figures">${view.t('overview:figures')}</h2>
    <dl class="facts counts">
      ${figure(view.t('overview:received'), link(view, list, self.counts.listed))}
      ${figure(view.t('overview:waiting'), link(view, triage, self.counts.waiting), since(self.waitingSince))}
      ${figure(view.t('overview:kept'), link(view, `${list}&triage=kept`, kept))}
      ${figure(view.t('overview:refused'), link(view, `${list}&triage=refused`, refused))}
      ${figure(view.t('overview:held'), link(view, `${list}&held=yes`, self.counts.held))}
    </dl>
    <h3>${view.t('overview:balance')}</h3>
    ${classBars(view, self.counts.byClass, {}, (name) => `${list}&class=${name}`)}
  </section>`
}

/** The list behind a figure of what waits. */
const pathOfWait = (kind: WaitKind, unitId: string, mayTriage: boolean): string => {
  if (kind !== 'triage') return `/console/overview/waits?unit=${unitId}&kind=${kind}`
  return mayTriage ? `/console/triage?unit=${unitId}` : `/console/questions?dialogue=unit:${unitId}&triage=waiting`
}

const waitsPanel = (view: View, { unit, overview, mayTriage }: OverviewState): Piece => {
  const { self } = overview
  const triage =
    self.waitingSince && self.counts.waiting > 0
      ? [{ kind: 'triage' as const, count: self.counts.waiting, since: self.waitingSince, where: '' }]
      : []
  const waits = [...triage, ...overview.waits].toSorted((one, other) => Number(one.since) - Number(other.since))
  return html`<section class="panel" aria-labelledby="waits">
    <h2 id="waits">${view.t('overview:waits')}</h2>
    ${waits.length === 0 && html`<p class="hint">${view.t('overview:waitsNone')}</p>`}
    <ul class="rows">
      ${waits.map((one) => {
        const label = view.t(`overview:wait.${one.kind}`, { count: one.count, shown: formatCount(view, one.count) })
        const when = view.t('overview:since', { when: dayOf(one.since) ?? '' })
        return html`<li class="row">
          <div>
            <a href="${pathOfWait(one.kind, unit.id, mayTriage)}"><strong>${label}</strong></a>
            <span class="hint"
              >${view.t(`overview:waitFor.${one.kind}`)} ·
              ${when}${one.where !== '' && one.where !== unit.fullName && ` · ${one.where}`}</span
            >
          </div>
          ${one.kind === 'late_requests' && html`<span class="chip bad">${view.t('overview:late')}</span>`}
        </li>`
      })}
    </ul>
  </section>`
}

const sessionLabel = (view: View, row: SessionRow): string =>
  [
    view.t(`overview:type.${row.type}`),
    view.t(`overview:rhythm.${row.rhythm}`),
    ...(row.isThematic ? [view.t('overview:thematic')] : []),
  ].join(' · ')

const sessionTable = (view: View, { unit, year, overview }: OverviewState): Html => {
  const path = (row: SessionRow, state: string): string =>
    `/console/dialogues?unit=${unit.id}&year=${year}&type=${row.type}&rhythm=${row.rhythm}&thematic=${row.isThematic ? 'yes' : 'no'}&state=${state}`
  return html`<section class="panel" aria-labelledby="sessions">
    <h2 id="sessions">${view.t('overview:sessions')}</h2>
    ${overview.sessions.length === 0 && html`<p class="hint">${view.t('overview:noSessions')}</p>`}
    ${
      overview.sessions.length > 0 &&
      html`<div class="table-box" role="group" tabindex="0" aria-labelledby="sessions">
        <table>
          <thead>
            <tr>
              <th scope="col">${view.t('overview:sort')}</th>
              <th scope="col" class="number">${view.t('overview:sessionsHeld')}</th>
              <th scope="col" class="number">${view.t('overview:sessionsComing')}</th>
              <th scope="col" class="number">${view.t('overview:sessionsCancelled')}</th>
            </tr>
          </thead>
          <tbody>
            ${overview.sessions.map(
              (row) =>
                html`<tr>
                  <th scope="row">${sessionLabel(view, row)}</th>
                  <td class="number">${link(view, path(row, 'held'), row.held)}</td>
                  <td class="number">${link(view, path(row, 'coming'), row.coming)}</td>
                  <td class="number">${link(view, path(row, 'cancelled'), row.cancelled)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`
    }
    <dl class="facts counts">
      ${figure(
        view.t('overview:notices'),
        link(view, `/console/announcements?unit=${unit.id}`, overview.notices.count),
        view.t('overview:notices.people', {
          count: overview.notices.people,
          shown: formatCount(view, overview.notices.people),
        }),
      )}
    </dl>
  </section>`
}

const unitRow = (view: View, year: number, row: UnitRow): Html =>
  html`<tr>
    <th scope="row"><a href="/console/overview?unit=${row.id}&year=${year}">${row.name}</a></th>
    <td class="number">${link(view, `/console/questions?dialogue=unit:${row.id}`, row.counts.listed)}</td>
    <td class="number">
      ${link(view, `/console/questions?dialogue=unit:${row.id}&triage=waiting`, row.counts.waiting)}${
        row.waitingSince &&
        html`<br /><span class="hint">${view.t('overview:since', { when: dayOf(row.waitingSince) ?? '' })}</span>`
      }
    </td>
    <td class="number">${link(view, `/console/dialogues?unit=${row.id}&year=${year}&state=held`, row.held)}</td>
    <td class="number">${link(view, `/console/dialogues?unit=${row.id}&state=coming`, row.coming)}</td>
    <td>${dayOf(row.lastSessionAt) ?? view.t('overview:never')}</td>
  </tr>`

const belowTable = (view: View, { unit, year, overview, silent }: OverviewState): Piece =>
  overview.below.length > 0 &&
  html`<section class="panel" aria-labelledby="below">
    <h2 id="below">${view.t('overview:below')}</h2>
    ${
      silent > 0 &&
      html`<p>
        <a href="/console/overview/silent?unit=${unit.id}"
          >${view.t('overview:silentCount', { count: silent, shown: formatCount(view, silent) })}</a
        >
      </p>`
    }
    ${listLinks(view, 'overview', `unit=${unit.id}&year=${year}`)}
    <div class="table-box" role="group" tabindex="0" aria-labelledby="below">
      <table>
        <thead>
          <tr>
            <th scope="col">${view.t('overview:name')}</th>
            <th scope="col" class="number">${view.t('overview:received')}</th>
            <th scope="col" class="number">${view.t('overview:waiting')}</th>
            <th scope="col" class="number">${view.t('overview:sessionsHeld')}</th>
            <th scope="col" class="number">${view.t('overview:sessionsComing')}</th>
            <th scope="col">${view.t('overview:lastSession')}</th>
          </tr>
        </thead>
        <tbody>
          ${overview.below.map((row) => unitRow(view, year, row))}
        </tbody>
      </table>
    </div>
  </section>`

const choice = (view: View, { unit, own, year, years }: OverviewState): Html =>
  html`<form method="get" action="/console/overview" class="inline">
    ${selectField({
      name: 'unit',
      label: view.t('overview:unit'),
      value: unit.id,
      options: [
        ...own.map((one) => ({ value: one.id, label: one.fullName })),
        ...(own.some(({ id }) => id === unit.id) ? [] : [{ value: unit.id, label: unit.fullName }]),
      ],
    })}
    ${selectField({
      name: 'year',
      label: view.t('overview:year', { year: '' }).trim(),
      value: String(year),
      options: years.map((one) => ({ value: String(one), label: String(one) })),
    })}
    ${submit(view.t('overview:show'), 'quiet')}
  </form>`

export const overviewPage = (view: View, state: OverviewState): Html =>
  appPage(view, {
    title: `${view.t('overview:title')}: ${state.unit.fullName}`,
    width: 'wide',
    lead: view.t('overview:lead'),
    ...(state.above
      ? {
          trail: [
            {
              path: `/console/overview?unit=${state.above.id}&year=${state.year}`,
              label: state.above.fullName,
            },
          ],
        }
      : {}),
    body: html`${choice(view, state)}
    ${filterPart(view, { page: 'overview', query: `unit=${state.unit.id}&year=${state.year}` }, state.filters)}
    ${figures(view, state)} ${waitsPanel(view, state)} ${sessionTable(view, state)} ${belowTable(view, state)}`,
  })
