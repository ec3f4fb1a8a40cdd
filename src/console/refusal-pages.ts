import { formToken } from './fields.ts'
import type { Form } from './forms.ts'
import { html, type Html, type Piece } from './html.ts'
import { appPage, doorPage } from './layout.ts'
import type { View } from './view.ts'

const framed = (view: View, title: string, body: Piece): Html =>
  view.signedIn ? appPage(view, { title, body }) : doorPage(view, { title, body })

const home = (view: View): Html =>
  html`<p><a class="button quiet" href="/console">${view.t('console:refusal.home')}</a></p>`

export const forbiddenPage = (view: View): Html =>
  framed(
    view,
    view.t('console:refusal.forbidden'),
    html`<p>${view.t('console:refusal.forbiddenWhy')}</p>
      ${home(view)}`,
  )

export const missingPage = (view: View): Html =>
  framed(
    view,
    view.t('console:refusal.missing'),
    html`<p>${view.t('console:refusal.missingWhy')}</p>
      ${home(view)}`,
  )

export const failedPage = (view: View, title: string, sentence: string): Html =>
  framed(
    view,
    title,
    html`<p>${sentence}</p>
      ${home(view)}`,
  )

const hidden = (form: Form): Piece =>
  Object.entries(form)
    // A password is typed again rather than written into a page.
    .filter(([name]) => name !== '_token' && !/password|code/i.test(name))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as readonly string[]) : [value as string]).map(
        (one) => html`<input type="hidden" name="${name}" value="${one}" />`,
      ),
    )

/** The session ended while somebody was typing: nothing is lost, it is sent again after signing in elsewhere. */
export const resendPage = (view: View, address: string, form: Form, why: 'signedOut' | 'stale'): Html => {
  const signInFirst =
    why === 'signedOut' &&
    html`<p>
      <a class="button primary" href="/console/sign-in" target="_blank" rel="noopener"
        >${view.t('console:resend.signIn')}</a
      >
    </p>`
  const body = html`<p>${view.t(why === 'signedOut' ? 'console:resend.signedOut' : 'console:resend.stale')}</p>
    ${signInFirst}
    <form method="post" action="${address}">
      ${formToken(view)} ${hidden(form)}
      <button class="button ${why === 'stale' ? 'primary' : 'quiet'}" type="submit">
        ${view.t('console:resend.again')}
      </button>
    </form>`
  return framed(view, view.t('console:resend.title'), body)
}
