import type { AttendanceFigures } from '../../attendance/index.ts'
import type { Broadcast } from '../../broadcasts/index.ts'
import {
  noticeDue,
  type Dialogue,
  type NoticeAdvice,
  type NoticeKind,
  type ResultAdvice,
} from '../../dialogues/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import type { Balance, QuestionCounts } from '../../questions/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, submit, textField } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, fullMoment, listMoment, shortDay } from '../wording.ts'
import { broadcastChip } from '../announcements/list-page.ts'
import { classBars } from '../questions/class-bars.ts'
import { artefactsPart } from '../artefacts/part.ts'
import { attendancePart } from '../attendance/part.ts'
import { formsPart, type SessionForm } from '../forms/session-part.ts'
import { preparationPart, type Prepared } from '../preparation/part.ts'
import { documentsPart } from './documents-part.ts'
import { stateChips } from './list-page.ts'
import { resultPart } from './result-part.ts'

export type DialoguePageState = {
  readonly dialogue: Dialogue
  readonly unit: Unit
  readonly audience: readonly string[]
  /** The request of voters for which it was called. */
  readonly askedBy: { readonly id: string; readonly title: string } | null
  readonly broadcasts: readonly Broadcast[]
  /** Opinion forms of the session. */
  readonly forms: readonly SessionForm[]
  readonly names: ReadonlyMap<string, string>
  readonly advice: NoticeAdvice
  readonly result: ResultAdvice | null
  readonly counts: QuestionCounts
  readonly balance: Balance
  readonly attendance: AttendanceFigures
  readonly prepared: Prepared
  /** May stand at the door and invite. */
  readonly maySteer: boolean
  readonly mayWrite: boolean
  readonly faults: Faults
  /** The title of a document, when its form came back. */
  readonly documentName: string
}

const fact = (name: string, value: Piece, isWhole = false): Piece =>
  value !== null &&
  value !== '' &&
  value !== false &&
  html`<div ${isWhole && html`class="whole"`}>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`

const facts = (view: View, { dialogue: one, unit, audience, askedBy }: DialoguePageState): Html =>
  html`<dl class="facts">
    ${fact(view.t('console:dialogue.startsAt'), fullMoment(view, one.startsAt))}
    ${fact(
      view.t('requests:session.of'),
      askedBy && html`<a href="/console/dialogue-requests/${askedBy.id}">${askedBy.title}</a>`,
    )}
    ${fact(view.t('console:dialogue.place'), one.place)}
    ${fact(view.t('console:dialogue.joinUrl'), one.joinUrl && html`<a href="${one.joinUrl}" rel="noreferrer">${one.joinUrl}</a>`)}
    ${fact(view.t('console:dialogue.kind'), [view.t(`dialogues:type.${one.type}`), view.t(`dialogues:rhythm.${one.rhythm}`), ...(one.isThematic ? [view.t('dialogues:thematic')] : [])].join(', '))}
    ${fact(view.t('console:dialogue.topic'), one.topic)} ${fact(view.t('console:dialogue.unit'), unit.fullName)}
    ${fact(view.t('console:dialogue.audience'), [...audience, ...one.audienceGroups].join(', '))}
    ${fact(view.t('console:dialogue.hosts'), html`${one.hosts.map((host, index) => html`${index > 0 && html`<br />`}${host.name}${host.chair && ` (${host.chair})`}`)}`)}
    ${fact(view.t('console:dialogue.hotline'), one.hotline)}
    ${fact(view.t('console:dialogue.code'), html`<span class="mono">${formatCode(one.noticeCode)}</span>`)}
    ${fact(view.t('console:dialogue.opensAt'), fullMoment(view, one.collectionOpensAt))}
    ${fact(view.t('console:dialogue.closesAt'), fullMoment(view, one.collectionClosesAt))}
    ${fact(view.t('console:dialogue.basis'), view.t(`dialogues:basis.${one.legalBasis}`), true)}
    ${fact(view.t('console:dialogue.cancelledWhy'), one.cancelledWhy, true)}
  </dl>`

const adviceBanner = (view: View, { dialogue, advice }: DialoguePageState): Piece => {
  if (advice.kind === 'no_rule' || dialogue.state !== 'draft') return null
  const values = {
    days: advice.days,
    daysLeft: Math.abs(advice.daysLeft),
    lastDay: shortDay(advice.lastDay),
    source: advice.source,
  }
  const tone = advice.kind === 'late' ? 'bad' : advice.kind === 'last_day' ? 'warn' : 'note'
  return html`<div class="banner ${tone}"><p>${view.t(`dialogues:advice.${advice.kind}`, values)}</p></div>`
}

