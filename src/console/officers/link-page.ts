import type { Officer } from '../../officers/index.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'

type LinkState = { readonly officer: Officer; readonly address: string; readonly expiresAt: Date }

/** The one-time link, shown to whoever made it, to be handed over. */
export const linkPage = (view: View, { officer, address, expiresAt }: LinkState): Html =>
  appPage(view, {
    title: view.t('console:link.title', { name: officer.name }),
    trail: [
      { path: '/console/officers', label: view.t('console:officers.title') },
      { path: `/console/officers/${officer.id}`, label: officer.name },
    ],
    body: html`
      <div class="banner note"><p>${view.t('console:link.how', { until: fullMoment(view, expiresAt) })}</p></div>
      <div class="field">
        <label for="link">${view.t('console:link.link')}</label>
        <input id="link" class="mono" type="text" readonly value="${address}" />
      </div>
      <p>${view.t('console:signIn.login')}: <strong>${officer.login}</strong></p>
      <p class="actions">
        <button class="button quiet" type="button" data-copy="link" data-copied="${view.t('console:copied')}" hidden>
          ${view.t('console:copy')}
        </button>
        <a class="button primary" href="/console/officers/${officer.id}">${view.t('console:link.done')}</a>
      </p>
    `,
  })
