import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import type { FormerUnit, Heard, HeardUnit, Level, PeriodStatistics, SessionFigure } from '../../statistics/index.ts'
import type { Unit } from '../../units/index.ts'
import { selectField, submit } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, listMoment } from '../wording.ts'
import { basePath, figureLines, pastPath, shareOf } from './parts.ts'

/** What was chosen to be counted; empty where everything is. */
export type Chosen = { readonly level: string; readonly type: string; readonly rhythm: string }

export type YearFigures = {
  readonly year: number
  readonly statistics: PeriodStatistics
  readonly heard: Heard
}

export type StatisticsState = {
  readonly unit: Unit
  readonly above: Unit | undefined
  readonly own: readonly Unit[]
  readonly years: readonly number[]
  readonly chosen: Chosen
  readonly year: YearFigures
  /** When the voices of the year were counted ahead; null where they were counted for this page. */
  readonly countedAt: Date | null
  /** The year beside it; undefined where none was asked for. */
  readonly against: YearFigures | undefined
  readonly below: readonly HeardUnit[]
  readonly former: readonly FormerUnit[]
}

export const periodOfYear = (year: number): { readonly fromOn: PlainDate; readonly untilOn: PlainDate } => ({
  fromOn: `${year}-01-01` as PlainDate,
  untilOn: `${year}-12-31` as PlainDate,
})

const keyOf = (one: SessionFigure): string => [one.level, one.type, one.rhythm, one.isThematic].join(' ')
const heldOf = (figures: readonly SessionFigure[], key: string): number =>
  figures.find((one) => keyOf(one) === key)?.held ?? 0

const filters = (view: View, { unit, own, years, chosen, year, against }: StatisticsState): Html => {
  const asYears = years.map((one) => ({ value: String(one), label: view.t('overview:year', { year: one }) }))
  const all = view.t('statistics:all')
  const units = own.some(({ id }) => id === unit.id) ? own : [unit, ...own]
  return html`<form method="get" action="${basePath}" class="inline" role="search">
    ${selectField({ name: 'unit', label: view.t('overview:unit'), value: unit.id, options: units.map(({ id, fullName }) => ({ value: id, label: fullName })) })}
    ${selectField({ name: 'year', label: view.t('statistics:year'), value: String(year.year), options: asYears })}
    ${selectField({ name: 'against', label: view.t('statistics:against'), value: against ? String(against.year) : '', options: asYears, empty: view.t('statistics:noYear') })}
    ${selectField({ name: 'level', label: view.t('statistics:level'), value: chosen.level, options: (['province', 'commune', 'group'] as const satisfies readonly Level[]).map((one) => ({ value: one, label: view.t(`statistics:today.${one}`) })), empty: all })}
    ${selectField({ name: 'type', label: view.t('statistics:type'), value: chosen.type, options: (['dialogue', 'voter_contact'] as const).map((one) => ({ value: one, label: view.t(`overview:type.${one}`) })), empty: all })}
    ${selectField({ name: 'rhythm', label: view.t('statistics:rhythm'), value: chosen.rhythm, options: (['periodic', 'ad_hoc', 'regular'] as const).map((one) => ({ value: one, label: view.t(`overview:rhythm.${one}`) })), empty: all })}
    ${submit(view.t('overview:show'), 'quiet')}
  </form>`
}

