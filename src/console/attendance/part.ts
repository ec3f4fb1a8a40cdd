import type { AttendanceFigures } from '../../attendance/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

type State = { readonly dialogue: Dialogue; readonly attendance: AttendanceFigures; readonly maySteer: boolean }

const figure = (view: View, name: string, count: number): Piece =>
  html`<div>
    <dt>${name}</dt>
    <dd>${formatCount(view, count)}</dd>
  </div>`

/** On the page of a session: who said that they come, who came, and the way to the door and the invitations. */
export const attendancePart = (view: View, { dialogue, attendance: one, maySteer }: State): Piece => {
  const isOpen = dialogue.state !== 'draft' && dialogue.state !== 'cancelled'
  const base = `/console/attendance/${dialogue.id}`
  const hasCome = one.came.persons > 0
  return html`<section class="panel" aria-labelledby="attendance">
    <h2 id="attendance">${view.t('attendance:console.title')}</h2>
    <dl class="facts counts">
      ${figure(view, view.t('attendance:console.yes'), one.yes.persons)}
      ${one.perhaps.persons > 0 && figure(view, view.t('attendance:console.perhaps'), one.perhaps.persons)}
      ${one.waiting.persons > 0 && figure(view, view.t('attendance:console.waiting'), one.waiting.persons)}
      ${dialogue.capacity !== null && figure(view, view.t('attendance:console.capacity'), dialogue.capacity)}
      ${one.invited > 0 && figure(view, view.t('attendance:console.invited'), one.invited)}
      ${hasCome && figure(view, view.t('attendance:console.came'), one.came.persons)}
    </dl>
    ${
      maySteer &&
      html`<p class="actions">
        ${isOpen && html`<a class="button quiet" href="${base}">${view.t('attendance:console.toDoor')}</a>`}
        <a class="button quiet" href="${base}/invitations">${view.t('attendance:console.toInvitations')}</a>
      </p>`
    }
  </section>`
}
