import type { LedgerTask } from '../../conclusions/index.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { ledgerPath, ownerOf, pathOf, taskChip } from './parts.ts'

export const filters = ['overdue', 'open', 'closed'] as const
export type Filter = (typeof filters)[number]

type State = { readonly of: Filter; readonly tasks: readonly LedgerTask[]; readonly today: PlainDate }

export const taskRow = (view: View, task: LedgerTask, today: PlainDate): Html =>
  html`<li class="row">
    <span class="stacked">
      <a href="${pathOf(task.dialogueId)}#task-${task.id}">${task.words}</a>
      <span class="hint">${ownerOf(task)}</span>
      <span class="hint"
        >${view.t('conclusions:due', { day: shortDay(task.dueOn) })} · ${task.unitName} ·
        ${task.session}${task.lastStep !== null && ` · ${task.lastStep}`}</span
      >
    </span>
    ${taskChip(view, task, today)}
  </li>`

/** Tasks of all sessions, the late ones first. */
export const ledgerPage = (view: View, { of, tasks, today }: State): Html =>
  appPage(view, {
    title: view.t('conclusions:title'),
    lead: view.t('conclusions:lead'),
    body: html`<nav class="filters" aria-label="${view.t('conclusions:title')}">
        ${filters.map(
          (one) =>
            html`<a class="filter" href="${ledgerPath}?of=${one}" ${one === of && html`aria-current="true"`}
              >${view.t(`conclusions:filter.${one}`)}</a
            >`,
        )}
      </nav>
      ${
        tasks.length === 0
          ? emptyState(view.t('conclusions:empty'), view.t('conclusions:emptyHint'))
          : html`<ul class="rows">
                ${tasks.map((task) => taskRow(view, task, today))}
              </ul>
              ${listLinks(view, 'conclusions', `of=${of}`)}`
      }`,
  })
