import type { Clock } from '../../clocks/index.ts'
import { daysBetween, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'

export const clocksPath = '/console/clocks'
export const tones = ['red', 'amber'] as const

type State = {
  readonly clocks: readonly Clock[]
  /** Only of this unit, where one was chosen. */
  readonly unit: { readonly id: string; readonly name: string } | null
}

/** Of a whole country, the units with most that is late. */
const unitsListed = 150

/** So many are listed; the counts are of all. */
const listed = 300

const pathOf = ({ kind, subjectId, unitId }: Clock): string => {
  const paths = {
    notice: `/console/dialogues/${subjectId}`,
    result: `/console/dialogues/${subjectId}/conclusion`,
    yearly: `/console/units/${subjectId}`,
    on_request: `/console/dialogue-requests/${subjectId}`,
    petition_accepted: `/console/triage?unit=${unitId}`,
    synthesis_before: '/console/syntheses',
    synthesis_after: '/console/syntheses',
    petition_answer: `/console/answers?unit=${unitId}`,
    data_answer: '/console/register',
    data_stop: '/console/register',
    task: `/console/dialogues/${subjectId}/conclusion`,
    remark: `/console/dialogues/${subjectId}/conclusion`,
  }
  return paths[kind]
}

const dayWords = (view: View, { dueOn }: Clock): string => {
  if (dueOn === null) return view.t('clocks:noDay')
  const left = daysBetween(vietnamDate(view.now), dueOn)
  const day = shortDay(dueOn)
  if (left < 0) return view.t('clocks:late', { day, count: -left })
  return left === 0 ? view.t('clocks:today', { day }) : view.t('clocks:left', { day, count: left })
}

const row = (view: View, clock: Clock): Html => {
  const { count, title } = clock
  return html`<li class="row">
    <span class="stacked">
      <a href="${pathOf(clock)}"
        >${view.t(`clocks:kind.${clock.kind}`, { count, title, shown: formatCount(view, count) })}</a
      >
      <span class="hint">${clock.unitName} · ${dayWords(view, clock)}</span>
      ${clock.source !== null && html`<span class="hint">${clock.source}</span>`}
    </span>
    <span class="chip ${clock.tone === 'red' ? 'bad' : 'warn'}">${view.t(`clocks:tone.${clock.tone}`)}</span>
  </li>`
}

const unitsTable = (view: View, clocks: readonly Clock[]): Piece => {
  const units = [...Map.groupBy(clocks, ({ unitId }) => unitId)].map(([id, own]) => ({
    id,
    name: own[0]?.unitName ?? id,
    red: own.filter(({ tone }) => tone === 'red').length,
    amber: own.filter(({ tone }) => tone === 'amber').length,
  }))
  if (units.length < 2) return null
  const sorted = units.toSorted((one, other) => other.red - one.red || other.amber - one.amber).slice(0, unitsListed)
  return html`<div class="table-box" role="region" tabindex="0" aria-label="${view.t('clocks:byUnit')}">
    <table>
      <caption>
        ${view.t('clocks:byUnit')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${view.t('overview:name')}</th>
          <th scope="col" class="number">${view.t('clocks:tone.red')}</th>
          <th scope="col" class="number">${view.t('clocks:tone.amber')}</th>
        </tr>
      </thead>
      <tbody>
        ${sorted.map(
          ({ id, name, red, amber }) =>
            html`<tr>
              <th scope="row"><a href="${clocksPath}?unit=${id}">${name}</a></th>
              <td class="number">${formatCount(view, red)}</td>
              <td class="number">${formatCount(view, amber)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${units.length > sorted.length && html`<p class="hint">${view.t('clocks:moreUnits', { count: units.length - sorted.length })}</p>`}
  </div>`
}

/** What is late and what is nearly so: by unit where there are several, and one by one. */
export const clocksPage = (view: View, { clocks, unit }: State): Html => {
  const further = clocks.length - listed
  return appPage(view, {
    title: unit === null ? view.t('clocks:title') : view.t('clocks:titleOf', { unit: unit.name }),
    lead: view.t('clocks:lead'),
    trail: unit === null ? [] : [{ path: clocksPath, label: view.t('clocks:title') }],
    body:
      clocks.length === 0
        ? emptyState(view.t('clocks:none'), view.t('clocks:noneHint'))
        : html`${unit === null && listLinks(view, 'clocks', '')} ${unit === null && unitsTable(view, clocks)}
          ${tones.map((tone) => {
            const own = clocks.slice(0, listed).filter((one) => one.tone === tone)
            return (
              own.length > 0 &&
              html`<section aria-labelledby="${tone}">
                <h2 id="${tone}">${view.t(`clocks:heading.${tone}`)}</h2>
                <ul class="rows">
                  ${own.map((one) => row(view, one))}
                </ul>
              </section>`
            )
          })}
          ${further > 0 && html`<p class="hint">${view.t('clocks:further', { count: further, shown: formatCount(view, further) })}</p>`}`,
  })
}
