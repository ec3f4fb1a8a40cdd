import type { AuditHead, AuditLine } from '../../audit/index.ts'
import type { Role } from '../../kernel/actor.ts'
import { roles } from '../../kernel/actor.ts'
import { phraseKeys, type PhraseKey } from '../../phrases/index.ts'
import { faultSummary, selectField, submit, textField } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { formatCount, listMoment } from '../wording.ts'

export const auditHome = '/console/audit'

/** Acts that have words of their own. */
const actions: readonly string[] = phraseKeys('audit')
  .filter((key) => key.startsWith('action.'))
  .map((key) => key.slice(7))

export type AuditQuery = {
  readonly action: string
  readonly officer: string
  readonly subject: string
  readonly from: string
  readonly until: string
}

export type AuditPage = {
  readonly query: AuditQuery
  readonly faults: Faults
  readonly officers: readonly { readonly id: string; readonly name: string }[]
  readonly lines: readonly AuditLine[]
  readonly next: string | null
  readonly isFirst: boolean
  readonly head: AuditHead | undefined
}

export const actionWords = (view: View, action: string): string =>
  actions.includes(action) ? view.t(`audit:action.${action}` as PhraseKey) : view.t('audit:other', { action })

export const who = (view: View, line: AuditLine): string => {
  if (line.actorKind === 'officer') return line.officerName ?? view.t('audit:formerOfficer')
  return view.t(line.actorKind === 'resident' ? 'audit:resident' : 'audit:system')
}

const what = (view: View, line: AuditLine): string => {
  const words = actionWords(view, line.action)
  const role = roles.find((one: Role) => one === line.details['role'])
  return role ? `${words} (${view.t('audit:role', { role: view.t(`officers:role.${role}`) })})` : words
}

const addressOf = (query: Partial<AuditQuery> & { readonly after?: string }): string => {
  const set = Object.entries(query).filter(([, value]) => value !== '')
  return set.length === 0 ? auditHome : `${auditHome}?${new URLSearchParams(set).toString()}`
}

// A resident's id leads to a person and belongs in no address.
const subjectLink = (view: View, line: AuditLine): Piece =>
  line.subjectKind !== 'resident' &&
  line.subjectKind !== 'route' &&
  html`<a href="${addressOf({ subject: `${line.subjectKind}:${line.subjectId}` })}"
    >${view.t('audit:only')}<span class="visually-hidden">: ${what(view, line)}</span></a
  >`

const filters = (view: View, { query, faults, officers }: AuditPage): Html =>
  html`<form method="get" action="${auditHome}" class="inline" role="search">
    ${selectField({
      name: 'action',
      label: view.t('audit:filter.action'),
      value: query.action,
      empty: view.t('audit:filter.anyAction'),
      options: actions
        .map((value) => ({ value, label: actionWords(view, value) }))
        .toSorted((one, other) => one.label.localeCompare(other.label, view.locale)),
    })}
    ${selectField({
      name: 'officer',
      label: view.t('audit:filter.officer'),
      value: query.officer,
      empty: view.t('audit:filter.anyOfficer'),
      options: officers.map(({ id, name }) => ({ value: id, label: name })),
    })}
    ${(['from', 'until'] as const).map((name) =>
      textField({
        name,
        label: view.t(`audit:filter.${name}`),
        hint: view.t('audit:filter.dayHint'),
        value: query[name],
        size: 'short',
        autocomplete: 'off',
        maxlength: 20,
        faults,
      }),
    )}
    ${query.subject !== '' && html`<input type="hidden" name="subject" value="${query.subject}" />`}
    ${submit(view.t('audit:filter.apply'), 'quiet')}
  </form>`

const table = (view: View, lines: readonly AuditLine[]): Html =>
  html`<div class="table-box">
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">${view.t('audit:what')}</th>
          <th scope="col">${view.t('audit:who')}</th>
          <th scope="col">${view.t('audit:when')}</th>
          <th scope="col">${view.t('audit:where')}</th>
          <th scope="col">${view.t('audit:subject')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              <th scope="row">${what(view, line)}</th>
              <td data-label="${view.t('audit:who')}">${who(view, line)}</td>
              <td data-label="${view.t('audit:when')}">
                <time datetime="${line.at.toISOString()}">${listMoment(view, line.at)}</time>
              </td>
              <td data-label="${view.t('audit:where')}">${line.unitName ?? view.t('audit:noUnit')}</td>
              <td data-label="${view.t('audit:subject')}">${subjectLink(view, line)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

const headPart = (view: View, head: AuditHead | undefined): Html =>
  html`<section class="panel" aria-labelledby="chain">
    <h2 id="chain">${view.t('audit:head')}</h2>
    <p class="hint">${view.t('audit:headWhy')}</p>
    ${
      head
        ? html`<p>
            ${view.t('audit:headSeq')}: <strong>${formatCount(view, head.seq)}</strong><br />
            <code class="spaced">${head.hash.replaceAll(/(.{8})(?=.)/g, '$1 ')}</code>
          </p>`
        : html`<p>${view.t('audit:headEmpty')}</p>`
    }
    <p><a href="/verify/chain">${view.t('audit:headLink')}</a></p>
  </section>`

export const auditPage = (view: View, state: AuditPage): Html => {
  const { query, lines, next } = state
  const isFiltered = Object.values(query).some((value) => value !== '')
  return appPage(view, {
    title: view.t('audit:title'),
    lead: view.t('audit:lead'),
    width: 'wide',
    body: html`${faultSummary(view, state.faults)} ${filters(view, state)}
      ${query.subject !== '' && html`<p>${view.t('audit:filter.ofSubject')}</p>`}
      ${isFiltered && html`<p><a href="${auditHome}">${view.t('audit:filter.clear')}</a></p>`}
      ${lines.length === 0 ? emptyState(view.t('audit:empty'), view.t('audit:emptyNext')) : html`${listLinks(view, 'audit', addressOf(query).split('?')[1] ?? '')} ${table(view, lines)}`}
      <p class="actions">
        ${!state.isFirst && html`<a class="button quiet" href="${addressOf(query)}">${view.t('audit:newest')}</a>`}
        ${
          next !== null &&
          html`<a class="button quiet" rel="next" href="${addressOf({ ...query, after: next })}"
            >${view.t('audit:older')}</a
          >`
        }
      </p>
      ${headPart(view, state.head)}`,
  })
}
