import { formToken, submit } from '../fields.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'

export type IdentityState = {
  readonly label: string
  readonly linkedAt: Date | undefined
  /** Stands in the link, so that no other page can begin the linking. */
  readonly proof: string
}

/** The officer's account at the identity provider, on the account page. */
export const identityPart = (view: View, { label, linkedAt, proof }: IdentityState): Html =>
  html`<section class="panel" aria-labelledby="identity">
    <h2 id="identity">${view.t('access:identity.title', { label })}</h2>
    <p class="hint">${view.t('access:identity.why', { label })}</p>
    ${
      linkedAt
        ? html`<p>
              <span class="chip good">${view.t('access:identity.linked', { when: listMoment(view, linkedAt) })}</span>
            </p>
            <form method="post" action="/console/account/identity/unlink">
              ${formToken(view)} ${submit(view.t('access:identity.unlink'), 'quiet')}
            </form>`
        : html`<p>
            <a class="button quiet" href="/console/account/identity?proof=${encodeURIComponent(proof)}"
              >${view.t('access:identity.link', { label })}</a
            >
          </p>`
    }
  </section>`
