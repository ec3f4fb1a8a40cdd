import { submit, textField } from '../fields.ts'
import { html, type Html } from '../html.ts'
import { doorPage } from '../layout.ts'
import type { View } from '../view.ts'

const byPassword = (view: View): Html => html`<p><a href="/console/sign-in">${view.t('access:link.byPassword')}</a></p>`

export const askLinkPage = (view: View, state: { readonly login: string; readonly fault?: string }): Html =>
  doorPage(view, {
    title: view.t('access:link.askTitle'),
    lead: view.t('access:link.askLead'),
    body: html`
      ${state.fault !== undefined && html`<div class="banner bad" role="alert"><p>${state.fault}</p></div>`}
      <form method="post" action="/console/sign-in/link">
        ${textField({
          name: 'login',
          label: view.t('console:signIn.login'),
          hint: view.t('access:link.askHint'),
          value: state.login,
          autocomplete: 'username',
          required: true,
        })}
        ${submit(view.t('access:link.send'))}
      </form>
      ${byPassword(view)}
    `,
  })

export const linkSentPage = (view: View): Html =>
  doorPage(view, {
    title: view.t('access:link.sentTitle'),
    body: html`<p role="status">${view.t('access:link.sent')}</p>
      <p class="hint">${view.t('access:link.notCome')}</p>
      ${byPassword(view)}`,
  })

export const useLinkPage = (view: View, token: string): Html =>
  doorPage(view, {
    title: view.t('access:link.useTitle'),
    lead: view.t('access:link.useLead'),
    body: html`<form method="post" action="/console/sign-in/link/${token}">${submit(view.t('access:link.use'))}</form>
      ${byPassword(view)}`,
  })

export const linkGonePage = (view: View): Html =>
  doorPage(view, {
    title: view.t('access:link.askTitle'),
    body: html`<div class="banner bad" role="alert"><p>${view.t('access:link.gone')}</p></div>
      <p><a href="/console/sign-in/link">${view.t('access:link.ask')}</a></p>
      ${byPassword(view)}`,
  })
