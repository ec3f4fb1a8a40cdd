import { isOnDuty, type DeskHours, type DeskThread } from '../../desk/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'

const platforms = { zalo: 'Zalo', telegram: 'Telegram', web: 'Web', phone: 'SMS' } as const

export const threadChip = (view: View, { state }: Pick<DeskThread, 'state'>): Html => {
  const tone = { waiting: 'warn', answered: 'good', closed: 'plain' } as const
  return html`<span class="chip ${tone[state]}">${view.t(`console:desk.state.${state}` as PhraseKey)}</span>`
}

type ListState = { readonly threads: readonly DeskThread[]; readonly state: DeskThread['state'] | undefined }

/** Renews itself: somebody may be waiting at this moment. */
export const threadList = (view: View, { threads, state }: ListState): Html =>
  html`<div
    id="threads"
    hx-get="/console/desk/threads${state && `?state=${state}`}"
    hx-trigger="every 8s"
    hx-swap="outerHTML"
  >
    ${
      threads.length === 0
        ? emptyState(view.t('console:desk.none'), view.t('console:desk.noneNext'))
        : html`<ul class="rows">
            ${threads.map(
              (thread) =>
                html`<li class="row">
                  <div>
                    <a href="/console/desk/${thread.id}"
                      ><strong>${thread.preview || view.t('console:desk.noText')}</strong></a
                    >
                    <span class="hint"
                      >${listMoment(view, thread.lastAt)} · ${platforms[thread.platform]} · ${thread.unitName}</span
                    >
                  </div>
                  ${threadChip(view, thread)}
                </li>`,
            )}
          </ul>`
    }
  </div>`

type DeskState = ListState & { readonly hours: DeskHours | null; readonly mayAnswer: boolean }

const hoursLine = (view: View, hours: DeskHours | null): string => {
  if (!hours) return view.t('console:desk.noHours')
  return view.t(isOnDuty(hours.hours, view.now) ? 'console:desk.onDuty' : 'console:desk.offDuty', {
    phone: hours.phone,
  })
}

export const deskPage = (view: View, state: DeskState): Html =>
  appPage(view, {
    title: view.t('console:desk.title'),
    lead: html`${view.t('console:desk.lead')} ${hoursLine(view, state.hours)}`,
    actions:
      state.mayAnswer && html`<a class="button quiet" href="/console/desk/hours">${view.t('console:desk.hours')}</a>`,
    body: html`<nav class="filters" aria-label="${view.t('console:desk.byState')}">
        <a class="filter" href="/console/desk" ${state.state === undefined && html`aria-current="true"`}
          >${view.t('console:questions.all')}</a
        >
        ${(['waiting', 'answered', 'closed'] as const).map(
          (one) =>
            html`<a class="filter" href="/console/desk?state=${one}" ${state.state === one && html`aria-current="true"`}
              >${view.t(`console:desk.state.${one}`)}</a
            >`,
        )}
      </nav>
      ${threadList(view, state)}`,
  })
