import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { answerMax, type AnswerRequest } from '../../preparation/index.ts'
import { faultSummary, formToken, submit, textArea } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, paragraphs, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment, shortDay } from '../wording.ts'
import { pathOf } from './frame.ts'
import { aboutSession, standingChip } from './requests-page.ts'

export type RequestState = {
  readonly request: AnswerRequest
  readonly today: PlainDate
  readonly answer: string
  readonly answeredBy: string | null
  readonly version: number
  readonly mayAnswer: boolean
  readonly mayWithdraw: boolean
  readonly mayReadSession: boolean
  readonly faults: Faults
}

/** One request: what was asked, by when, and the draft of the answer. */
export const requestPage = (view: View, state: RequestState): Html => {
  const { request, faults, mayReadSession } = state
  const isOpen = request.state !== 'withdrawn'
  return appPage(view, {
    title: request.about,
    trail: [
      mayReadSession
        ? { path: pathOf(request.dialogueId, 'requests'), label: view.t('preparation:requests.title') }
        : { path: '/console/requests', label: view.t('preparation:requests.mine') },
    ],
    lead: standingChip(view, request, state.today),
    body: html`${faultSummary(view, faults)}
      <dl class="facts">
        <div>
          <dt>${view.t('preparation:request.body')}</dt>
          <dd>${request.body}</dd>
        </div>
        <div>
          <dt>${view.t('preparation:request.due')}</dt>
          <dd>${shortDay(request.dueOn)}</dd>
        </div>
        <div class="whole">
          <dt>${view.t('preparation:request.session')}</dt>
          <dd>${aboutSession(request, mayReadSession)}, ${fullMoment(view, request.sessionStartsAt)}</dd>
        </div>
      </dl>
      <section class="panel" aria-labelledby="question">
        <h2 id="question">${view.t('preparation:request.question')}</h2>
        ${paragraphs(request.question)}
      </section>
      ${
        state.mayAnswer && isOpen
          ? html`<form method="post" action="/console/requests/${request.id}" class="panel" novalidate>
              ${formToken(view)}<input type="hidden" name="version" value="${state.version}" />
              ${textArea({ name: 'answer', label: view.t('preparation:request.answer'), hint: view.t('preparation:request.answerHint'), value: state.answer, rows: 10, maxlength: answerMax, required: true, faults })}
              ${submit(view.t('preparation:request.save'))}
            </form>`
          : request.answer !== null &&
            html`<section class="panel" aria-labelledby="answer">
              <h2 id="answer">${view.t('preparation:request.answer')}</h2>
              ${paragraphs(request.answer)}
            </section>`
      }
      ${
        request.answeredOn !== null &&
        html`<p class="hint">
          ${view.t('preparation:request.answeredBy', { name: state.answeredBy ?? '–', day: shortDay(request.answeredOn) })}
        </p>`
      }
      ${
        state.mayWithdraw &&
        isOpen &&
        html`<form method="post" action="/console/requests/${request.id}/withdraw">
          ${formToken(view)}<input type="hidden" name="version" value="${state.version}" />
          ${submit(view.t('preparation:request.withdraw'), 'quiet')}
        </form>`
      }`,
  })
}
