import { shortestPassword, type Officer } from '../../officers/index.ts'
import { faultSummary, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { doorPage } from '../layout.ts'
import type { UnitMatch } from '../places.ts'
import { unitField } from '../unit-picker.ts'
import type { View } from '../view.ts'

type SetUpState = {
  readonly token: string
  readonly form: Form
  readonly faults: Faults
  readonly matches: readonly UnitMatch[]
}

const passwordField = (view: View, faults: Faults): Html =>
  textField({
    name: 'password',
    label: view.t('console:password.new'),
    hint: view.t('console:password.hint', { least: shortestPassword }),
    type: 'password',
    autocomplete: 'new-password',
    required: true,
    faults,
  })

export const setUpPage = (view: View, { token, form, faults, matches }: SetUpState): Html =>
  doorPage(view, {
    title: view.t('console:setUp.title'),
    lead: view.t('console:setUp.lead'),
    body: html`
      ${faultSummary(view, faults)}
      <form method="post" action="/console/set-up/${token}" novalidate>
        ${textField({
          name: 'name',
          label: view.t('console:officer.name'),
          value: textOf(form, 'name'),
          autocomplete: 'name',
          required: true,
          faults,
        })}
        ${textField({
          name: 'title',
          label: view.t('console:officer.title'),
          hint: view.t('console:officer.titleHint'),
          value: textOf(form, 'title'),
          autocomplete: 'organization-title',
          faults,
        })}
        ${unitField(view, {
          name: 'unit',
          label: view.t('console:setUp.unit'),
          hint: view.t('console:setUp.unitHint'),
          value: textOf(form, 'unit'),
          chosen: textOf(form, 'unit_id'),
          matches,
          faults,
          scope: 'commune',
        })}
        ${textField({
          name: 'login',
          label: view.t('console:signIn.login'),
          hint: view.t('console:officer.loginHint'),
          value: textOf(form, 'login'),
          autocomplete: 'username',
          required: true,
          faults,
        })}
        ${passwordField(view, faults)} ${submit(view.t('console:setUp.submit'))}
      </form>
    `,
  })

type WelcomeState = { readonly officer: Officer; readonly token: string; readonly faults: Faults }

export const welcomePage = (view: View, { officer, token, faults }: WelcomeState): Html =>
  doorPage(view, {
    title: view.t('console:welcome.title', { name: officer.name }),
    lead: view.t(officer.hasPassword ? 'console:welcome.again' : 'console:welcome.first'),
    body: html`
      ${faultSummary(view, faults)}
      <form method="post" action="/console/welcome/${token}" novalidate>
        <p>${view.t('console:signIn.login')}: <strong>${officer.login}</strong></p>
        <input
          class="visually-hidden"
          type="text"
          name="username"
          value="${officer.login}"
          autocomplete="username"
          readonly
          tabindex="-1"
          aria-hidden="true"
        />
        ${passwordField(view, faults)} ${submit(view.t('console:welcome.submit'))}
      </form>
    `,
  })

export const linkGonePage = (view: View): Html =>
  doorPage(view, {
    title: view.t('console:link.gone'),
    body: html`
      <p>${view.t('officers:linkGone')}</p>
      <p>${view.t('console:link.setUpAgain')} <code>npx nhip-cau set-up-link</code></p>
      <p><a class="button quiet" href="/console/sign-in">${view.t('console:signIn.title')}</a></p>
    `,
  })
