import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { Waiting, WaitKind } from '../../overview/index.ts'
import type { Unit } from '../../units/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'

/** What stands behind the figures of what waits; opinions to be sorted have a list of their own. */
export const waitKinds = ['contests', 'approvals', 'desk', 'requests', 'late_requests'] as const satisfies WaitKind[]
export type ListedWait = (typeof waitKinds)[number]

/** So many are shown. */
export const waitsShown = 200

type State = {
  readonly unit: Unit
  readonly kind: ListedWait
  readonly waiting: readonly Waiting[]
  /** Contests and talks are for who works on them. */
  readonly mayWork: boolean
}

const pathOf = (kind: ListedWait, { id }: Waiting, mayWork: boolean): string | null => {
  if (kind === 'approvals') return `/console/announcements/${id}`
  if (kind === 'requests' || kind === 'late_requests') return `/console/requests/${id}`
  if (!mayWork) return null
  return kind === 'desk' ? '/console/desk' : '/console/triage/contests'
}

/** One of the things that wait, with since when and where: nothing of what anybody wrote. */
export const waitsPage = (view: View, { unit, kind, waiting, mayWork }: State): Html => {
  const count = waiting.length
  const label = view.t(`overview:wait.${kind}`, { count, shown: formatCount(view, count) })
  return appPage(view, {
    title: view.t('overview:waits'),
    trail: [{ path: `/console/overview?unit=${unit.id}`, label: unit.fullName }],
    body:
      count === 0
        ? emptyState(view.t('overview:waitsNone'), '')
        : html`<p>
              <strong>${label}</strong
              >${count === waitsShown && html` ${view.t('overview:waitsShown', { shown: formatCount(view, count) })}`}
            </p>
            <ul class="rows">
              ${waiting.map((one) => {
                const path = pathOf(kind, one, mayWork)
                const title = one.session ?? one.where
                const since = view.t('overview:since', { when: shortDay(vietnamDate(one.since)) })
                return html`<li class="row" data-wait>
                  <div>
                    ${path === null ? html`<strong>${title}</strong>` : html`<a href="${path}"><strong>${title}</strong></a>`}
                    <span class="hint"
                      >${view.t(`overview:waitFor.${kind}`)} ·
                      ${since}${one.session !== null && ` · ${one.where}`}</span
                    >
                  </div>
                </li>`
              })}
            </ul>`,
  })
}
