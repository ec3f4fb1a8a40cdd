import type { Unit } from '../../units/index.ts'
import { urlMax, webhookEvents, type Delivery, type Endpoint } from '../../webhooks/index.ts'
import { checkField, faultSummary, formToken, selectField, submit, textField } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'

export const webhooksPath = '/console/webhooks'
export const pathOf = (id: string, part = ''): string => `${webhooksPath}/${id}${part === '' ? '' : `/${part}`}`

const chip = (view: View, { isOn, failingSince, offBecause }: Endpoint): Html => {
  const [tone, word] = isOn
    ? failingSince === null
      ? (['good', 'on'] as const)
      : (['warn', 'failing'] as const)
    : (['bad', offBecause === null ? 'off' : 'stopped'] as const)
  return html`<span class="chip ${tone}">${view.t(`webhooks:state.${word}`)}</span>`
}

/** A secret that was made just now; it is shown this once. */
export const secretBanner = (view: View, secret: string | undefined): Piece =>
  secret !== undefined &&
  html`<div class="banner good" role="status">
    <p>${view.t('webhooks:secret')}</p>
    <p><code>${secret}</code></p>
  </div>`

type ListState = {
  readonly endpoints: readonly Endpoint[]
  readonly units: readonly Unit[]
  readonly form: Form
  readonly faults: Faults
}

/** Programs that are told of events. */
export const webhooksPage = (view: View, { endpoints, units, form, faults }: ListState): Html =>
  appPage(view, {
    title: view.t('webhooks:title'),
    lead: view.t('webhooks:lead'),
    body: html`${faultSummary(view, faults)}
      ${
        endpoints.length === 0
          ? emptyState(view.t('webhooks:none'), view.t('webhooks:noneHint'))
          : html`<ul class="rows">
              ${endpoints.map(
                (one) =>
                  html`<li class="row">
                    <span class="stacked">
                      <a href="${pathOf(one.id)}">${one.url}</a>
                      <span class="hint"
                        >${one.unitName} ·
                        ${one.events.map((event) => view.t(`webhooks:event.${event}`)).join(', ')}</span
                      >
                    </span>
                    ${chip(view, one)}
                  </li>`,
              )}
            </ul>`
      }
      <form method="post" action="${webhooksPath}" class="panel" novalidate>
        ${formToken(view)}
        <h2>${view.t('webhooks:add')}</h2>
        ${selectField({ name: 'unit', label: view.t('webhooks:unit'), value: textOf(form, 'unit'), options: units.map(({ id, fullName }) => ({ value: id, label: fullName })), faults })}
        ${textField({ name: 'url', label: view.t('webhooks:url'), hint: view.t('webhooks:urlHint'), value: textOf(form, 'url'), autocomplete: 'off', maxlength: urlMax, required: true, faults })}
        ${checkField({ name: 'events', label: view.t('webhooks:events'), values: listOf(form, 'events'), options: webhookEvents.map((value) => ({ value, label: view.t(`webhooks:event.${value}`) })), faults })}
        ${submit(view.t('webhooks:addSubmit'))}
      </form>`,
  })

const standing = (view: View, one: Delivery): string => {
  const status = one.status ?? 0
  if (one.deliveredAt !== null)
    return view.t('webhooks:delivery.done', { status, at: fullMoment(view, one.deliveredAt) })
  if (one.givenUpAt !== null) return view.t('webhooks:delivery.givenUp', { status, count: one.attempts })
  if (one.attempts === 0) return view.t('webhooks:delivery.waits')
  return view.t('webhooks:delivery.again', { status, count: one.attempts, at: fullMoment(view, one.dueAt) })
}

type OneState = {
  readonly endpoint: Endpoint
  readonly deliveries: readonly Delivery[]
  readonly secret: string | undefined
}

const act = (view: View, id: string, part: string, label: string, kind: 'quiet' | 'danger' = 'quiet'): Html =>
  html`<form method="post" action="${pathOf(id, part)}">${formToken(view)} ${submit(label, kind)}</form>`

/** One program with what was sent to it. */
export const webhookPage = (view: View, { endpoint, deliveries, secret }: OneState): Html => {
  const { id, isOn } = endpoint
  return appPage(view, {
    title: new URL(endpoint.url).host,
    lead: endpoint.unitName,
    trail: [{ path: webhooksPath, label: view.t('webhooks:title') }],
    actions: chip(view, endpoint),
    body: html`${secretBanner(view, secret)}
      <p><code>${endpoint.url}</code></p>
      <p class="hint">${endpoint.events.map((event) => view.t(`webhooks:event.${event}`)).join(', ')}</p>
      <div class="actions">
        ${act(view, id, 'test', view.t('webhooks:test'))}
        ${act(view, id, isOn ? 'off' : 'on', view.t(isOn ? 'webhooks:switchOff' : 'webhooks:switchOn'))}
        ${act(view, id, 'secret', view.t('webhooks:renew'))}
        ${act(view, id, 'removal', view.t('webhooks:remove'), 'danger')}
      </div>
      <section aria-labelledby="deliveries">
        <h2 id="deliveries">${view.t('webhooks:deliveries')}</h2>
        ${
          deliveries.length === 0
            ? html`<p class="hint">${view.t('webhooks:noDeliveries')}</p>`
            : html`<ul class="rows">
                ${deliveries.map(
                  (one) =>
                    html`<li class="row">
                      <span class="stacked">
                        <span>${one.event} · ${fullMoment(view, one.createdAt)}</span>
                        <span class="hint">${standing(view, one)}</span>
                      </span>
                      ${(one.deliveredAt ?? one.givenUpAt) !== null && act(view, id, `deliveries/${one.id}`, view.t('webhooks:replay'))}
                    </li>`,
                )}
              </ul>`
        }
      </section>`,
  })
}
