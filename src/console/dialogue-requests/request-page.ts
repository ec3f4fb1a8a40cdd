import {
  isJoinable,
  reasonMax,
  titleMax,
  type DialogueRequest,
  type Letter,
  type Standing,
} from '../../requests/index.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import { momentField } from '../moment-field.ts'
import type { View } from '../view.ts'
import { fullMoment, shortDay } from '../wording.ts'
import { countsPart, pathOf, stateChip, trailOf } from './parts.ts'

export type RequestState = {
  readonly request: DialogueRequest
  readonly standing: Standing
  readonly letter: Letter | undefined
  /** The Front reads what was written; everybody else the title. */
  readonly mayWrite: boolean
  readonly form: Form
  readonly faults: Faults
}

const hidden = (view: View, { request, form }: RequestState): Html =>
  html`${formToken(view)}<input
      type="hidden"
      name="version"
      value="${textOf(form, 'version') || String(request.version)}"
    />`

const wordsPart = (view: View, { request, mayWrite }: RequestState): Piece =>
  mayWrite &&
  html`<section class="panel" aria-labelledby="words">
    <h2 id="words">${view.t('requests:one.words')}</h2>
    ${
      request.words === null
        ? html`<p class="hint">${view.t('requests:one.noWords')}</p>`
        : html`<blockquote>${paragraphs(request.words)}</blockquote>`
    }
    ${
      request.guardMark &&
      html`<div class="banner warn"><p>${view.t(`requests:one.guard.${request.guardMark}`)}</p></div>`
    }
    <p class="hint">${view.t(`requests:one.from.${request.channel}`)} · ${fullMoment(view, request.askedAt)}</p>
  </section>`

const refusePart = (view: View, state: RequestState): Html => {
  const { request, form, faults } = state
  return html`<details class="panel" ${faults['reason'] !== undefined && html`open`}>
    <summary>${view.t('requests:refuse.title')}</summary>
    <form method="post" action="${pathOf(request.id, 'refuse')}" novalidate>
      ${hidden(view, state)}
      <p>${view.t('requests:refuse.lead')}</p>
      ${textArea({ name: 'reason', label: view.t('requests:refuse.reason'), value: textOf(form, 'reason'), rows: 3, maxlength: reasonMax, required: true, faults })}
      ${submit(view.t('requests:refuse.do'), 'danger')}
    </form>
  </details>`
}

const checkPart = (view: View, state: RequestState): Html => {
  const { request, form, faults } = state
  return html`<section class="panel" aria-labelledby="check">
    <h2 id="check">${view.t('requests:check.title')}</h2>
    <p>${view.t('requests:check.lead')}</p>
    <form method="post" action="${pathOf(request.id, 'open')}" novalidate>
      ${hidden(view, state)}
      ${textField({ name: 'title', label: view.t('requests:check.field'), value: textOf(form, 'title'), autocomplete: 'off', maxlength: titleMax, required: true, faults })}
      ${textField({ name: 'openUntil', label: view.t('requests:check.until'), value: textOf(form, 'openUntil'), autocomplete: 'off', size: 'short', required: true, faults })}
      ${submit(view.t('requests:check.open'))}
    </form>
  </section>`
}

const strikePart = (view: View, state: RequestState): Html => {
  const { request, form, faults } = state
  return html`<details class="panel" ${faults['slip'] !== undefined && html`open`}>
    <summary>${view.t('requests:strike.title')}</summary>
    <form method="post" action="${pathOf(request.id, 'strike')}" novalidate>
      ${formToken(view)}
      ${textField({ name: 'slip', label: view.t('requests:strike.slip'), value: textOf(form, 'slip'), inputmode: 'numeric', autocomplete: 'off', size: 'short', maxlength: 6, faults })}
      ${submit(view.t('requests:strike.do'), 'quiet')}
    </form>
  </details>`
}

