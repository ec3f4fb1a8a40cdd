import type { HandOverPreview, ListedOfficer, Officer } from '../../officers/index.ts'
import { faultSummary, formToken, selectField, submit } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { roleName } from './pages.ts'

export type HandOverState = {
  readonly officer: Officer
  readonly candidates: readonly ListedOfficer[]
  readonly to: string
  readonly faults: Faults
  readonly preview: HandOverPreview | undefined
}

const list = (lines: readonly Piece[], empty: string): Html =>
  lines.length === 0
    ? html`<p class="hint">${empty}</p>`
    : html`<ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>`

const previewPart = (view: View, { officer, to, candidates }: HandOverState, preview: HandOverPreview): Html => {
  const ends = [
    view.t('access:hand.access', { name: officer.name }),
    preview.sessions > 0 && view.t('access:hand.sessions', { count: preview.sessions }),
    preview.tokens > 0 && view.t('access:hand.tokens', { count: preview.tokens }),
    preview.links > 0 && view.t('access:hand.links', { count: preview.links }),
    preview.hasChat && view.t('access:hand.chat'),
    preview.hasIdentity && view.t('access:hand.identity'),
  ].filter((line) => line !== false)
  const grants = preview.grants.map(
    (grant) =>
      html`<strong>${roleName(view, grant.role)}</strong>${grant.role !== 'admin' && html`, ${grant.unitName}`}
        ${grant.isHeld && html`<span class="hint">(${view.t('access:hand.roleHeld')})</span>`}`,
  )
  const work = preview.work
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => view.t(`access:hand.${kind}`, { count }))
  return html`<section class="panel" aria-labelledby="moves">
    <h2 id="moves">${officer.name} → ${candidates.find(({ id }) => id === to)?.name}</h2>
    <h3>${view.t('access:hand.roles')}</h3>
    ${list(grants, view.t('access:hand.noRoles'))}
    <h3>${view.t('access:hand.work')}</h3>
    ${list(work, view.t('access:hand.noWork'))}
    <h3>${view.t('access:hand.ends')}</h3>
    ${list(ends, '')}
    <p class="hint">${view.t('access:hand.stays', { name: officer.name })}</p>
    <form method="post" action="/console/officers/${officer.id}/hand-over">
      ${formToken(view)}
      <input type="hidden" name="to" value="${to}" />
      <input type="hidden" name="seen" value="${preview.seen}" />
      ${submit(view.t('access:hand.do'), 'danger')}
    </form>
  </section>`
}

export const handOverPage = (view: View, state: HandOverState): Html => {
  const { officer, candidates, to, faults, preview } = state
  return appPage(view, {
    title: view.t('access:hand.title'),
    trail: [
      { path: '/console/officers', label: view.t('console:officers.title') },
      { path: `/console/officers/${officer.id}`, label: officer.name },
    ],
    lead: view.t('access:hand.lead'),
    body: html`${faultSummary(view, faults)}
      <form method="get" action="/console/officers/${officer.id}/hand-over">
        ${selectField({
          name: 'to',
          label: view.t('access:hand.to'),
          hint: view.t('access:hand.toHint'),
          value: to,
          empty: view.t('access:hand.choose'),
          options: candidates.map(({ id, name, title }) => ({ value: id, label: title ? `${name}, ${title}` : name })),
          faults,
        })}
        ${submit(view.t('access:hand.look'), 'quiet')}
      </form>
      ${preview && previewPart(view, state, preview)}`,
  })
}
