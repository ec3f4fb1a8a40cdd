import type { Dialogue } from '../../dialogues/index.ts'
import {
  floorRefusals,
  noteKinds,
  speakerMax,
  titleMax,
  type FloorQuestion,
  type Hall,
  type HallNote,
} from '../../hall/index.ts'
import { assetPath } from '../assets.ts'
import { formToken, radioField, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment, listMoment } from '../wording.ts'
import { currentOf, type Queued } from './board-state.ts'

export type HallState = {
  readonly dialogue: Dialogue
  readonly hall: Hall | undefined
  readonly queue: readonly Queued[]
  readonly floor: readonly (FloorQuestion & { readonly masked: string })[]
  readonly notes: readonly HallNote[]
  readonly mayAct: boolean
  readonly given: { readonly form: Form; readonly faults: Faults }
  readonly newKey: () => string
}

const duration = (view: View, seconds: number): string =>
  view.t('hall:minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })

const clock = (seconds: number): string => {
  const whole = Math.abs(Math.trunc(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** A form of one act. Its key is made with the page, so that a second press does nothing twice. */
const actForm = (view: View, state: HallState, kind: string, body: Piece, clears = false): Html =>
  html`<form
    method="post"
    action="/console/dialogues/${state.dialogue.id}/hall"
    data-act
    ${clears && html`data-clears`}
  >
    ${formToken(view)}<input type="hidden" name="kind" value="${kind}" /><input
      type="hidden"
      name="key"
      value="${state.newKey()}"
    />
    ${body}
  </form>`

const button = (label: string, tone: 'primary' | 'quiet' | 'danger' = 'quiet'): Html =>
  html`<button class="button ${tone}" type="submit">${label}</button>`

const takeForm = (view: View, state: HallState, one: Queued, label: string, tone: 'primary' | 'quiet'): Html =>
  actForm(
    view,
    state,
    'take',
    html`<input type="hidden" name="about" value="${one.kind}" /><input
        type="hidden"
        name="id"
        value="${one.id}"
      />${button(label, tone)}`,
  )

const nowPart = (view: View, state: HallState): Html => {
  const { hall, queue } = state
  const current = currentOf(hall, queue)
  const next = queue.find((one) => !one.isDone && one !== current)
  const minutes = (current?.minutes ?? 0) + (hall?.extraMinutes ?? 0)
  const left = hall?.current ? minutes * 60 - (view.now.getTime() - hall.current.since.getTime()) / 1000 : 0
  return html`<section class="panel hall-now" aria-labelledby="now">
    <h2 id="now" class="hint">${view.t('hall:current')}</h2>
    <p class="hall-title">${current?.title ?? view.t('hall:nothing')}</p>
    ${
      current &&
      hall?.current &&
      html`<p
        class="hall-clock ${left < 0 && 'over'}"
        data-since="${hall.current.since.getTime()}"
        data-minutes="${minutes}"
        data-left="${view.t('hall:left', { time: '{time}' })}"
        data-over="${view.t('hall:over', { time: '{time}' })}"
      >
        ${view.t(left < 0 ? 'hall:over' : 'hall:left', { time: clock(left) })}
      </p>`
    }
    ${
      state.mayAct &&
      html`<div class="actions">
        ${next && takeForm(view, state, next, `${view.t('hall:next')}: ${next.title.slice(0, 60)}`, 'primary')}
        ${current && actForm(view, state, 'finish', button(view.t('hall:finish')))}
        ${current && actForm(view, state, 'extend', html`<input type="hidden" name="minutes" value="2" />${button(view.t('hall:extend'))}`)}
      </div>`
    }
  </section>`
}

const queuePart = (view: View, state: HallState): Html => {
  const { queue, hall, dialogue, mayAct } = state
  const current = currentOf(hall, queue)
  return html`<section class="panel" aria-labelledby="queue">
    <h2 id="queue">${view.t('hall:queue')}</h2>
    ${
      queue.length === 0 &&
      emptyState(
        view.t('hall:queueEmpty'),
        html`<p>${view.t('hall:queueEmptyNext')}</p>
          <p>
            <a class="button quiet" href="/console/dialogues/${dialogue.id}/agenda">${view.t('hall:toAgenda')}</a>
          </p>`,
      )
    }
    <ol class="rows">
      ${queue.map(
        (one) =>
          html`<li class="row hall-row ${one.isDone && 'done'}">
            <div>
              <strong class="hall-row-title">${one.title}</strong>
              <span class="hint"
                >${view.t('hall:planned', { count: one.minutes })}${one.usedSeconds !== null && ` · ${view.t('hall:used', { time: duration(view, one.usedSeconds) })}`}${one.who && ` · ${one.who}`}</span
              >
            </div>
            ${mayAct && one !== current && takeForm(view, state, one, view.t(one.isDone ? 'hall:again' : 'hall:take'), 'quiet')}
          </li>`,
      )}
    </ol>
  </section>`
}

const floorItem = (view: View, state: HallState, one: HallState['floor'][number]): Html =>
  html`<li class="question">
    <p class="question-head">
      <span class="chip plain">${view.t(`hall:state.${one.state}`)}</span>
      <span class="hint">${listMoment(view, one.askedAt)} · ${view.t(`hall:floorFrom.${one.source}`)}</span>
    </p>
    <div class="words" lang="vi">${paragraphs(one.words)}</div>
    ${
      one.state === 'waiting' &&
      state.mayAct &&
      html`${actForm(
        view,
        state,
        'accept',
        html`<input type="hidden" name="id" value="${one.id}" />${textField({
            name: `title-${one.id}`,
            label: view.t('hall:acceptTitle'),
            value: one.masked.slice(0, titleMax),
            maxlength: titleMax,
            required: true,
          })}${button(view.t('hall:accept'), 'primary')}`,
      )}
      ${actForm(
        view,
        state,
        'refuse',
        html`<input type="hidden" name="id" value="${one.id}" />${selectField({
            name: 'why',
            label: view.t('hall:refuse'),
            value: 'unclear',
            options: floorRefusals.map((why) => ({ value: why, label: view.t(`hall:refuse.${why}`) })),
          })}${button(view.t('hall:refuse'))}`,
      )}`
    }
  </li>`

const floorPart = (view: View, state: HallState): Html => {
  const { hall, floor, mayAct } = state
  const isOpen = hall?.isFloorOpen ?? false
  const shown = floor.filter(({ state: stands }) => stands === 'waiting' || stands === 'refused')
  return html`<section class="panel" aria-labelledby="floor">
    <h2 id="floor">${view.t('hall:floor')}</h2>
    <p class="hint">${view.t(isOpen ? 'hall:floorIsOpen' : 'hall:floorIsClosed')}</p>
    ${
      mayAct &&
      actForm(
        view,
        state,
        'floor',
        html`<input
            type="hidden"
            name="isOpen"
            value="${isOpen ? 'no' : 'yes'}"
          />${button(view.t(isOpen ? 'hall:floorClose' : 'hall:floorOpen'))}`,
      )
    }
    ${shown.length === 0 && html`<p class="hint">${view.t('hall:floorNone')}</p>`}
    <ul class="questions plain">
      ${shown.map((one) => floorItem(view, state, one))}
    </ul>
    ${
      mayAct &&
      html`<details ${state.given.form['kind'] === 'speak' && html`open`}>
        <summary>${view.t('hall:speak')}</summary>
        ${actForm(
          view,
          state,
          'speak',
          html`${textArea({
            name: 'spoken',
            label: view.t('hall:speakWords'),
            value: textOf(state.given.form, 'spoken'),
            faults: state.given.faults,
            rows: 3,
          })}
          ${textField({
            name: 'spokenTitle',
            label: view.t('hall:speakTitle'),
            value: textOf(state.given.form, 'spokenTitle'),
            faults: state.given.faults,
            maxlength: titleMax,
          })}
          ${submit(view.t('hall:speakSubmit'))}`,
          true,
        )}
      </details>`
    }
  </section>`
}

const notePart = (view: View, state: HallState): Html => {
  const { notes, queue, given } = state
  const titleOf = (note: HallNote): string | undefined =>
    queue.find(({ kind, id }) => note.about?.kind === kind && note.about.id === id)?.title
  return html`<section class="panel" aria-labelledby="note">
    <h2 id="note">${view.t('hall:note')}</h2>
    ${
      state.mayAct &&
      actForm(
        view,
        state,
        'note',
        html`${radioField({
          name: 'note',
          label: view.t('hall:note.kind'),
          value: textOf(given.form, 'note') || 'answer',
          options: noteKinds.map((kind) => ({ value: kind, label: view.t(`hall:note.${kind}`) })),
        })}
        ${textField({ name: 'speaker', label: view.t('hall:note.speaker'), value: textOf(given.form, 'speaker'), faults: given.faults, maxlength: speakerMax })}
        ${textArea({ name: 'words', label: view.t('hall:note.words'), value: textOf(given.form, 'words'), faults: given.faults, rows: 4 })}
        ${submit(view.t('hall:note.submit'))}`,
        true,
      )
    }
    <h3>${view.t('hall:notes')}</h3>
    ${notes.length === 0 && html`<p class="hint">${view.t('hall:notesNone')}</p>`}
    <ul class="questions plain">
      ${notes.toReversed().map(
        (note) =>
          html`<li class="question">
            <p class="question-head">
              <span class="chip">${view.t(`hall:note.${note.kind}`)}</span>
              <span class="hint"
                >${listMoment(view, note.at)}${note.speaker && ` · ${note.speaker}`}${titleOf(note) && ` · ${titleOf(note)}`}</span
              >
            </p>
            <div class="words" lang="vi">${paragraphs(note.words)}</div>
            ${state.mayAct && actForm(view, state, 'strike', html`<input type="hidden" name="id" value="${note.id}" />${button(view.t('hall:strike'))}`)}
          </li>`,
      )}
    </ul>
  </section>`
}

const startPart = (view: View, state: HallState): Piece => {
  const { hall, mayAct } = state
  if (hall === undefined)
    return emptyState(
      view.t('hall:notOpen'),
      html`<p>${view.t('hall:notOpenNext')}</p>
        ${mayAct && actForm(view, state, 'open', button(view.t('hall:open'), 'primary'))}`,
    )
  if (hall.closedAt === null) return null
  return html`<div class="banner">
    <p>${view.t('hall:closed', { when: fullMoment(view, hall.closedAt) })}</p>
    ${mayAct && actForm(view, state, 'open', button(view.t('hall:reopen')))}
  </div>`
}

/** The moderator's view on a phone: what is on, what comes, the floor, and what is noted. */
export const hallPage = (view: View, state: HallState): Html => {
  const { dialogue, hall, mayAct, given } = state
  const isOpen = hall !== undefined && hall.closedAt === null
  return appPage(view, {
    title: view.t('hall:title'),
    trail: [{ path: `/console/dialogues/${dialogue.id}`, label: dialogue.title }],
    lead: view.t('hall:lead'),
    actions: html`<a class="button quiet" href="/console/dialogues/${dialogue.id}/board" target="_blank"
      >${view.t('hall:boardLink')}</a
    >`,
    body: html`<link rel="stylesheet" href="${assetPath('hall.css')}" />
      <div data-hall="${dialogue.id}" data-now="${view.now.getTime()}">
        <p
          class="banner warn"
          role="status"
          data-hall-offline
          data-text="${view.t('hall:offline', { waiting: '{waiting}' })}"
          hidden
        ></p>
        ${given.faults[''] !== undefined && html`<div class="banner bad" role="alert"><p>${given.faults['']}</p></div>`}
        ${startPart(view, state)} ${isOpen && nowPart(view, state)} ${hall !== undefined && queuePart(view, state)}
        ${isOpen && floorPart(view, state)} ${hall !== undefined && notePart(view, state)}
        ${isOpen && mayAct && actForm(view, state, 'close', button(view.t('hall:close'), 'danger'))}
      </div>
      <script src="${assetPath('hall.js')}" type="module"></script>`,
  })
}
