import { longestMinutesNumber, longestNetworkName, networkKinds, type Network, type Unit } from '../../units/index.ts'
import { formToken, selectField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

export type NetworksState = {
  readonly unit: Unit
  readonly networks: readonly Network[]
  readonly mayAgree: boolean
  readonly mayOpenMinutes: boolean
  readonly form: Form
  readonly faults: Faults
}

const minutesOf = (network: Network): string => `/console/units/${network.unitId}/networks/${network.id}/minutes`

const minutesForm = (view: View, network: Network, faults: Faults): Html => {
  const name = `minutes-${network.id}`
  const fault = faults[name]
  return html`<details ${fault && html`open`}>
    <summary>${view.t(network.minutesFile === null ? 'units:minutes.attach' : 'units:minutes.replace')}</summary>
    <form method="post" action="${minutesOf(network)}" enctype="multipart/form-data" novalidate>
      ${formToken(view)}
      <div class="field">
        <label for="f-${name}">${view.t('units:minutes.file')}</label>
        <p class="hint" id="f-${name}-hint">${view.t('units:minutes.hint')}</p>
        ${fault && html`<p class="fault" id="f-${name}-fault">${fault}</p>`}
        <input
          id="f-${name}"
          type="file"
          name="file"
          accept=".pdf,application/pdf,image/*"
          aria-describedby="f-${name}-hint${fault && ` f-${name}-fault`}"
          ${fault && html`aria-invalid="true"`}
        />
      </div>
      ${submit(view.t('units:minutes.submit'), 'quiet')}
    </form>
  </details>`
}

const row = (view: View, network: Network, { mayAgree, mayOpenMinutes, faults }: NetworksState): Html => {
  const { since, minutesNumber: number, minutesDate, endedOn } = network
  return html`<li class="row">
    <span class="stacked">
      <strong>${view.t(`units:network.kind.${network.kind}`)}${network.name !== '' && ` · ${network.name}`}</strong>
      <span>${view.t('units:network.by', { since: shortDay(since), number, day: shortDay(minutesDate) })}</span>
      ${network.minutesFile !== null && mayOpenMinutes && html`<a href="${minutesOf(network)}">${view.t('units:minutes.open')}</a>`}
    </span>
    <span class="chip ${network.isLawful ? 'good' : 'warn'}"
      >${view.t(network.isLawful ? 'units:network.lawful' : 'units:network.unlawful')}</span
    >
    ${
      endedOn === null
        ? mayAgree &&
          html`<form method="post" action="/console/units/${network.unitId}/networks/${network.id}/end">
            ${formToken(view)}
            <button class="button quiet small" type="submit">${view.t('units:network.end')}</button>
          </form>`
        : html`<span class="chip plain">${view.t('units:network.endedOn', { day: shortDay(endedOn) })}</span>`
    }
    ${endedOn === null && mayAgree && minutesForm(view, network, faults)}
  </li>`
}

const entry = (view: View, { unit, form, faults }: NetworksState): Html =>
  html`<form method="post" action="/console/units/${unit.id}/networks" novalidate>
    <h3>${view.t('units:network.add')}</h3>
    ${formToken(view)}
    ${selectField({
      name: 'kind',
      label: view.t('units:network.kind'),
      value: textOf(form, 'kind'),
      options: networkKinds.map((kind) => ({ value: kind, label: view.t(`units:network.kind.${kind}`) })),
      faults,
    })}
    ${textField({ name: 'name', label: view.t('units:network.nameLabel'), value: textOf(form, 'name'), maxlength: longestNetworkName, autocomplete: 'off', faults })}
    ${textField({ name: 'minutesNumber', label: view.t('units:network.minutesLabel'), value: textOf(form, 'minutesNumber'), maxlength: longestMinutesNumber, size: 'short', required: true, autocomplete: 'off', faults })}
    ${textField({ name: 'minutesDate', label: view.t('units:network.minutesDate'), value: textOf(form, 'minutesDate'), size: 'short', required: true, autocomplete: 'off', faults })}
    ${textField({ name: 'since', label: view.t('units:network.since'), value: textOf(form, 'since'), size: 'short', autocomplete: 'off', faults })}
    ${submit(view.t('units:network.save'), 'quiet')}
  </form>`

/** By which ways a village or ward group agreed to be told. */
export const networksPart = (view: View, state: NetworksState): Piece =>
  state.unit.level === 'group' &&
  html`<section class="panel" aria-labelledby="networks">
    <h2 id="networks">${view.t('units:network.title')}</h2>
    <p class="hint">${view.t('units:network.lead')}</p>
    ${
      state.networks.length === 0
        ? html`<p>${view.t('units:network.none')}</p>`
        : html`<ul class="rows">
            ${state.networks.map((network) => row(view, network, state))}
          </ul>`
    }
    ${state.mayAgree && entry(view, state)}
  </section>`
