import type { FinishedConnect } from '../../channels/index.ts'
import type { ParkedUpdate } from '../door.ts'
import { formToken, submit } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'
import { accountRows, type RowsState } from './account-rows.ts'

type ChannelsState = RowsState & {
  readonly kiosks: readonly { readonly name: string; readonly url: string }[]
  readonly parked: { readonly total: number; readonly items: readonly ParkedUpdate[] } | undefined
}

const parkedPart = (view: View, { parked }: ChannelsState): Piece =>
  parked &&
  html`<section aria-labelledby="parked">
    <h2 id="parked">${view.t('console:parked.title', { count: parked.total })}</h2>
    <p class="hint">${view.t('console:parked.why')}</p>
    ${
      parked.items.length === 0
        ? emptyState(view.t('console:parked.none'), '')
        : html`<ul class="rows">
            ${parked.items.map(
              (one) =>
                html`<li class="row">
                  <div>
                    <strong>${listMoment(view, one.receivedAt)}</strong>
                    <span class="hint"
                      >${one.accountId} ·
                      ${view.t('console:parked.attempts', { count: one.attempts })}${one.fault && html` · <code>${one.fault}</code>`}</span
                    >
                  </div>
                  <form method="post" action="/console/channels/parked/${one.id}/retry">
                    ${formToken(view)}<button class="button quiet small" type="submit">
                      ${view.t('console:parked.retry')}<span class="visually-hidden">
                        ${listMoment(view, one.receivedAt)}</span
                      >
                    </button>
                  </form>
                </li>`,
            )}
          </ul>`
    }
  </section>`

const connectPart = (view: View, { mayConnect, isAdmin }: ChannelsState): Piece =>
  isAdmin &&
  html`<section class="panel" aria-labelledby="connect">
    <h2 id="connect">${view.t('console:channels.connect')}</h2>
    <p>${view.t(mayConnect ? 'console:channels.connectHow' : 'console:channels.noApp')}</p>
    ${mayConnect && html`<form method="post" action="/console/channels/zalo/connect">${formToken(view)} ${submit(view.t('console:channels.connectSubmit'), 'quiet')}</form>`}
  </section>`

const smsPart = (view: View, { isAdmin }: ChannelsState): Piece =>
  isAdmin &&
  html`<section class="panel" aria-labelledby="sms">
    <h2 id="sms">${view.t('channels:sms.title')}</h2>
    <p>${view.t('channels:sms.how')}</p>
    <p><a class="button quiet" href="/console/channels/sms">${view.t('channels:sms.setUp')}</a></p>
  </section>`

const kioskPart = (view: View, { kiosks }: ChannelsState): Piece =>
  kiosks.length > 0 &&
  html`<section class="panel" aria-labelledby="kiosk">
    <h2 id="kiosk">${view.t('console:channels.kiosk')}</h2>
    <p>${view.t('console:channels.kioskHow')}</p>
    <ul class="rows">
      ${kiosks.map((kiosk) => html`<li class="row"><a href="${kiosk.url}" rel="noreferrer">${kiosk.name}</a></li>`)}
    </ul>
  </section>`

export const channelsPage = (view: View, state: ChannelsState): Html =>
  appPage(view, {
    title: view.t('console:channels.title'),
    lead: view.t('console:channels.lead'),
    body: html`
      ${
        state.accounts.length === 0
          ? emptyState(view.t('console:channels.none'), view.t('console:channels.noneNext'))
          : accountRows(view, state)
      }
      ${kioskPart(view, state)} ${connectPart(view, state)} ${smsPart(view, state)} ${parkedPart(view, state)}
    `,
  })

type ConnectState = { readonly kind: 'go'; readonly url: string } | Exclude<FinishedConnect, { kind: 'connected' }>

export const connectPage = (view: View, state: ConnectState): Html =>
  appPage(view, {
    title: view.t('console:channels.connect'),
    trail: [{ path: '/console/channels', label: view.t('console:channels.title') }],
    body:
      state.kind === 'go'
        ? html`<p>${view.t('console:channels.goHow')}</p>
            <p><a class="button primary" href="${state.url}" rel="noreferrer">${view.t('console:channels.go')}</a></p>`
        : html`<div class="banner bad" role="alert">
              <p>
                ${view.t(`console:channels.outcome.${state.kind}`)}
                ${state.kind === 'failed' && html`<code>${state.why}</code>`}
              </p>
            </div>
            <p><a class="button quiet" href="/console/channels">${view.t('console:channels.back')}</a></p>`,
  })
