import { shortestPassword } from '../../officers/index.ts'
import { faultSummary, formToken, radioField, submit, textField } from '../fields.ts'
import { noFaults, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'

type Session = { readonly id: string; readonly device: string; readonly createdAt: Date; readonly lastSeenAt: Date }
type Token = {
  readonly id: string
  readonly label: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

export type AccountPage = {
  readonly form: Form
  readonly faults: Faults
  /** The part that the faults belong to. */
  readonly part: string
  readonly sessions: readonly Session[]
  readonly tokens: readonly Token[]
  readonly recoveryCodesLeft: number
  /** Other ways to sign in. */
  readonly ways: Piece
}

/** What came back from a form, and which part of the page it belongs to. */
export type AccountState = Pick<AccountPage, 'form' | 'faults' | 'part'>

const section = (id: string, title: string, body: Piece): Html =>
  html`<section class="panel" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`

const profile = (view: View, { form, part, faults }: AccountPage): Html => {
  const officer = view.signedIn?.officer
  const isBack = part === 'profile'
  const wrong = isBack ? faults : noFaults
  return section(
    'profile',
    view.t('console:account.profile'),
    html`<form method="post" action="/console/account/profile" novalidate>
      ${formToken(view)}
      ${textField({
        name: 'name',
        label: view.t('console:officer.name'),
        value: isBack ? textOf(form, 'name') : officer?.name,
        autocomplete: 'name',
        required: true,
        faults: wrong,
      })}
      ${textField({
        name: 'title',
        label: view.t('console:officer.title'),
        value: isBack ? textOf(form, 'title') : (officer?.title ?? ''),
        autocomplete: 'organization-title',
        faults: wrong,
      })}
      ${radioField({
        name: 'language',
        label: view.t('console:account.language'),
        value: isBack ? textOf(form, 'language') : (officer?.language ?? 'vi'),
        options: [
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ],
        layout: 'across',
      })}
      ${submit(view.t('console:save'))}
    </form>`,
  )
}

const password = (view: View, { part, faults }: AccountPage): Html => {
  const wrong = part === 'password' ? faults : noFaults
  return section(
    'password',
    view.t('console:account.password'),
    html`<form method="post" action="/console/account/password" novalidate>
      ${formToken(view)}
      <input
        class="visually-hidden"
        type="text"
        name="username"
        value="${view.signedIn?.officer.login}"
        autocomplete="username"
        readonly
        tabindex="-1"
        aria-hidden="true"
      />
      ${textField({
        name: 'current',
        label: view.t('console:password.current'),
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        faults: wrong,
      })}
      ${textField({
        name: 'password',
        label: view.t('console:password.new'),
        hint: view.t('console:password.hint', { least: shortestPassword }),
        type: 'password',
        autocomplete: 'new-password',
        required: true,
        faults: wrong,
      })}
      ${submit(view.t('console:password.change'))}
      <p class="hint">${view.t('console:password.others')}</p>
    </form>`,
  )
}

const secondFactor = (view: View, { part, faults, recoveryCodesLeft }: AccountPage): Html => {
  const wrong = part === 'second-factor' ? faults : noFaults
  const body = view.signedIn?.officer.hasTotp
    ? html`<p>
          <span class="chip good">${view.t('console:totp.isOn')}</span>
          ${view.t('console:totp.codesLeft', { count: recoveryCodesLeft })}
        </p>
        <form method="post" action="/console/account/second-factor/codes" novalidate>
          ${formToken(view)}
          ${textField({
            name: 'code',
            label: view.t('console:signIn.code'),
            hint: view.t('console:totp.codeForChange'),
            autocomplete: 'one-time-code',
            size: 'medium',
            required: true,
            faults: wrong,
          })}
          <p class="actions">
            ${submit(view.t('console:totp.newCodes'), 'quiet')}
            <button class="button danger" type="submit" formaction="/console/account/second-factor/off">
              ${view.t('console:totp.turnOff')}
            </button>
          </p>
        </form>`
    : html`<p>${view.t('console:totp.why')}</p>
        <p><a class="button quiet" href="/console/account/second-factor">${view.t('console:totp.begin')}</a></p>`
  return section('second-factor', view.t('console:totp.title'), body)
}

const devices = (view: View, { sessions }: AccountPage): Html =>
  section(
    'devices',
    view.t('console:devices.title'),
    html`<ul class="rows">
        ${sessions.map(
          (session) =>
            html`<li class="row">
              <div>
                <strong>${session.device || view.t('console:devices.unknown')}</strong>
                <span class="hint"
                  >${view.t('console:devices.seen', { when: listMoment(view, session.lastSeenAt) })}</span
                >
              </div>
              ${
                session.id === view.signedIn?.sessionId
                  ? html`<span class="chip">${view.t('console:devices.this')}</span>`
                  : html`<form method="post" action="/console/account/sessions/${session.id}/end">
                      ${formToken(view)}<button class="button quiet small" type="submit">
                        ${view.t('console:devices.end')}<span class="visually-hidden"> ${session.device}</span>
                      </button>
                    </form>`
              }
            </li>`,
        )}
      </ul>
      <form method="post" action="/console/account/sessions/end-others" class="actions">
        ${formToken(view)} ${submit(view.t('console:devices.endOthers'), 'quiet')}
        <button class="button quiet" type="submit" formaction="/console/account/sessions/end-all">
          ${view.t('console:devices.endAll')}
        </button>
      </form>`,
  )

const tokens = (view: View, state: AccountPage): Html => {
  const isBack = state.part === 'tokens'
  const list = html`<ul class="rows">
    ${state.tokens.map(
      (token) =>
        html`<li class="row">
          <div>
            <strong>${token.label}</strong>
            <span class="hint"
              >${
                token.lastUsedAt
                  ? view.t('console:token.used', { when: listMoment(view, token.lastUsedAt) })
                  : view.t('console:token.unused')
              }</span
            >
          </div>
          <form method="post" action="/console/account/tokens/${token.id}/revoke">
            ${formToken(view)}<button class="button quiet small" type="submit">
              ${view.t('console:token.revoke')}<span class="visually-hidden"> ${token.label}</span>
            </button>
          </form>
        </li>`,
    )}
  </ul>`
  return section(
    'tokens',
    view.t('console:token.title'),
    html`<p class="hint">${view.t('console:token.why')}</p>
      ${state.tokens.length > 0 && list}
      <form method="post" action="/console/account/tokens" class="inline" novalidate>
        ${formToken(view)}
        ${textField({
          name: 'label',
          label: view.t('console:token.label'),
          value: isBack ? textOf(state.form, 'label') : '',
          maxlength: 80,
          faults: isBack ? state.faults : noFaults,
        })}
        ${submit(view.t('console:token.make'), 'quiet')}
      </form>`,
  )
}

export const accountPage = (view: View, state: AccountPage): Html =>
  appPage(view, {
    title: view.t('console:account.title'),
    lead: html`${view.t('console:signIn.login')}: <strong>${view.signedIn?.officer.login}</strong>`,
    body: html`${faultSummary(view, state.faults)} ${profile(view, state)} ${password(view, state)}
    ${secondFactor(view, state)} ${state.ways} ${devices(view, state)} ${tokens(view, state)}`,
  })
