import type { Dialogue } from '../../dialogues/index.ts'
import {
  classBalance,
  lackingClass,
  leastReceived,
  sessionsLooked,
  type ChecklistEntry,
  type ReturningTopic,
} from '../../preparation/index.ts'
import type { QuestionCounts } from '../../questions/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { pathOf, preparationParts } from './frame.ts'

export type Prepared = {
  readonly checklist: readonly ChecklistEntry[]
  readonly returning: readonly ReturningTopic[]
  readonly invitesLacking: boolean
}

type State = {
  readonly dialogue: Dialogue
  readonly counts: QuestionCounts
  readonly mayWrite: boolean
  readonly prepared: Prepared
}

const balanceLines = (view: View, { dialogue, counts, prepared }: State): Piece => {
  const purpose = view.t(`dialogues:purpose.${dialogue.purpose}`)
  const whole = classBalance(dialogue.plannedShares, counts.byClass).reduce((sum, { count }) => sum + count, 0)
  const lacking = lackingClass(dialogue.plannedShares, counts.byClass)
  const isPlanned = Object.keys(dialogue.plannedShares).length > 0
  return html`<p class="hint">
      ${view.t('preparation:balance.purpose', { purpose })} ${!isPlanned && view.t('preparation:balance.noPlan')}
      ${isPlanned && whole < leastReceived && view.t('preparation:balance.early', { count: whole, least: leastReceived })}
    </p>
    ${
      lacking !== null &&
      html`<div class="banner warn">
        <p>
          ${view.t('preparation:balance.lack', { name: view.t(`questions:class.${lacking}`) })}
          ${view.t(prepared.invitesLacking ? 'preparation:balance.inviting' : 'preparation:balance.notInviting')}
        </p>
      </div>`
    }`
}

const returningLines = (view: View, { mayWrite, prepared, dialogue }: State): Piece =>
  prepared.returning.length > 0 &&
  html`<h3>${view.t('preparation:returning.title')}</h3>
    <ul class="rows">
      ${prepared.returning.map((one) => {
        const topic = view.locale === 'vi' ? one.nameVi : one.nameEn
        const query = new URLSearchParams({ unit: dialogue.unitId, topic: one.nameVi })
        return html`<li class="row">
          <div>${view.t('preparation:returning.text', { topic, times: one.times, looked: sessionsLooked })}</div>
          ${
            mayWrite &&
            html`<a class="button quiet small" href="/console/dialogues/new?${query.toString()}"
              >${view.t('preparation:returning.call')}<span class="visually-hidden">: ${topic}</span></a
            >`
          }
        </li>`
      })}
    </ul>`

/** On the page of a session: what came in against the plan, topics that return, and the way to the preparation. */
export const preparationPart = (view: View, state: State): Html => {
  const { dialogue, prepared } = state
  const done = prepared.checklist.filter(({ isDone }) => isDone).length
  const late = prepared.checklist.filter(({ isLate }) => isLate).length
  return html`<section class="panel" aria-labelledby="preparation">
    <div class="title-row">
      <h2 id="preparation">${view.t('preparation:title')}</h2>
      <span class="chips">
        <span class="chip plain"
          >${view.t('preparation:checklist.done', { done, whole: prepared.checklist.length })}</span
        >
        ${late > 0 && html`<span class="chip bad">${view.t('preparation:checklist.late')}: ${late}</span>`}
      </span>
    </div>
    ${balanceLines(view, state)} ${returningLines(view, state)}
    <p class="actions">
      ${preparationParts.map(
        (part) =>
          html`<a class="button quiet" href="${pathOf(dialogue.id, part)}">${view.t(`preparation:nav.${part}`)}</a>`,
      )}
      <a class="button quiet" href="/console/dialogues/${dialogue.id}/hall">${view.t('hall:link')}</a>
    </p>
  </section>`
}
