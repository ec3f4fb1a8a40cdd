import type { YearlyCount } from '../../dialogues/index.ts'
import type { Unit } from '../../units/index.ts'
import { formToken, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

/** What the law asks of a commune in a year, and how it stands. */
export type UnitClock = {
  readonly year: number
  /** Null where no rule is switched on. */
  readonly yearly: (YearlyCount & { readonly least: number; readonly source: string }) | null
  /** A session has to be held when so many voters ask for it; `needed` is null while nobody knows how many there are. */
  readonly onRequest: {
    readonly percent: number
    readonly voters: number | null
    /** The voters are the sum of the villages and ward groups. */
    readonly isSum: boolean
    readonly needed: number | null
    readonly source: string
  } | null
}

type ClockState = {
  readonly unit: Unit
  readonly clock: UnitClock | null
  readonly mayEdit: boolean
  readonly form: Form
  readonly faults: Faults
}

const yearlyLines = (view: View, year: number, yearly: NonNullable<UnitClock['yearly']>): Html => {
  const { held, planned, unsettled, least, source } = yearly
  const state = held >= least ? 'met' : held + planned >= least ? 'planned' : 'short'
  const tone = { met: 'good', planned: 'plain', short: 'warn' }[state]
  return html`<p>
      <strong>${view.t('units:clock.yearly', { year, held, planned, least })}</strong>
      <span class="chip ${tone}">${view.t(`units:clock.${state}`)}</span>
    </p>
    ${unsettled > 0 && html`<p>${view.t('units:clock.unsettled', { count: unsettled })}</p>`}
    <p class="hint">${view.t('units:clock.source', { source })}</p>`
}

const requestLines = (view: View, asked: NonNullable<UnitClock['onRequest']>): Html => {
  const { needed, voters, percent, isSum, source } = asked
  return html`<p>
      ${
        needed === null || voters === null
          ? view.t('units:clock.votersUnknown', { percent })
          : view.t(isSum ? 'units:clock.requestSum' : 'units:clock.request', {
              percent,
              needed: formatCount(view, needed),
              voters: formatCount(view, voters),
            })
      }
    </p>
    <p class="hint">${view.t('units:clock.source', { source })}</p>`
}

const votersForm = (view: View, { unit, form, faults }: ClockState): Html =>
  html`<details ${(faults['unitVoters'] || unit.voters === null) && html`open`}>
    <summary>${view.t('units:clock.enterVoters')}</summary>
    <form method="post" action="/console/units/${unit.id}/voters" novalidate>
      ${formToken(view)}
      ${textField({ name: 'unitVoters', label: view.t('units:clock.voters'), hint: view.t('units:clock.votersHint'), value: textOf(form, 'unitVoters') || (unit.voters === null ? '' : formatCount(view, unit.voters)), inputmode: 'numeric', size: 'short', autocomplete: 'off', faults })}
      ${submit(view.t('units:clock.save'), 'quiet')}
    </form>
  </details>`

/** The yearly least of dialogues and the share of voters who may ask for one, with what is known here. */
export const clockPart = (view: View, state: ClockState): Piece => {
  const { clock } = state
  if (!clock || (clock.yearly === null && clock.onRequest === null)) return null
  return html`<section class="panel" aria-labelledby="clock">
    <h2 id="clock">${view.t('units:clock.title', { year: clock.year })}</h2>
    ${clock.yearly && yearlyLines(view, clock.year, clock.yearly)}
    ${clock.onRequest && requestLines(view, clock.onRequest)}
    ${clock.onRequest && state.mayEdit && votersForm(view, state)}
  </section>`
}
