import { submit, textField } from '../fields.ts'
import { html, type Html } from '../html.ts'
import { doorPage } from '../layout.ts'
import type { View } from '../view.ts'

const faultBanner = (fault: string | undefined) =>
  fault !== undefined && html`<div class="banner bad" role="alert"><p>${fault}</p></div>`

type SignInState = {
  readonly login: string
  readonly back: string
  readonly fault?: string
  /** Nobody has set this installation up yet. */
  readonly isEmpty?: boolean
  /** What the identity provider is called, where there is one. */
  readonly identity?: string | undefined
}

export const signInPage = (view: View, state: SignInState): Html =>
  doorPage(view, {
    title: view.t('console:signIn.title'),
    lead: view.t('console:signIn.lead'),
    body: html`
      ${state.isEmpty && html`<div class="banner note"><p>${view.t('console:signIn.notSetUp')}</p></div>`}
      ${faultBanner(state.fault)}
      <form method="post" action="/console/sign-in">
        <input type="hidden" name="return" value="${state.back}" />
        ${textField({
          name: 'login',
          label: view.t('console:signIn.login'),
          value: state.login,
          autocomplete: 'username',
          required: true,
          autofocus: state.login === '' && state.fault === undefined,
        })}
        ${textField({
          name: 'password',
          label: view.t('console:signIn.password'),
          type: 'password',
          autocomplete: 'current-password',
          required: true,
        })}
        ${submit(view.t('console:signIn.submit'))}
      </form>
      ${
        state.identity !== undefined &&
        state.identity !== '' &&
        html`<p>
          <a class="button quiet" href="/console/sign-in/oidc?return=${encodeURIComponent(state.back)}"
            >${view.t('access:identity.signIn', { label: state.identity })}</a
          >
        </p>`
      }
      <p><a href="/console/sign-in/link">${view.t('access:link.ask')}</a></p>
      <p class="hint">${view.t('console:signIn.forgotten')}</p>
    `,
  })

export const codePage = (
  view: View,
  state: { readonly pending: string; readonly back: string; readonly fault?: string },
): Html =>
  doorPage(view, {
    title: view.t('console:signIn.codeTitle'),
    lead: view.t('console:signIn.codeLead'),
    body: html`
      ${faultBanner(state.fault)}
      <form method="post" action="/console/sign-in/code">
        <input type="hidden" name="return" value="${state.back}" />
        <input type="hidden" name="pending" value="${state.pending}" />
        ${textField({
          name: 'code',
          label: view.t('console:signIn.code'),
          hint: view.t('console:signIn.codeHint'),
          autocomplete: 'one-time-code',
          size: 'medium',
          maxlength: 20,
          required: true,
          autofocus: true,
        })}
        ${submit(view.t('console:signIn.submit'))}
      </form>
      <p><a href="/console/sign-in">${view.t('console:signIn.startAgain')}</a></p>
    `,
  })