const answerPart = (view: View, state: RequestState): Html => {
  const { request, form, faults } = state
  return html`<section class="panel" aria-labelledby="session">
      <h2 id="session">${view.t('requests:session.title')}</h2>
      <p>${view.t('requests:session.lead')}</p>
      <form method="post" action="${pathOf(request.id, 'session')}" novalidate>
        ${hidden(view, state)}
        ${momentField(view, { name: 'startsAt', label: view.t('requests:session.startsAt'), form, faults })}
        ${textField({ name: 'place', label: view.t('requests:session.place'), value: textOf(form, 'place'), autocomplete: 'off', maxlength: 200, required: true, faults })}
        ${textField({ name: 'hotline', label: view.t('requests:session.hotline'), value: textOf(form, 'hotline'), inputmode: 'tel', autocomplete: 'off', size: 'medium', maxlength: 30, required: true, faults })}
        ${submit(view.t('requests:session.do'))}
      </form>
    </section>
    <details class="panel" ${faults['reason'] !== undefined && html`open`}>
      <summary>${view.t('requests:decline.title')}</summary>
      <form method="post" action="${pathOf(request.id, 'decline')}" novalidate>
        ${hidden(view, state)}
        <p>${view.t('requests:decline.lead')}</p>
        ${textArea({ name: 'reason', label: view.t('requests:refuse.reason'), value: textOf(form, 'reason'), rows: 3, maxlength: reasonMax, required: true, faults })}
        ${submit(view.t('requests:decline.do'), 'danger')}
      </form>
    </details>`
}

const stepPart = (view: View, state: RequestState): Piece => {
  const { request, mayWrite } = state
  if (!mayWrite) return null
  if (request.state === 'asked') return html`${checkPart(view, state)} ${refusePart(view, state)}`
  if (isJoinable(request.state)) return html`${strikePart(view, state)} ${refusePart(view, state)}`
  return request.state === 'handed_over' && answerPart(view, state)
}

const milestone = (view: View, label: string, at: Date | null): Piece =>
  at !== null &&
  html`<div>
    <dt>${label}</dt>
    <dd>${fullMoment(view, at)}</dd>
  </div>`

const milestones = (view: View, { request }: RequestState): Html =>
  html`<dl class="facts">
    ${milestone(view, view.t('requests:one.asked'), request.askedAt)}
    ${milestone(view, view.t('requests:one.at.checked'), request.checkedAt)}
    ${
      request.openUntil !== null &&
      html`<div>
        <dt>${view.t('requests:one.until')}</dt>
        <dd>${shortDay(request.openUntil)}</dd>
      </div>`
    }
    ${milestone(view, view.t('requests:one.at.reached'), request.reachedAt)}
    ${milestone(view, view.t('requests:one.at.handedOver'), request.handedOverAt)}
    ${milestone(view, view.t('requests:one.at.ended'), request.endedAt)}
  </dl>`

const actions = (view: View, { request, letter, mayWrite }: RequestState): Html =>
  html`${
    mayWrite &&
    isJoinable(request.state) &&
    html`<a class="button quiet" href="${pathOf(request.id, 'sheet')}">${view.t('requests:one.enterSheet')}</a>`
  }
  ${
    (letter ?? (request.state === 'reached' && mayWrite)) &&
    html`<a class="button primary" href="${pathOf(request.id, 'letter')}"
      >${view.t(letter ? 'requests:letter.seeLetter' : 'requests:letter.toLetter')}</a
    >`
  }
  ${
    request.dialogueId !== null &&
    html`<a class="button primary" href="/console/dialogues/${request.dialogueId}"
      >${view.t('requests:one.session')}</a
    >`
  }`

/** One request: its words, who asks, what is missing, and the next step. */
export const requestPage = (view: View, state: RequestState): Html => {
  const { request, standing, faults } = state
  return appPage(view, {
    title: request.title ?? view.t('requests:list.untitled'),
    trail: trailOf(view),
    lead: html`${stateChip(view, request.state)} ${request.unitName}`,
    actions: actions(view, state),
    body: html`${faultSummary(view, faults)}
    ${
      request.reason !== null &&
      html`<div class="banner"><p>${view.t('requests:one.refusedBecause', { reason: request.reason })}</p></div>`
    }
    ${wordsPart(view, state)} ${request.state === 'asked' ? null : countsPart(view, request, standing, state.mayWrite)}
    ${stepPart(view, state)} ${milestones(view, state)}`,
  })
}
