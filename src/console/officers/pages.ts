import type { Role } from '../../kernel/actor.ts'
import type { ListedOfficer, Officer, OfficerGrant } from '../../officers/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { faultSummary, formToken, radioField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { listLinks } from '../lists/list-links.ts'
import { appPage } from '../layout.ts'
import type { UnitMatch } from '../places.ts'
import { unitField } from '../unit-picker.ts'
import type { View } from '../view.ts'

export const roleName = (view: View, role: Role): string => view.t(`officers:role.${role}` as PhraseKey)

const grantLine = (view: View, grant: OfficerGrant): string =>
  grant.role === 'admin' ? roleName(view, grant.role) : `${roleName(view, grant.role)}, ${grant.unitName}`

const stateChip = (view: View, officer: Officer): Piece => {
  if (officer.disabledAt) return html`<span class="chip bad">${view.t('console:officer.disabled')}</span>`
  if (!officer.hasPassword) return html`<span class="chip warn">${view.t('console:officer.invited')}</span>`
  return officer.hasTotp && html`<span class="chip good">${view.t('console:officer.twoSteps')}</span>`
}

export const officersPage = (view: View, officers: readonly ListedOfficer[]): Html =>
  appPage(view, {
    title: view.t('console:officers.title'),
    lead: view.t('console:officers.lead'),
    width: 'wide',
    actions: html`<a class="button primary" href="/console/officers/new">${view.t('console:officers.add')}</a>`,
    body: html`${listLinks(view, 'officers', '')}
      <div class="table-box">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">${view.t('console:officer.name')}</th>
              <th scope="col">${view.t('console:officers.roles')}</th>
              <th scope="col">${view.t('console:signIn.login')}</th>
              <th scope="col">${view.t('console:officers.state')}</th>
            </tr>
          </thead>
          <tbody>
            ${officers.map(
              (officer) =>
                html`<tr>
                  <th scope="row">
                    <a href="/console/officers/${officer.id}">${officer.name}</a>
                    ${officer.title && html`<span class="hint">${officer.title}</span>`}
                  </th>
                  <td data-label="${view.t('console:officers.roles')}">
                    <ul class="plain">
                      ${officer.grants.map((grant) => html`<li>${grantLine(view, grant)}</li>`)}
                    </ul>
                  </td>
                  <td data-label="${view.t('console:signIn.login')}">${officer.login}</td>
                  <td data-label="${view.t('console:officers.state')}">
                    ${stateChip(view, officer) || view.t('console:officer.working')}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  })

type RoleFormState = {
  readonly form: Form
  readonly faults: Faults
  readonly matches: readonly UnitMatch[]
  readonly offered: readonly Role[]
}

const roleFields = (view: View, { form, faults, matches, offered }: RoleFormState): Html => html`
  ${radioField({
    name: 'role',
    label: view.t('console:officer.role'),
    value: textOf(form, 'role'),
    options: offered.map((role) => ({
      value: role,
      label: roleName(view, role),
      hint: view.t(`console:role.${role}` as PhraseKey),
    })),
    faults,
  })}
  ${unitField(view, {
    name: 'unit',
    label: view.t('console:officer.unit'),
    hint: view.t('console:officer.unitHint'),
    value: textOf(form, 'unit'),
    chosen: textOf(form, 'unit_id'),
    matches,
    faults,
    scope: 'any',
  })}
`

const trail = (view: View) => [{ path: '/console/officers', label: view.t('console:officers.title') }]

export const newOfficerPage = (view: View, state: RoleFormState): Html => {
  const { form, faults } = state
  return appPage(view, {
    title: view.t('console:officers.add'),
    trail: trail(view),
    lead: view.t('console:officers.addLead'),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="/console/officers/new" novalidate>
        ${formToken(view)}
        ${textField({
          name: 'name',
          label: view.t('console:officer.name'),
          value: textOf(form, 'name'),
          autocomplete: 'off',
          required: true,
          faults,
        })}
        ${textField({
          name: 'title',
          label: view.t('console:officer.title'),
          hint: view.t('console:officer.titleHint'),
          value: textOf(form, 'title'),
          autocomplete: 'off',
          faults,
        })}
        ${textField({
          name: 'login',
          label: view.t('console:signIn.login'),
          hint: view.t('console:officer.loginOptional'),
          value: textOf(form, 'login'),
          autocomplete: 'off',
          faults,
        })}
        ${roleFields(view, state)} ${submit(view.t('console:officers.addSubmit'))}
      </form>`,
  })
}

export type OfficerState = RoleFormState & {
  readonly officer: Officer
  readonly grants: readonly OfficerGrant[]
  readonly isAdmin: boolean
}

const grantRows = (view: View, { officer, grants, offered }: OfficerState): Html =>
  html`<ul class="rows">
    ${grants.map(
      (grant) =>
        html`<li class="row">
          <div>
            <strong>${roleName(view, grant.role)}</strong>
            <span class="hint">${grant.role === 'admin' ? view.t('console:officer.whole') : grant.unitName}</span>
          </div>
          ${
            offered.includes(grant.role) &&
            html`<form method="post" action="/console/officers/${officer.id}/roles/revoke">
              ${formToken(view)}
              <input type="hidden" name="role" value="${grant.role}" />
              <input type="hidden" name="unit_id" value="${grant.unitId}" />
              <button class="button quiet small" type="submit">
                ${view.t('console:officer.revoke')}<span class="visually-hidden">: ${grantLine(view, grant)}</span>
              </button>
            </form>`
          }
        </li>`,
    )}
  </ul>`

const post = (view: View, action: string, label: string, kind: 'quiet' | 'danger' = 'quiet'): Html =>
  html`<form method="post" action="${action}">${formToken(view)} ${submit(label, kind)}</form>`

export const officerPage = (view: View, state: OfficerState): Html => {
  const { officer, isAdmin } = state
  const address = `/console/officers/${officer.id}`
  const linkLabel = view.t(officer.hasPassword ? 'console:officer.newPassword' : 'console:officer.newInvitation')
  return appPage(view, {
    title: officer.name,
    trail: trail(view),
    lead: html`${officer.title && html`${officer.title} · `}${view.t('console:signIn.login')}:
      <strong>${officer.login}</strong> ${stateChip(view, officer)}`,
    body: html`${faultSummary(view, state.faults)}
      <section class="panel" aria-labelledby="roles">
        <h2 id="roles">${view.t('console:officers.roles')}</h2>
        ${grantRows(view, state)}
        <details ${Object.keys(state.faults).length > 0 && html`open`}>
          <summary>${view.t('console:officer.grant')}</summary>
          <form method="post" action="${address}/roles" novalidate>
            ${formToken(view)} ${roleFields(view, state)} ${submit(view.t('console:officer.grant'))}
          </form>
        </details>
      </section>
      <section class="panel" aria-labelledby="access">
        <h2 id="access">${view.t('console:officer.access')}</h2>
        <div class="actions">
          ${!officer.disabledAt && post(view, `${address}/link`, linkLabel)}
          ${!officer.disabledAt && html`<a class="button quiet" href="${address}/hand-over">${view.t('access:hand.open')}</a>`}
          ${isAdmin && officer.hasTotp && post(view, `${address}/reset-totp`, view.t('console:officer.resetTotp'))}
          ${
            officer.disabledAt
              ? post(view, `${address}/enable`, view.t('console:officer.enable'))
              : post(view, `${address}/disable`, view.t('console:officer.disable'), 'danger')
          }
        </div>
        <p class="hint">${view.t('console:officer.disableHint')}</p>
      </section>`,
  })
}
