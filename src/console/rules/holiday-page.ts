import type { PhraseKey } from '../../phrases/index.ts'
import { longestSource, type Holiday, type HolidayLineFault, type HolidayYear } from '../../rules/index.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

const home = '/console/rules/holidays'

/** What is known of which year. */
export const holidayYearsPage = (view: View, years: readonly HolidayYear[], missing: readonly number[]): Html =>
  appPage(view, {
    title: view.t('rules:holidays.title'),
    lead: view.t('rules:holidays.lead'),
    body: html`${
        missing.length > 0 &&
        html`<div class="banner warn" role="status">
          <p>${view.t('rules:holidays.missing', { years: missing.join(', ') })}</p>
        </div>`
      }
      <ul class="rows">
        ${years.map(
          (one) =>
            html`<li class="row">
              <a href="${home}/${one.year}">${view.t('rules:holidays.yearLink', one)}</a>
            </li>`,
        )}
        ${missing
          .filter((year) => !years.some((one) => one.year === year))
          .map(
            (year) =>
              html`<li class="row"><a href="${home}/${year}">${view.t('rules:holidays.enter', { year })}</a></li>`,
          )}
      </ul>
      <form method="get" action="${home}/open" class="inline">
        ${textField({ name: 'year', label: view.t('rules:holidays.otherYear'), inputmode: 'numeric', size: 'short' })}
        ${submit(view.t('rules:holidays.open'), 'quiet')}
      </form>`,
  })

const asLines = (view: View, days: readonly Holiday[]): string =>
  days
    .map(({ date, kind, name, state }) =>
      [
        shortDay(date),
        view.t(`rules:holidays.${kind}`),
        name.replaceAll(';', ','),
        ...(state === 'verified' ? [] : [view.t('rules:state.unverified')]),
      ].join(';'),
    )
    .join('\n')

export type HolidayYearState = {
  readonly year: number
  readonly days: readonly Holiday[]
  readonly form: Form | undefined
  readonly faults: Faults
  readonly lineFaults: readonly HolidayLineFault[]
}

const lineFaultList = (view: View, faults: readonly HolidayLineFault[]): Piece =>
  faults.length > 0 &&
  html`<div class="banner bad" role="alert">
    <p><strong>${view.t('rules:holidays.refused')}</strong></p>
    <ul>
      ${faults
        .slice(0, 50)
        .map(
          ({ line, why }) =>
            html`<li>
              ${view.t('rules:holidays.line', { line })}: ${view.t(`rules:holidays.fault.${why}` as PhraseKey)}
            </li>`,
        )}
    </ul>
  </div>`

/** All days of one year in one box, to be pasted or mended. */
export const holidayYearPage = (view: View, state: HolidayYearState): Html => {
  const { year, days, faults } = state
  const form = state.form ?? { csv: asLines(view, days) }
  return appPage(view, {
    title: view.t('rules:holidays.yearTitle', { year }),
    trail: [{ path: home, label: view.t('rules:holidays.title') }],
    body: html`${faultSummary(view, faults)} ${lineFaultList(view, state.lineFaults)}
      <form method="post" action="${home}/${year}" class="panel" novalidate>
        ${formToken(view)}
        ${textArea({ name: 'csv', label: view.t('rules:holidays.days'), hint: view.t('rules:holidays.example'), value: textOf(form, 'csv'), rows: 16, required: true, faults })}
        ${textField({ name: 'source', label: view.t('rules:channel.source'), value: textOf(form, 'source'), maxlength: longestSource, required: true, faults })}
        ${textField({ name: 'sourceDate', label: view.t('rules:channel.sourceDate'), value: textOf(form, 'sourceDate'), size: 'short', required: true, faults })}
        ${submit(view.t('rules:holidays.save'))}
      </form>`,
  })
}
