import type { AccountRow } from '../../channels/index.ts'
import { formToken, submit } from '../fields.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

/** Before an account is marked as gone: whom it alone reaches, and what becomes of them. */
export const retirePage = (view: View, account: AccountRow, lost: number): Html =>
  appPage(view, {
    title: view.t('channels:retireTitle', { name: account.name }),
    trail: [{ path: '/console/channels', label: view.t('console:channels.title') }],
    body: html`
      ${
        lost > 0 &&
        html`<div class="banner bad">
          <p><strong>${view.t('channels:lost', { count: lost, shown: formatCount(view, lost) })}</strong></p>
        </div>`
      }
      <p>${view.t('channels:retireHow')}</p>
      <p>${view.t('channels:retireJoin')}</p>
      <form method="post" action="/console/channels/${encodeURIComponent(account.id)}/retire" class="actions">
        ${formToken(view)} ${submit(view.t('channels:retireSubmit'), 'danger')}
        <a class="button quiet" href="/console/channels">${view.t('console:channels.back')}</a>
      </form>
    `,
  })
