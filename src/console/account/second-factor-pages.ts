import { faultSummary, formToken, submit, textField } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'

type Enrolment = { readonly secret: string; readonly sealed: string; readonly qr: Html; readonly faults: Faults }

const trail = (view: View) => [{ path: '/console/account', label: view.t('console:account.title') }]

export const secondFactorPage = (view: View, { secret, sealed, qr, faults }: Enrolment): Html =>
  appPage(view, {
    title: view.t('console:totp.title'),
    trail: trail(view),
    lead: view.t('console:totp.lead'),
    body: html`
      ${faultSummary(view, faults)}
      <ol class="steps">
        <li>${view.t('console:totp.step1')}</li>
        <li>
          ${view.t('console:totp.step2')}
          <div class="qr-box">${qr}</div>
          <p class="hint">${view.t('console:totp.byHand')}</p>
          <p><code class="spaced" id="secret">${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
        </li>
        <li>
          ${view.t('console:totp.step3')}
          <form method="post" action="/console/account/second-factor" novalidate>
            ${formToken(view)}
            <input type="hidden" name="sealed" value="${sealed}" />
            ${textField({
              name: 'code',
              label: view.t('console:signIn.code'),
              inputmode: 'numeric',
              autocomplete: 'one-time-code',
              size: 'short',
              maxlength: 10,
              required: true,
              faults,
            })}
            ${submit(view.t('console:totp.turnOn'))}
          </form>
        </li>
      </ol>
    `,
  })

export const recoveryCodesPage = (view: View, codes: readonly string[]): Html =>
  appPage(view, {
    title: view.t('console:totp.codesTitle'),
    trail: trail(view),
    body: html`
      <div class="banner note"><p>${view.t('console:totp.codesWhy')}</p></div>
      <ol class="code-list" id="codes">
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ol>
      <p class="actions">
        <button class="button quiet" type="button" data-print hidden>${view.t('console:print.now')}</button>
        <a class="button primary" href="/console/account#second-factor">${view.t('console:totp.kept')}</a>
      </p>
    `,
  })
