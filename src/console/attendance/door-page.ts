import { formatTicket, type AttendanceFigures, type DoorLine } from '../../attendance/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import type { Unit } from '../../units/index.ts'
import { assetPath } from '../assets.ts'
import { faultSummary, formToken, selectField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, fullMoment, timeOfDay } from '../wording.ts'
import { figuresPart } from './figures-part.ts'

export type DoorPageState = {
  readonly dialogue: Dialogue
  readonly figures: AttendanceFigures
  readonly groups: readonly Unit[]
  readonly lines: readonly DoorLine[]
  /** The ticket that was just read, with the invited person's name. */
  readonly shown: { readonly line: DoorLine; readonly name: string | null; readonly isAgain: boolean } | null
  /** Makes the next count by hand one count, however often its form is sent. */
  readonly key: string
  readonly form: Form
  readonly faults: Faults
}

const pathOf = ({ dialogue }: DoorPageState): string => `/console/attendance/${dialogue.id}`

const shownPart = (view: View, state: DoorPageState): Piece => {
  const { shown } = state
  if (!shown) return null
  const { line, name, isAgain } = shown
  const values = { code: formatTicket(line.id), time: timeOfDay(view, line.at), count: line.persons }
  return html`<div class="banner ${isAgain ? 'warn' : 'good'}" role="status">
    <p><strong>${view.t(isAgain ? 'attendance:door.again' : 'attendance:door.counted', values)}</strong></p>
    ${name !== null && html`<p>${name}</p>`}
    <form method="post" action="${pathOf(state)}/ticket" class="inline" novalidate>
      ${formToken(view)}<input type="hidden" name="ticket" value="${line.id}" />
      ${textField({ name: 'persons', label: view.t('attendance:door.personsOnTicket'), value: String(line.persons), inputmode: 'numeric', size: 'short' })}
      ${submit(view.t('attendance:door.correct'), 'quiet')}
    </form>
  </div>`
}

const ticketPart = (view: View, state: DoorPageState): Html =>
  html`<section class="panel" aria-labelledby="ticket">
    <h2 id="ticket">${view.t('attendance:door.ticket')}</h2>
    <form method="post" action="${pathOf(state)}/ticket" novalidate data-ticket>
      ${formToken(view)}
      ${textField({
        name: 'ticket',
        label: view.t('attendance:door.code'),
        hint: view.t('attendance:door.codeHint'),
        value: state.faults['ticket'] ? textOf(state.form, 'ticket') : '',
        inputmode: 'numeric',
        autocomplete: 'off',
        size: 'medium',
        autofocus: Object.keys(state.faults).length === 0,
        faults: state.faults,
      })}
      <div class="actions">
        ${submit(view.t('attendance:door.check'))}
        <button class="button quiet" type="button" data-camera="${view.t('attendance:door.cameraStop')}" hidden>
          ${view.t('attendance:door.camera')}
        </button>
      </div>
      <video class="camera" muted playsinline hidden></video>
      <p class="hint" data-camera-fault hidden>${view.t('attendance:door.noCamera')}</p>
    </form>
  </section>`

const handPart = (view: View, state: DoorPageState): Html => {
  const { groups, faults, form, key } = state
  return html`<section class="panel" aria-labelledby="hand">
    <h2 id="hand">${view.t('attendance:door.hand')}</h2>
    <p class="hint">${view.t('attendance:door.handHint')}</p>
    <form method="post" action="${pathOf(state)}/count" novalidate>
      ${formToken(view)}<input type="hidden" name="key" value="${key}" />
      ${
        groups.length > 0 &&
        selectField({
          name: 'group',
          label: view.t('attendance:figures.group'),
          value: textOf(form, 'group'),
          options: groups.map(({ id, fullName }) => ({ value: id, label: fullName })),
          empty: view.t('attendance:figures.unknownGroup'),
          faults,
        })
      }
      <div class="actions plus">
        ${[1, 2, 3, 5].map(
          (count) => html`<button class="button primary" name="quick" value="${count}">+${count}</button>`,
        )}
      </div>
      <details ${(faults['persons'] || faults['households']) && html`open`}>
        <summary>${view.t('attendance:door.many')}</summary>
        <div class="pair narrow">
          ${textField({ name: 'persons', label: view.t('attendance:door.persons'), value: faults['persons'] ? textOf(form, 'persons') : '', inputmode: 'numeric', size: 'short', faults })}
          ${textField({ name: 'households', label: view.t('attendance:door.households'), hint: view.t('attendance:door.householdsHint'), value: faults['households'] ? textOf(form, 'households') : '', inputmode: 'numeric', size: 'short', faults })}
        </div>
        ${submit(view.t('attendance:door.count'), 'quiet')}
      </details>
    </form>
  </section>`
}

const nameOf = (view: View, line: DoorLine): string => {
  if (line.kind === 'hand') return line.group ?? view.t('attendance:figures.unknownGroup')
  return view.t(line.kind === 'ticket' ? 'attendance:door.lineTicket' : 'attendance:door.lineInvitation', {
    code: formatTicket(line.id),
  })
}

const linesPart = (view: View, state: DoorPageState): Piece =>
  state.lines.length > 0 &&
  html`<section aria-labelledby="lines">
    <h2 id="lines">${view.t('attendance:door.lines')}</h2>
    <ul class="rows">
      ${state.lines.map(
        (line) =>
          html`<li class="row">
            <div>
              <strong>${view.t('attendance:door.people', { count: line.persons })}</strong>
              <span class="hint">${nameOf(view, line)} · ${timeOfDay(view, line.at)}</span>
            </div>
            <form method="post" action="${pathOf(state)}/undo">
              ${formToken(view)}<input type="hidden" name="kind" value="${line.kind}" />
              <input type="hidden" name="id" value="${line.id}" />
              <button class="button quiet small" type="submit">
                ${view.t('attendance:door.undo')}<span class="visually-hidden">: ${nameOf(view, line)}</span>
              </button>
            </form>
          </li>`,
      )}
    </ul>
  </section>`

/** The page that an officer holds at the door: plain forms first, the camera where the browser reads QR codes. */
export const doorPage = (view: View, state: DoorPageState): Html => {
  const { dialogue, figures } = state
  return appPage(view, {
    title: view.t('attendance:door.title'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    lead: html`${fullMoment(view, dialogue.startsAt)}`,
    body: html`<link rel="stylesheet" href="${assetPath('attendance.css')}" />
      <script src="${assetPath('check-in.js')}" type="module"></script>
      ${faultSummary(view, state.faults)} ${shownPart(view, state)}
      <p class="so-many">
        <strong>${formatCount(view, figures.came.persons)}</strong>
        <span>${view.t('attendance:door.soMany', { said: formatCount(view, figures.yes.persons) })}</span>
      </p>
      ${ticketPart(view, state)} ${handPart(view, state)} ${linesPart(view, state)} ${figuresPart(view, figures)}`,
  })
}