const sessionTable = (view: View, state: StatisticsState): Html => {
  const { unit, year, against } = state
  const fits = (one: SessionFigure): boolean =>
    (state.chosen.level === '' || one.level === state.chosen.level) &&
    (state.chosen.type === '' || one.type === state.chosen.type) &&
    (state.chosen.rhythm === '' || one.rhythm === state.chosen.rhythm)
  const shown = [...year.statistics.sessions, ...(against?.statistics.sessions ?? [])].filter(fits)
  const rows = [...new Map(shown.map((one) => [keyOf(one), one])).values()]
  const sum = (of: YearFigures): number => of.statistics.sessions.filter(fits).reduce((n, one) => n + one.held, 0)
  const cell = (of: YearFigures, one: SessionFigure): Html => {
    const held = heldOf(of.statistics.sessions, keyOf(one))
    const query = `unit=${unit.id}&year=${of.year}&level=${one.level}&type=${one.type}&rhythm=${one.rhythm}&thematic=${one.isThematic ? 'yes' : 'no'}`
    return html`<td class="number">
      ${held === 0 ? '0' : html`<a href="${basePath}/sessions?${query}">${shareOf(view, held, sum(of))}</a>`}
    </td>`
  }
  const both = against ? [year, against] : [year]
  return html`<section class="panel" aria-labelledby="sessions">
    <h2 id="sessions">${view.t('statistics:sessions')}</h2>
    <p class="hint">${view.t('statistics:base')}</p>
    ${rows.length === 0 && html`<p class="hint">${view.t('statistics:noSessions')}</p>`}
    ${
      rows.length > 0 &&
      html`<div class="table-box" role="group" tabindex="0" aria-labelledby="sessions">
        <table>
          <thead>
            <tr>
              <th scope="col">${view.t('statistics:level')}</th>
              <th scope="col">${view.t('overview:sort')}</th>
              ${both.map((of) => html`<th scope="col" class="number">${of.year}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (one) =>
                html`<tr>
                  <th scope="row">${view.t(`statistics:today.${one.level}`)}</th>
                  <td>
                    ${view.t(`overview:type.${one.type}`)} ·
                    ${view.t(`overview:rhythm.${one.rhythm}`)}${one.isThematic && ` · ${view.t('overview:thematic')}`}
                  </td>
                  ${both.map((of) => cell(of, one))}
                </tr>`,
            )}
            <tr>
              <th scope="row" colspan="2">${view.t('statistics:sum')}</th>
              ${both.map((of) => html`<td class="number"><strong>${formatCount(view, sum(of))}</strong></td>`)}
            </tr>
          </tbody>
        </table>
      </div>`
    }
  </section>`
}

const heardPanel = (view: View, { year, against, below, countedAt }: StatisticsState): Html => {
  const both = against ? [year, against] : [year]
  const line = (name: string, of: (heard: Heard) => string): Html =>
    html`<tr>
      <th scope="row">${name}</th>
      ${both.map(({ heard }) => html`<td class="number">${of(heard)}</td>`)}
    </tr>`
  const classes = [...new Set(both.flatMap(({ heard }) => heard.byClass.map(({ opinionClass }) => opinionClass)))]
  const silent = below.filter(({ opinions }) => opinions === 0)
  return html`<section class="panel" aria-labelledby="heard">
    <h2 id="heard">${view.t('statistics:heard')}</h2>
    <p class="hint">
      ${view.t('statistics:threeWays')}${countedAt && ` ${view.t('statistics:countedAt', { when: listMoment(view, countedAt) })}`}
    </p>
    <div class="table-box" role="group" tabindex="0" aria-labelledby="heard">
      <table>
        <thead>
          <tr>
            <td></td>
            ${both.map((of) => html`<th scope="col" class="number">${of.year}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${line(view.t('statistics:opinions'), ({ opinions }) => formatCount(view, opinions))}
          ${line(view.t('statistics:persons'), ({ persons }) => formatCount(view, persons))}
          ${line(view.t('statistics:unknown'), ({ unknown, opinions }) => shareOf(view, unknown, opinions))}
          ${line(view.t('statistics:households'), ({ households }) => (households === null ? view.t('statistics:public.noData') : formatCount(view, households)))}
          ${line(view.t('statistics:answered'), ({ answered, opinions }) => shareOf(view, answered, opinions))}
          ${classes.map((name) =>
            line(view.t(`questions:class.${name}` as PhraseKey), ({ byClass, opinions }) =>
              shareOf(view, byClass.find((one) => one.opinionClass === name)?.n ?? 0, opinions),
            ),
          )}
        </tbody>
      </table>
    </div>
    ${
      below.length > 0 &&
      html`<h3>${view.t('statistics:notHeard')}</h3>
        <p>
          ${view.t('statistics:notHeardLead', { share: shareOf(view, silent.length, below.length), year: year.year })}
        </p>
        ${
          silent.length > 0 &&
          html`<details>
            <summary>${view.t('statistics:names')}</summary>
            <p>${silent.map(({ name }) => name).join('; ')}</p>
          </details>`
        }`
    }
  </section>`
}

const pastPanel = (view: View, { year, against }: StatisticsState): Html => {
  const own = [year, ...(against ? [against] : [])].flatMap(({ statistics }) => [
    ...statistics.past,
    ...statistics.beyond,
  ])
  const figures = [...new Map(own.map((one) => [one.id, one])).values()]
  return html`<section class="panel" aria-labelledby="past">
    <h2 id="past">${view.t('statistics:past.title')}</h2>
    <p class="hint">${view.t('statistics:past.neverSplit')}</p>
    ${figures.length === 0 ? html`<p class="hint">${view.t('statistics:past.noneHere')}</p>` : figureLines(view, figures)}
    <p><a class="button quiet small" href="${pastPath}">${view.t('statistics:past.open')}</a></p>
  </section>`
}

const formerPanel = (view: View, { former }: StatisticsState): Piece =>
  former.length > 0 &&
  html`<section class="panel" aria-labelledby="former">
    <h2 id="former">${view.t('statistics:former')}</h2>
    <p class="hint">${view.t('statistics:formerLead')}</p>
    ${former.map(
      ({ name, district, share, heirs, figures }) =>
        html`<h3>
            ${name}${district !== '' && `, ${district}`}
            <span class="chip plain"
              >${view.t(district === '' ? 'statistics:formerDistrict' : `statistics:part.${share}`)}</span
            >
          </h3>
          ${heirs.length > 1 && figures.length > 0 && html`<p class="hint">${view.t('statistics:formerHeirs', { units: heirs.join(', ') })}</p>`}
          ${figures.length === 0 ? html`<p class="hint">${view.t('statistics:past.noneHere')}</p>` : figureLines(view, figures)}`,
    )}
  </section>`

const belowPanel = (view: View, { below, year }: StatisticsState): Piece =>
  below.length > 0 &&
  html`<section class="panel" aria-labelledby="below">
    <h2 id="below">${view.t('overview:below')}</h2>
    <div class="table-box" role="group" tabindex="0" aria-labelledby="below">
      <table>
        <thead>
          <tr>
            <th scope="col">${view.t('overview:name')}</th>
            <th scope="col" class="number">${view.t('statistics:opinions')}</th>
            <th scope="col" class="number">${view.t('statistics:persons')}</th>
            <th scope="col" class="number">${view.t('statistics:answered')}</th>
          </tr>
        </thead>
        <tbody>
          ${below.map(
            (one) =>
              html`<tr>
                <th scope="row"><a href="${basePath}?unit=${one.id}&year=${year.year}">${one.name}</a></th>
                <td class="number">${formatCount(view, one.opinions)}</td>
                <td class="number">${formatCount(view, one.persons)}</td>
                <td class="number">${shareOf(view, one.answered, one.opinions)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`

/** Statistics of a unit and all below it: one year, or two side by side. */
export const statisticsPage = (view: View, state: StatisticsState): Html =>
  appPage(view, {
    title: view.t('statistics:title'),
    lead: view.t('statistics:lead'),
    actions: html`${state.above && html`<a class="button quiet" href="${basePath}?unit=${state.above.id}&year=${state.year.year}">${view.t('overview:up', { name: state.above.fullName })}</a>`}
      <a class="button quiet" href="${basePath}/commendations?unit=${state.unit.id}&year=${state.year.year}"
        >${view.t('statistics:commend.title')}</a
      >`,
    body: html`${filters(view, state)} ${sessionTable(view, state)} ${heardPanel(view, state)}
    ${belowPanel(view, state)} ${pastPanel(view, state)} ${formerPanel(view, state)}`,
  })
