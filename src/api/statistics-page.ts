import { html } from 'hono/html'
import { phrase, type Locale, type PhraseKey } from '../phrases/index.ts'
import { publicLeast, type PublicFigures, type Shown } from '../statistics/index.ts'
import type { Unit } from '../units/index.ts'
import { page } from './verify-page.ts'

type Html = ReturnType<typeof html>
type State = {
  readonly unit: Unit
  readonly year: number
  readonly years: readonly number[]
  readonly figures: PublicFigures
}

/** The public page of statistics; every hidden number says that it is hidden. */
export const statisticsPage = (locale: Locale, { unit, year, years, figures }: State): Html => {
  const t = (key: PhraseKey, values = {}): string => phrase(locale, key, values)
  const count = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB')
  const shown = (value: Shown): string => {
    if (value === null) return t('statistics:public.noData')
    return value === 'hidden' ? t('statistics:public.hidden') : count.format(value)
  }
  const line = (name: string, value: Shown): Html =>
    html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${shown(value)}</td>
    </tr>`
  const query = `unit=${unit.id}&year=${year}`
  const body = html`<p>${t('statistics:public.lead', { unit: unit.fullName, year })}</p>
    <p>
      ${years.map((one) => (one === year ? html`<strong>${one}</strong> ` : html`<a href="/thong-ke?unit=${unit.id}&year=${one}">${one}</a> `))}
    </p>
    ${unit.level === 'country' ? '' : html`<p><a href="/thong-ke?year=${year}">${t('statistics:public.country')}</a></p>`}
    <h2>${t('statistics:sessions')}</h2>
    ${
      figures.sessions.length === 0
        ? html`<p>${t('statistics:noSessions')}</p>`
        : html`<table>
            ${figures.sessions.map((one) =>
              line(
                [
                  t(`statistics:today.${one.level}`),
                  t(`overview:type.${one.type}`),
                  t(`overview:rhythm.${one.rhythm}`),
                  ...(one.isThematic ? [t('overview:thematic')] : []),
                ].join(' · '),
                one.held,
              ),
            )}
          </table>`
    }
    <h2>${t('statistics:heard')}</h2>
    <p>${t('statistics:threeWays')}</p>
    <table>
      ${line(t('statistics:opinions'), figures.opinions)} ${line(t('statistics:persons'), figures.persons)}
      ${line(t('statistics:households'), figures.households)} ${line(t('statistics:answered'), figures.answered)}
      ${figures.byClass.map(({ opinionClass, n }) => line(t(`questions:class.${opinionClass}` as PhraseKey), n))}
    </table>
    ${
      figures.units.length === 0
        ? ''
        : html`<h2>${t('overview:below')}</h2>
            ${
              typeof figures.notHeard === 'number'
                ? html`<p>
                    ${t('statistics:public.notHeard', { count: figures.notHeard, all: figures.units.length })}
                  </p>`
                : ''
            }
            <table>
              <tr>
                <th scope="col">${t('overview:name')}</th>
                <th scope="col" class="number">${t('statistics:opinions')}</th>
                <th scope="col" class="number">${t('statistics:persons')}</th>
              </tr>
              ${figures.units.map(
                (one) =>
                  html`<tr>
                    <th scope="row">
                      ${unit.level === 'country' ? html`<a href="/thong-ke?unit=${one.id}&year=${year}">${one.name}</a>` : one.name}
                    </th>
                    <td class="number">${shown(one.opinions)}</td>
                    <td class="number">${shown(one.persons)}</td>
                  </tr>`,
              )}
              <tr>
                <th scope="row">${t('statistics:public.unitItself')}</th>
                <td class="number">${shown(figures.unitItself)}</td>
                <td></td>
              </tr>
            </table>`
    }
    <p>${t('statistics:public.small', { least: publicLeast })}</p>
    <p>
      <a href="/thong-ke.csv?${query}">${t('statistics:public.csv')}</a> ·
      <a href="/thong-ke.json?${query}">${t('statistics:public.json')}</a>
    </p>`
  return page(locale, t('statistics:public.title'), body)
}
