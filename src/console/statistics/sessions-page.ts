import type { HeldSession } from '../../statistics/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { basePath } from './parts.ts'

/** The sessions behind a number. */
export const sessionsPage = (
  view: View,
  state: {
    readonly unitId: string
    readonly unitName: string
    readonly year: number
    readonly sessions: readonly HeldSession[]
    readonly limit: number
  },
): Html =>
  appPage(view, {
    title: view.t('statistics:behind'),
    trail: [{ path: `${basePath}?unit=${state.unitId}&year=${state.year}`, label: view.t('statistics:title') }],
    lead: `${state.unitName}, ${state.year}`,
    body: html`${state.sessions.length === 0 && emptyState(view.t('statistics:noSessions'), view.t('statistics:noSessionsHint'))}
      <ul class="rows">
        ${state.sessions.map(
          (one) =>
            html`<li class="row">
              <span class="stacked">
                <a href="/console/dialogues/${one.id}"><strong>${one.title}</strong></a>
                <span class="hint">${fullMoment(view, one.startsAt)} · ${one.unitName} · ${one.place}</span>
              </span>
            </li>`,
        )}
      </ul>
      ${state.sessions.length === state.limit && html`<p class="hint">${view.t('statistics:cut', { max: state.limit })}</p>`}`,
  })
