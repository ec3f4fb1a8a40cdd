import type { Broadcast } from '../../broadcasts/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { formatCount, listMoment } from '../wording.ts'

export const broadcastChip = (view: View, { state }: Pick<Broadcast, 'state'>): Html => {
  const tone = { draft: 'warn', rejected: 'bad', running: '', paused: 'warn', done: 'good', stopped: 'plain' } as const
  return html`<span class="chip ${tone[state]}">${view.t(`broadcasts:state.${state}`)}</span>`
}

export type ListedBroadcast = { readonly broadcast: Broadcast; readonly dialogue: Dialogue }

export const announcementsPage = (view: View, items: readonly ListedBroadcast[]): Html =>
  appPage(view, {
    title: view.t('console:announcements.title'),
    lead: view.t('console:announcements.lead'),
    width: 'wide',
    body:
      items.length === 0
        ? emptyState(view.t('console:announcements.none'), view.t('console:announcements.noneNext'))
        : html`<ul class="rows">
              ${items.map(
                ({ broadcast, dialogue }) =>
                  html`<li class="row">
                    <div>
                      <a href="/console/announcements/${broadcast.id}"
                        ><strong>${view.t(`broadcasts:kind.${broadcast.kind}`)}: ${dialogue.title}</strong></a
                      >
                      <span class="hint"
                        >${listMoment(view, broadcast.approvedAt ?? broadcast.createdAt)}${
                          broadcast.recipients > 0 &&
                          ` · ${view.t('console:announcement.people', { count: broadcast.recipients, shown: formatCount(view, broadcast.recipients) })}`
                        }</span
                      >
                    </div>
                    ${broadcastChip(view, broadcast)}
                  </li>`,
              )}
            </ul>
            ${listLinks(view, 'announcements', '')}`,
  })