const openDraft = (state: DialoguePageState, due: NoticeKind): Broadcast | undefined =>
  state.broadcasts.find(
    (one) =>
      one.kind === due &&
      (one.state === 'draft' || one.state === 'rejected') &&
      one.dialogueVersion === state.dialogue.version,
  )

/** What has to be done next, with one button. */
const nextStep = (view: View, state: DialoguePageState): Piece => {
  const { dialogue, mayWrite } = state
  const due = noticeDue(dialogue)
  const draft = due && openDraft(state, due)
  if (draft) {
    return html`<div class="banner warn">
      <p>${view.t(draft.state === 'rejected' ? 'console:next.rejected' : 'console:next.waiting')}</p>
      <p class="actions">
        <a class="button primary" href="/console/announcements/${draft.id}">${view.t('console:next.open')}</a>
      </p>
    </div>`
  }
  const isOver = dialogue.startsAt <= view.now
  if (due && mayWrite && !(due === 'announcement' && isOver)) {
    return html`<div class="banner warn">
      <p>${view.t(`console:next.${due}`)}</p>
      <form method="post" action="/console/dialogues/${dialogue.id}/draft">
        ${formToken(view)}<input type="hidden" name="kind" value="${due}" /> ${submit(view.t(`console:draft.${due}`))}
      </form>
    </div>`
  }
  return (
    dialogue.state === 'announced' &&
    isOver &&
    mayWrite &&
    html`<div class="banner note">
      <p>${view.t('console:next.held')}</p>
      <form method="post" action="/console/dialogues/${dialogue.id}/held">
        ${formToken(view)} ${submit(view.t('console:dialogue.markHeld'))}
      </form>
    </div>`
  )
}

const questionsPart = (view: View, { dialogue, counts, balance }: DialoguePageState): Html =>
  html`<section class="panel" aria-labelledby="questions">
    <div class="title-row">
      <h2 id="questions">${view.t('console:questions.received', { count: balance.received })}</h2>
      <a href="/console/questions?dialogue=${dialogue.id}">${view.t('console:questions.read')}</a>
    </div>
    ${balance.received > 0 ? classBars(view, counts.byClass, dialogue.plannedShares) : html`<p class="hint">${view.t('console:questions.noneYet')}</p>`}
    ${counts.held > 0 && html`<p><a href="/console/questions?dialogue=${dialogue.id}&held=yes">${view.t('console:questions.held', { count: counts.held })}</a></p>`}
  </section>`

/** What may be written to its people besides the notices that are due. */
const lettersPart = (view: View, { dialogue, mayWrite }: DialoguePageState): Piece => {
  const isHeld = dialogue.state === 'held' || dialogue.state === 'concluded'
  const mayTell = dialogue.told !== null && dialogue.state !== 'cancelled' && noticeDue(dialogue) === null
  if (!mayWrite || !(isHeld || mayTell)) return null
  const link = (kind: 'message' | 'result'): Html =>
    html`<a class="button quiet" href="/console/dialogues/${dialogue.id}/letters/${kind}"
      >${view.t(`console:letter.write.${kind}`)}</a
    >`
  return html`<p class="actions">${isHeld && link('result')} ${mayTell && link('message')}</p>`
}

/** Why an announcement went out later than the law asks, and who let it: beside the session, not only beside the notice. */
const latePart = (view: View, { broadcasts, names }: DialoguePageState): Piece =>
  broadcasts
    .filter(({ lateNote, approvedAt }) => lateNote !== null && approvedAt !== null)
    .map(
      (one) =>
        html`<div class="banner warn">
          <p>
            ${view.t('dialogues:lateNote', {
              reason: one.lateNote ?? '',
              name: names.get(one.approvedBy ?? '') ?? '–',
              at: one.approvedAt ? listMoment(view, one.approvedAt) : '',
            })}
          </p>
        </div>`,
    )

