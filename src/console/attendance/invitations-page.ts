import { formatTicket, type Invitation } from '../../attendance/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { faultSummary, formToken, submit, textArea } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'

export type InvitationsState = {
  readonly dialogue: Dialogue
  readonly invitations: readonly Invitation[]
  /** What the last paste did. */
  readonly done: { readonly added: number; readonly known: number } | null
  readonly retentionDays: number
  readonly form: Form
  readonly faults: Faults
}

const rowOf = (view: View, { dialogue }: InvitationsState, one: Invitation): Html => {
  const name = one.invitee?.name ?? view.t('attendance:invite.nameGone')
  const about = one.invitee && [one.invitee.title, one.invitee.organisation, one.invitee.contact]
  return html`<li class="row">
    <div>
      <strong>${name}</strong>
      <span class="hint">${about?.filter((part) => part !== '').join(' · ')}</span>
      <span class="hint mono">${formatTicket(one.code)}</span>
      ${one.arrivedAt && html`<span class="chip good">${view.t('attendance:invite.came')}</span>`}
    </div>
    ${
      one.invitee &&
      html`<form method="post" action="/console/attendance/${dialogue.id}/invitations/${one.id}/strike">
        ${formToken(view)}<button class="button quiet small" type="submit">
          ${view.t('attendance:invite.strike')}<span class="visually-hidden">: ${name}</span>
        </button>
      </form>`
    }
  </li>`
}

const listPart = (view: View, state: InvitationsState): Piece =>
  state.invitations.length === 0
    ? emptyState(view.t('attendance:invite.none'), view.t('attendance:invite.noneNext'))
    : html`<section aria-labelledby="list">
        <h2 id="list">${view.t('attendance:invite.list', { count: state.invitations.length })}</h2>
        <ul class="rows">
          ${state.invitations.map((one) => rowOf(view, state, one))}
        </ul>
      </section>`

/** Who is invited by name: a list pasted from a table, and the letters made from it. */
export const invitationsPage = (view: View, state: InvitationsState): Html => {
  const { dialogue, done, faults, form } = state
  const base = `/console/attendance/${dialogue.id}/invitations`
  const hasNames = state.invitations.some((one) => one.invitee !== null)
  return appPage(view, {
    title: view.t('attendance:invite.title'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    lead: view.t('attendance:invite.lead', { days: state.retentionDays }),
    actions: hasNames && html`<a class="button primary" href="${base}/print">${view.t('attendance:invite.print')}</a>`,
    body: html`${faultSummary(view, faults)}
      ${done && html`<div class="banner good" role="status"><p>${view.t('attendance:invite.done', done)}</p></div>`}
      <form method="post" action="${base}" class="panel" novalidate>
        ${formToken(view)}
        ${textArea({ name: 'list', label: view.t('attendance:invite.paste'), hint: view.t('attendance:invite.pasteHint'), value: textOf(form, 'list'), rows: 6, faults })}
        ${submit(view.t('attendance:invite.submit'))}
      </form>
      ${listPart(view, state)}`,
  })
}
