import type { AccountRow, FinishedConnect } from '../../channels/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import type { ParkedUpdate } from '../door.ts'
import { formToken, submit } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'

const platformNames: Readonly<Record<string, string>> = {
  zalo: 'Zalo Official Account',
  telegram: 'Telegram',
  web: 'Web',
}

const stateChip = (view: View, account: AccountRow): Html => {
  if (account.pausedUntil !== null && account.pausedUntil > view.now && account.state === 'active') {
    return html`<span class="chip warn"
      >${view.t('console:channels.paused', { until: listMoment(view, account.pausedUntil) })}</span
    >`
  }
  const tone = account.state === 'active' ? (account.trouble === null ? 'good' : 'warn') : 'bad'
  return html`<span class="chip ${tone}">${view.t(`console:channels.state.${account.state}` as PhraseKey)}</span>`
}

type ChannelsState = {
  readonly accounts: readonly AccountRow[]
  readonly isAdmin: boolean
  readonly mayConnect: boolean
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
          : html`<ul class="rows">
              ${state.accounts.map(
                (account) =>
                  html`<li class="row">
                    <div>
                      <strong>${account.name}</strong>
                      <span class="hint">${platformNames[account.platform] ?? account.platform}</span>
                      ${account.trouble !== null && html`<p class="fault">${view.t('console:channels.trouble')} <code>${account.trouble}</code></p>`}
                    </div>
                    ${stateChip(view, account)}
                  </li>`,
              )}
            </ul>`
      }
      ${kioskPart(view, state)} ${connectPart(view, state)} ${parkedPart(view, state)}
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
