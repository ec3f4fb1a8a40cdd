import { formatTicket, type Invitation } from '../../attendance/index.ts'
import { describeHosts, describePlace, type Dialogue } from '../../dialogues/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import type { Unit } from '../../units/index.ts'
import { assetPath } from '../assets.ts'
import { html, type Html } from '../html.ts'
import { emptyState, printPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'

type Letter = { readonly invitation: Invitation; readonly qr: Html }
type State = { readonly dialogue: Dialogue; readonly unit: Unit; readonly letters: readonly Letter[] }

const fact = (name: string, value: string): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`

const letter = (view: View, { dialogue, unit }: State, { invitation, qr }: Letter): Html => {
  const { invitee, code } = invitation
  const about = [invitee?.title, invitee?.organisation].filter((part) => part !== undefined && part !== '').join(', ')
  return html`<article class="letter">
    <header class="letter-head">
      <p>
        ${view.t('attendance:letter.front')}<br /><strong
          >${view.t('attendance:letter.committee', { unit: unit.fullName.toLocaleUpperCase('vi') })}</strong
        >
      </p>
      <p><strong>${view.t('attendance:letter.state')}</strong><br />${view.t('attendance:letter.motto')}</p>
    </header>
    <h1>${view.t('attendance:letter.title')}</h1>
    <p>${view.t('attendance:letter.to')} <strong>${invitee?.name}</strong>${about !== '' && html`<br />${about}`}</p>
    <p>${view.t(`attendance:letter.about.${dialogue.type}`)} <strong>${dialogue.title}</strong></p>
    <dl>
      ${fact(view.t('attendance:letter.time'), fullMoment(view, dialogue.startsAt))}
      ${fact(view.t('attendance:letter.place'), describePlace(view.locale, dialogue))}
      ${dialogue.topic !== null && fact(view.t('attendance:letter.topic'), dialogue.topic)}
      ${fact(view.t('attendance:letter.hosts'), describeHosts(view.locale, dialogue.hosts))}
      ${dialogue.councilSession !== null && fact(view.t('attendance:letter.council'), dialogue.councilSession)}
      ${dialogue.deputies.length > 0 && fact(view.t('attendance:letter.deputies'), dialogue.deputies.join(', '))}
      ${fact(view.t('attendance:letter.hotline'), dialogue.hotline)}
      ${fact(view.t('attendance:letter.code'), formatCode(dialogue.noticeCode))}
    </dl>
    <p>${view.t('attendance:letter.glad')}</p>
    <footer class="letter-foot">
      <div>
        ${qr}
        <p class="letter-code">${formatTicket(code)}</p>
        <p>${view.t('attendance:letter.show')}</p>
      </div>
      <p class="letter-sign">${view.t('attendance:letter.sign')}</p>
    </footer>
  </article>`
}

/** One sheet of A4 for each person who is invited by name, with the code that opens the door. */
export const lettersPage = (view: View, state: State): Html =>
  printPage(
    view,
    view.t('attendance:letter.title'),
    html`<link rel="stylesheet" href="${assetPath('attendance.css')}" />
      <h1 class="visually-hidden">${view.t('attendance:invite.title')}</h1>
      ${
        state.letters.length === 0 &&
        emptyState(
          view.t('attendance:invite.none'),
          html`<a href="/console/attendance/${state.dialogue.id}/invitations">${view.t('attendance:invite.title')}</a>`,
        )
      }
      ${state.letters.map((one) => letter(view, state, one))}`,
    `/console/attendance/${state.dialogue.id}/invitations`,
  )
