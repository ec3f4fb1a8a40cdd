import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { readPlainDate, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { NumberEntry } from '../../residents/index.ts'
import type { Unit } from '../../units/index.ts'
import { formToken, submit } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { emptyState } from '../layout.ts'
import type { View } from '../view.ts'

export type RegisterCounts = { readonly all: number; readonly active: number; readonly untold: number }

const dayOf = (written: string): string => {
  const day = readPlainDate(written)
  return day === null ? written : formatShortDateVi(day)
}

const row = (view: View, entry: NumberEntry): Html => {
  const { id, ending, group, how, consentedOn, takenBy, endedAt } = entry
  return html`<li class="row">
    <span class="stacked">
      <strong>${view.t('residents:register.ending', { ending })}</strong>
      <span>${group ?? view.t('residents:register.noGroup')}</span>
      <span class="hint"
        >${view.t('residents:register.entry', { how: view.t(`residents:register.how.${how}`), date: dayOf(consentedOn), taker: takenBy })}</span
      >
    </span>
    ${
      endedAt
        ? html`<span class="chip plain"
            >${view.t('residents:register.ended', { date: formatShortDateVi(vietnamDate(endedAt)) })}</span
          >`
        : html`<span class="chip good">${view.t('residents:register.active')}</span>
            <a class="button quiet small" href="/console/register/${id}/withdraw"
              >${view.t('residents:register.withdraw')}<span class="visually-hidden"
                >: ${view.t('residents:register.ending', { ending })}</span
              ></a
            >`
    }
  </li>`
}

/** People who were not told yet that their number was entered. */
export const untoldPart = (view: View, unit: Unit, untold: number, hasGateway: boolean): Piece =>
  untold > 0 &&
  html`<div class="banner warn" role="status">
    <p>${view.t('residents:register.untold', { count: untold })}</p>
    ${
      hasGateway &&
      html`<form method="post" action="/console/register/tell">
        ${formToken(view)}<input type="hidden" name="unitId" value="${unit.id}" />
        ${submit(view.t('residents:register.tell'), 'quiet')}
      </form>`
    }
  </div>`

/** The lines of the register, the newest first. */
export const entriesPart = (view: View, entries: readonly NumberEntry[], { all, active }: RegisterCounts): Html =>
  html`<section aria-labelledby="entries">
    <h2 id="entries">${view.t('residents:register.listTitle')}</h2>
    ${
      entries.length === 0
        ? emptyState(view.t('residents:register.empty'), view.t('residents:register.ownOnly'))
        : html`<p>${view.t('residents:register.counts', { count: all, active })}</p>
            <p class="hint">${view.t('residents:register.ownOnly')}</p>
            <ul class="rows">
              ${entries.map((entry) => row(view, entry))}
            </ul>
            ${all > entries.length && html`<p class="hint">${view.t('residents:register.newest', { count: entries.length })}</p>`}`
    }
  </section>`
