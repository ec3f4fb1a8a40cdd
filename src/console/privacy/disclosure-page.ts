import type { SeenIdentity } from '../../questions/index.ts'
import { html, paragraphs, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

/** Who an author is, for those whom they agreed to. */
export const disclosurePage = (view: View, seen: SeenIdentity): Html =>
  appPage(view, {
    title: view.t('privacy:identity.pageTitle'),
    body: html`
      <p>${view.t('privacy:identity.line', { purpose: seen.purpose, until: shortDay(seen.until) })}</p>
      <p class="hint">${view.t('privacy:identity.pageExplain')}</p>
      ${
        seen.identity === null
          ? html`<p>
              <span class="chip">${view.t(`privacy:identity.state.${seen.state}`)}</span>
              ${view.t('privacy:identity.gone')}
            </p>`
          : html`<h2>${view.t('privacy:identity.known')}</h2>
              <div class="words">${paragraphs(seen.identity)}</div>`
      }
      <p><a href="/console/opinions/${seen.opinionId}">${view.t('privacy:identity.back')}</a></p>
    `,
  })
