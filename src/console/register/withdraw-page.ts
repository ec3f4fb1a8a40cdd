import type { NumberEntry } from '../../residents/index.ts'
import { faultSummary, formToken, submit } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'

/** Before a withdrawal is recorded: whose, and what follows. */
export const withdrawPage = (view: View, { id, ending }: NumberEntry, faults: Faults): Html =>
  appPage(view, {
    title: view.t('residents:register.withdrawQuestion', { ending }),
    trail: [{ path: '/console/register', label: view.t('residents:register.title') }],
    body: html`${faultSummary(view, faults)}
      <p>${view.t('residents:register.withdrawLead')}</p>
      <form method="post" action="/console/register/${id}/withdraw" class="actions">
        ${formToken(view)} ${submit(view.t('residents:register.withdrawYes'), 'danger')}
        <a class="button quiet" href="/console/register">${view.t('residents:register.back')}</a>
      </form>`,
  })
