import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'

export const tokenShownPage = (view: View, state: { readonly label: string; readonly token: string }): Html =>
  appPage(view, {
    title: view.t('console:token.shownTitle'),
    trail: [{ path: '/console/account', label: view.t('console:account.title') }],
    lead: state.label,
    body: html`
      <div class="banner note"><p>${view.t('console:token.once')}</p></div>
      <div class="field">
        <label for="token">${view.t('console:token.token')}</label>
        <input id="token" class="mono" type="text" readonly value="${state.token}" />
      </div>
      <p class="actions">
        <button class="button quiet" type="button" data-copy="token" data-copied="${view.t('console:copied')}" hidden>
          ${view.t('console:copy')}
        </button>
        <a class="button primary" href="/console/account#tokens">${view.t('console:token.kept')}</a>
      </p>
    `,
  })
