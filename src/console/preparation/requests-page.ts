import type { Dialogue } from '../../dialogues/index.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import {
  lineTitleMax,
  questionMax,
  requestBodyMax,
  standingOf,
  usualDays,
  type AnswerRequest,
} from '../../preparation/index.ts'
import { faultSummary, formToken, selectField, submit, textArea, textField, type Option } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { pathOf, preparationPage } from './frame.ts'

const tones = { asked: 'plain', late: 'bad', answered: 'good', answeredLate: 'warn', withdrawn: 'plain' } as const

export const standingChip = (view: View, request: AnswerRequest, today: PlainDate): Html => {
  const standing = standingOf(request, today)
  return html`<span class="chip ${tones[standing]}"
    >${view.t(`preparation:standing.${standing}`, { day: shortDay(request.dueOn) })}</span
  >`
}

const row = (view: View, request: AnswerRequest, today: PlainDate, withSession: boolean): Html =>
  html`<li class="row">
    <div>
      <a href="/console/requests/${request.id}">${request.about}</a>
      <span class="hint"
        >${request.body} ·
        ${view.t('preparation:request.askedOn', { day: shortDay(request.askedOn) })}${withSession && ` · ${request.sessionTitle}`}</span
      >
    </div>
    ${standingChip(view, request, today)}
  </li>`

export type RequestsState = {
  readonly dialogue: Dialogue
  readonly requests: readonly AnswerRequest[]
  readonly about: readonly Option[]
  readonly responders: readonly Option[]
  /** By when an agency answers that is given no day. */
  readonly usualDay: PlainDate
  readonly today: PlainDate
  readonly mayWrite: boolean
  readonly form: Form
  readonly faults: Faults
}

const askForm = (view: View, state: RequestsState): Html => {
  const { dialogue, form, faults } = state
  return html`<section class="panel" aria-labelledby="new-request">
    <h2 id="new-request">${view.t('preparation:requests.new')}</h2>
    <form method="post" action="${pathOf(dialogue.id, 'requests')}" novalidate>
      ${formToken(view)}
      ${textField({ name: 'body', label: view.t('preparation:request.body'), value: textOf(form, 'body'), maxlength: requestBodyMax, required: true, faults })}
      ${selectField({ name: 'itemId', label: view.t('preparation:request.item'), hint: view.t('preparation:request.itemHint'), value: textOf(form, 'itemId'), options: state.about, empty: view.t('preparation:request.itemNone'), faults })}
      ${textField({ name: 'about', label: view.t('preparation:request.about'), value: textOf(form, 'about'), maxlength: lineTitleMax, faults })}
      ${textArea({ name: 'question', label: view.t('preparation:request.question'), hint: view.t('preparation:request.questionHint'), value: textOf(form, 'question'), maxlength: questionMax, required: true, faults })}
      ${textField({ name: 'dueOn', label: view.t('preparation:request.due'), hint: view.t('preparation:request.dueHint', { days: usualDays, day: shortDay(state.usualDay) }), value: textOf(form, 'dueOn'), size: 'medium', faults })}
      ${state.responders.length > 0 && selectField({ name: 'officerId', label: view.t('preparation:request.officer'), value: textOf(form, 'officerId'), options: state.responders, empty: view.t('preparation:request.officerAny'), faults })}
      ${submit(view.t('preparation:requests.send'))}
    </form>
  </section>`
}

/** What agencies were asked for a session, and a form to ask another one. */
export const requestsPage = (view: View, state: RequestsState): Html =>
  preparationPage(view, {
    dialogue: state.dialogue,
    part: 'requests',
    lead: view.t('preparation:requests.lead'),
    body: html`${faultSummary(view, state.faults)}
    ${
      state.requests.length === 0
        ? emptyState(view.t('preparation:requests.none'), view.t('preparation:requests.noneNext'))
        : html`<ul class="rows">
            ${state.requests.map((one) => row(view, one, state.today, false))}
          </ul>`
    }
    ${state.mayWrite && askForm(view, state)}`,
  })

/** What a responder was asked, what is open first. */
export const myRequestsPage = (view: View, requests: readonly AnswerRequest[], today: PlainDate): Html =>
  appPage(view, {
    title: view.t('preparation:requests.mine'),
    lead: view.t('preparation:requests.mineLead'),
    body:
      requests.length === 0
        ? emptyState(view.t('preparation:requests.mineNone'), view.t('preparation:requests.mineNoneNext'))
        : html`<ul class="rows">
            ${requests.map((one) => row(view, one, today, true))}
          </ul>`,
  })

export const aboutSession = (request: AnswerRequest, mayReadSession: boolean): Piece =>
  mayReadSession
    ? html`<a href="/console/dialogues/${request.dialogueId}">${request.sessionTitle}</a>`
    : request.sessionTitle
