import { isCollecting, noticeDue, type Dialogue } from '../../dialogues/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import { holdsAny } from '../navigation.ts'
import type { View } from '../view.ts'
import { longDay, timeOfDay } from '../wording.ts'

/** Where a session stands, as a chip; and a second one when people have still to be told something. */
export const stateChips = (view: View, dialogue: Dialogue): Piece => {
  const tone = { draft: 'plain', announced: 'good', held: 'plain', concluded: 'plain', cancelled: 'bad' } as const
  const due = dialogue.state === 'draft' ? null : noticeDue(dialogue)
  return html`<span class="chips"
    ><span class="chip ${tone[dialogue.state]}">${view.t(`dialogues:state.${dialogue.state}`)}</span>${
      isCollecting(dialogue, view.now) && html`<span class="chip">${view.t('dialogues:collecting')}</span>`
    }${due && html`<span class="chip warn">${view.t(`dialogues:due.${due}`)}</span>`}</span
  >`
}

type ListState = {
  readonly items: readonly Dialogue[]
  readonly next: string | null
  readonly show: 'all' | 'coming'
  readonly query: string
}

const emptyList = (view: View, mayCall: boolean): Html =>
  emptyState(
    view.t('console:dialogues.none'),
    mayCall
      ? html`<p>${view.t('console:dialogues.noneNext')}</p>
          <p><a class="button primary" href="/console/dialogues/new">${view.t('console:dialogue.new')}</a></p>`
      : view.t('console:dialogues.noneWait'),
  )

export const dialoguesPage = (view: View, { items, next, show, query }: ListState): Html => {
  const mayCall = view.signedIn !== undefined && holdsAny(view.signedIn, ['front_officer'])
  return appPage(view, {
    title: view.t(show === 'coming' ? 'console:dialogues.coming' : 'console:dialogues.title'),
    width: 'wide',
    actions:
      mayCall &&
      items.length > 0 &&
      html`<a class="button quiet" href="/console/dialogues/urgent">${view.t('console:dialogue.urgent')}</a>
        <a class="button primary" href="/console/dialogues/new">${view.t('console:dialogue.new')}</a>`,
    body: html`${items.length === 0 && emptyList(view, mayCall)}
    ${
      items.length > 0 &&
      html`<ul class="rows">
        ${items.map(
          (one) =>
            html`<li class="row">
              <div>
                <a href="/console/dialogues/${one.id}"><strong>${one.title}</strong></a>
                <span class="hint"
                  >${timeOfDay(view, one.startsAt)}, ${longDay(view, one.startsAt)} · ${one.place}</span
                >
              </div>
              ${stateChips(view, one)}
            </li>`,
        )}
      </ul>`
    }
    ${items.length > 0 && show === 'all' && listLinks(view, 'dialogues', query)}
    ${next !== null && show === 'all' && html`<p><a class="button quiet" href="/console/dialogues?${query === '' ? '' : `${query}&`}after=${next}">${view.t('console:list.older')}</a></p>`}`,
  })
}