const noticesPart = (view: View, { broadcasts }: DialoguePageState): Piece =>
  broadcasts.length > 0 &&
  html`<section aria-labelledby="notices">
    <h2 id="notices">${view.t('console:announcements.ofSession')}</h2>
    <ul class="rows">
      ${broadcasts.map(
        (one) =>
          html`<li class="row">
            <div>
              <a href="/console/announcements/${one.id}">${view.t(`broadcasts:kind.${one.kind}`)}</a>
              <span class="hint"
                >${listMoment(view, one.approvedAt ?? one.createdAt)}${one.recipients > 0 && ` · ${view.t('console:announcement.people', { count: one.recipients, shown: formatCount(view, one.recipients) })}`}</span
              >
            </div>
            ${broadcastChip(view, one)}
          </li>`,
      )}
    </ul>
  </section>`

const packPart = (view: View, { dialogue: { pack, agenda } }: DialoguePageState): Piece => {
  const parts: [string, string | undefined][] = [
    [view.t('console:dialogue.summary'), pack.summary],
    [view.t('console:dialogue.whyTakePart'), pack.whyTakePart],
    [view.t('console:dialogue.whatBecomes'), pack.whatBecomes],
  ]
  const present = parts.filter(([, text]) => text !== undefined && text !== '')
  if (present.length === 0 && agenda.length === 0) return null
  return html`<details class="panel">
    <summary>${view.t('console:dialogue.more')}</summary>
    ${present.map(
      ([name, text]) =>
        html`<h3>${name}</h3>
          ${paragraphs(text ?? '')}`,
    )}
    ${
      agenda.length > 0 &&
      html`<h3>${view.t('console:dialogue.agenda')}</h3>
        <ol>
          ${agenda.map((item) => html`<li>${item.what}${item.who && ` (${item.who})`}, ${view.t('console:wait.minutes', { count: item.minutes })}</li>`)}
        </ol>`
    }
  </details>`
}

const cancelPart = (view: View, { dialogue, faults, mayWrite }: DialoguePageState): Piece =>
  mayWrite &&
  (dialogue.state === 'draft' || dialogue.state === 'announced') &&
  html`<details class="panel" ${faults['reason'] && html`open`}>
    <summary>${view.t('console:dialogue.cancel')}</summary>
    <p class="hint">${view.t('console:dialogue.cancelHint')}</p>
    <form method="post" action="/console/dialogues/${dialogue.id}/cancel" novalidate>
      ${formToken(view)}<input type="hidden" name="version" value="${dialogue.version}" />
      ${textField({ name: 'reason', label: view.t('console:dialogue.reason'), hint: view.t('console:dialogue.reasonHint'), maxlength: 240, required: true, faults })}
      ${submit(view.t('console:dialogue.cancelSubmit'), 'danger')}
    </form>
  </details>`

export const dialoguePage = (view: View, state: DialoguePageState): Html => {
  const { dialogue, mayWrite } = state
  const mayChange = mayWrite && (dialogue.state === 'draft' || dialogue.state === 'announced')
  return appPage(view, {
    title: dialogue.title,
    trail: [{ path: '/console/dialogues', label: view.t('console:dialogues.title') }],
    lead: stateChips(view, dialogue),
    actions: html`${mayChange && html`<a class="button quiet" href="/console/dialogues/${dialogue.id}/change">${view.t('console:dialogue.edit')}</a>`}
      ${dialogue.state === 'announced' && html`<a class="button quiet" href="/console/questions/new?dialogue=${dialogue.id}">${view.t('console:nav.enter')}</a>`}
      ${(dialogue.state === 'held' || dialogue.state === 'concluded') && html`<a class="button quiet" href="/console/dialogues/${dialogue.id}/conclusion">${view.t('conclusions:one')}</a><a class="button quiet" href="/console/dialogues/${dialogue.id}/review">${view.t('plans:review.title')}</a><a class="button quiet" href="/console/dialogues/${dialogue.id}/report">${view.t('reports:title')}</a>`}
      <a class="button quiet" href="/console/dialogues/${dialogue.id}/papers">${view.t('documents:papers.title')}</a>`,
    body: html`<div data-kept-done="/console/dialogues/new" hidden></div>
      ${faultSummary(view, state.faults)} ${nextStep(view, state)} ${adviceBanner(view, state)} ${latePart(view, state)}
      ${resultPart(view, state.result)} ${facts(view, state)} ${questionsPart(view, state)}
      ${preparationPart(view, state)} ${noticesPart(view, state)} ${lettersPart(view, state)}
      ${formsPart(view, { ...state, dialogueId: dialogue.id })} ${attendancePart(view, state)}
      ${artefactsPart(view, state)} ${packPart(view, state)} ${documentsPart(view, { ...state, mayChange })}
      ${cancelPart(view, state)}`,
  })
}
