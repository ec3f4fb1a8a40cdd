import type { NoticeContent, RelayGroup } from '../../broadcasts/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { html, type Html } from '../html.ts'
import { printPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

type Relay = {
  readonly broadcastId: string
  readonly dialogue: Dialogue
  readonly content: NoticeContent
  readonly groups: readonly RelayGroup[]
}

/** For the heads of villages and ward groups: where the notice has to be carried by people, and what to say. */
export const relayPage = (view: View, { broadcastId, dialogue, content, groups }: Relay): Html =>
  printPage(
    view,
    view.t('console:relay.title'),
    html`<article class="relay">
      <h1>${view.t('console:relay.title')}</h1>
      <p><strong>${dialogue.title}</strong></p>
      <p>${view.t('console:relay.lead')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">${view.t('console:relay.group')}</th>
            <th scope="col" class="number">${view.t('console:relay.known')}</th>
            <th scope="col" class="number">${view.t('console:relay.told')}</th>
            <th scope="col">${view.t('console:relay.how')}</th>
            <th scope="col">${view.t('console:relay.signed')}</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map(
            (group) =>
              html`<tr>
                <th scope="row">${group.name}</th>
                <td class="number">${formatCount(view, group.known)}</td>
                <td class="number">${formatCount(view, group.told)}</td>
                <td></td>
                <td></td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${groups.length === 0 && html`<p>${view.t('console:relay.none')}</p>`}
      <h2>${view.t('console:relay.words')}</h2>
      <blockquote lang="vi">${content.texts.vi.split('\n').map((line) => html`${line}<br />`)}</blockquote>
    </article>`,
    `/console/announcements/${broadcastId}`,
  )
