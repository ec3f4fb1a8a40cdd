import { toldPerMinuteOf } from '../../channels/index.ts'
import type { AccountEvent, AccountRow, Ratings } from '../../channels/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { formToken } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { formatCount, listMoment } from '../wording.ts'

const platformNames: Readonly<Record<string, string>> = {
  zalo: 'Zalo Official Account',
  telegram: 'Telegram',
  web: 'Web',
  phone: 'SMS, Zalo ZBS',
}

/** An account with what an officer has to know of it. */
export type AccountAtHand = {
  readonly account: AccountRow
  /** How many residents it alone reaches; known of accounts that do not work. */
  readonly lost: number | undefined
  readonly ratings: Ratings | undefined
  readonly events: readonly AccountEvent[]
}

export type RowsState = {
  readonly accounts: readonly AccountAtHand[]
  readonly isAdmin: boolean
  readonly mayConnect: boolean
}

const isLosable = ({ platform }: AccountRow): boolean => platform === 'zalo' || platform === 'telegram'

const pathOf = ({ id }: AccountRow, act: string): string => `/console/channels/${encodeURIComponent(id)}/${act}`

const stateChip = (view: View, account: AccountRow): Html => {
  if (account.platform === 'phone' && account.capabilities['sms'] !== true) {
    return html`<span class="chip warn">${view.t('channels:sms.none')}</span>`
  }
  if (account.pausedUntil !== null && account.pausedUntil > view.now && account.state === 'active') {
    return html`<span class="chip warn"
      >${view.t('console:channels.paused', { until: listMoment(view, account.pausedUntil) })}</span
    >`
  }
  const tone = account.state === 'active' ? (account.trouble === null ? 'good' : 'warn') : 'bad'
  return html`<span class="chip ${tone}">${view.t(`console:channels.state.${account.state}` as PhraseKey)}</span>`
}

const lostLine = (view: View, lost: number | undefined): Piece =>
  lost !== undefined &&
  html`<p class="${lost > 0 ? 'fault' : 'hint'}">
    ${lost > 0 ? view.t('channels:lost', { count: lost, shown: formatCount(view, lost) }) : view.t('channels:lostNone')}
  </p>`

const rateLine = (view: View, { capabilities }: AccountRow): Piece => {
  const count = toldPerMinuteOf(capabilities)
  return (
    count !== undefined &&
    html`<p class="hint">${view.t('channels:toldRate', { count, shown: formatCount(view, count) })}</p>`
  )
}

const ratingsLine = (view: View, ratings: Ratings | undefined): Piece =>
  ratings?.average !== undefined &&
  ratings.average !== null &&
  html`<p class="hint">
    ${view.t('channels:ratings', {
      count: ratings.count,
      shown: formatCount(view, ratings.count),
      average: formatCount(view, Math.round(ratings.average * 10) / 10),
    })}
  </p>`

const eventNames = new Set([
  'change_oa_daily_quota',
  'change_template_status',
  'change_template_quality',
  'change_template_quota',
])

const eventList = (view: View, events: readonly AccountEvent[]): Piece => {
  const known = events.filter(({ name }) => eventNames.has(name))
  return (
    known.length > 0 &&
    html`<details>
      <summary>${view.t('channels:events')}</summary>
      <ul>
        ${known.map(({ at, name, values }) => {
          const line = view.t(`channels:event.${name}` as PhraseKey, {
            template: values['templateId'] ?? '',
            previous: values['previous'] ?? '–',
            next: values['next'] ?? '–',
          })
          return html`<li>
            ${line} (${listMoment(view, at)})${values['reason'] !== undefined && html`: ${values['reason']}`}
          </li>`
        })}
      </ul>
    </details>`
  )
}

const acts = (view: View, { account }: AccountAtHand, { isAdmin, mayConnect }: RowsState): Piece => {
  if (!isAdmin || !isLosable(account)) return false
  const { state } = account
  return html`<div class="actions">
    ${
      state === 'active' &&
      account.platform === 'zalo' &&
      html`<a class="button quiet small" href="${pathOf(account, 'templates')}"
        >${view.t('channels:templates.title')}<span class="visually-hidden"> ${account.name}</span></a
      >`
    }
    ${
      state === 'needs_consent' &&
      mayConnect &&
      account.platform === 'zalo' &&
      html`<form method="post" action="/console/channels/zalo/connect">
        ${formToken(view)}<button class="button primary small" type="submit">
          ${view.t('channels:reconnect')}<span class="visually-hidden"> ${account.name}</span>
        </button>
      </form>`
    }
    ${
      state === 'disabled'
        ? html`<form method="post" action="${pathOf(account, 'restore')}">
            ${formToken(view)}<button class="button quiet small" type="submit">
              ${view.t('channels:restore')}<span class="visually-hidden"> ${account.name}</span>
            </button>
          </form>`
        : html`<a class="button quiet small" href="${pathOf(account, 'retire')}"
            >${view.t('channels:retire')}<span class="visually-hidden"> ${account.name}</span></a
          >`
    }
  </div>`
}

const hintOf = (view: View, { account }: AccountAtHand, { isAdmin }: RowsState): Piece => {
  if (account.state === 'disabled' && isLosable(account)) return html`<p class="hint">${view.t('channels:retired')}</p>`
  if (account.state === 'needs_consent' && isAdmin) return html`<p class="hint">${view.t('channels:reconnectHow')}</p>`
  return (
    account.trouble !== null &&
    html`<p class="fault">${view.t('console:channels.trouble')} <code>${account.trouble}</code></p>`
  )
}

export const accountRows = (view: View, state: RowsState): Html =>
  html`<ul class="rows">
    ${state.accounts.map(
      (one) =>
        html`<li class="row">
          <div>
            <strong>${one.account.name}</strong>
            <span class="hint">${platformNames[one.account.platform] ?? one.account.platform}</span>
            ${lostLine(view, one.lost)} ${hintOf(view, one, state)} ${rateLine(view, one.account)}
            ${ratingsLine(view, one.ratings)} ${eventList(view, one.events)} ${acts(view, one, state)}
          </div>
          ${stateChip(view, one.account)}
        </li>`,
    )}
  </ul>`
