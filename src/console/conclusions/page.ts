import { lengths } from '../../conclusions/index.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { taskRow } from './ledger-page.ts'
import { hidden, isWritable, of, type ConclusionPage, type Known } from './page-state.ts'
import { pathOf, stateChip } from './parts.ts'
import { publicationPart, remarksPart } from './publication-parts.ts'
import { tasksPart } from './task-parts.ts'

const summaryPart = (view: View, state: Known): Html => {
  const { conclusion } = state
  if (!isWritable(state)) return html`<div lang="vi">${paragraphs(conclusion.summary)}</div>`
  const { form, faults } = of(state, 'summary')
  const value = 'summary' in form ? textOf(form, 'summary') : conclusion.summary
  return html`<form method="post" action="${pathOf(state.dialogue.id, 'summary')}" class="panel" novalidate>
    ${hidden(view, state)}
    ${textArea({ name: 'summary', label: view.t('conclusions:summary'), hint: view.t('conclusions:summaryHint'), value, rows: 6, maxlength: lengths.summary, faults })}
    ${submit(view.t('conclusions:save'))}
  </form>`
}

const approvalPart = (view: View, state: Known): Piece => {
  const { conclusion, dialogue, mayWrite, mayApprove, isOwn, writer } = state
  if (conclusion.state === 'draft') {
    return (
      mayWrite &&
      html`<form method="post" action="${pathOf(dialogue.id, 'approval-request')}" class="panel" novalidate>
        ${hidden(view, state)}
        <p>${view.t('conclusions:ask')}</p>
        ${submit(view.t('conclusions:askSubmit'))}
      </form>`
    )
  }
  if (conclusion.state !== 'asked') return null
  if (!mayApprove) return html`<p class="panel">${view.t('conclusions:waits', { name: writer })}</p>`
  const approving = of(state, 'approval')
  const rejecting = of(state, 'rejection')
  return html`<section class="panel" aria-labelledby="approve">
    <h2 id="approve">${view.t('conclusions:approveTitle')}</h2>
    <p>${view.t('conclusions:approveLead', { name: writer })}</p>
    <form method="post" action="${pathOf(dialogue.id, 'approval')}" novalidate>
      ${hidden(view, state)}
      ${isOwn && textField({ name: 'aloneBecause', label: view.t('conclusions:alone'), value: textOf(approving.form, 'aloneBecause'), autocomplete: 'off', maxlength: 300, faults: approving.faults })}
      ${submit(view.t('conclusions:approve'))}
    </form>
    <details ${rejecting.faults['why'] && html`open`}>
      <summary>${view.t('conclusions:back')}</summary>
      <form method="post" action="${pathOf(dialogue.id, 'rejection')}" novalidate>
        ${hidden(view, state)}
        ${textArea({ name: 'why', label: view.t('conclusions:why'), value: textOf(rejecting.form, 'why'), rows: 3, maxlength: lengths.why, required: true, faults: rejecting.faults })}
        ${submit(view.t('conclusions:backSubmit'), 'quiet')}
      </form>
    </details>
  </section>`
}

const notesPart = (view: View, { notes }: ConclusionPage): Piece =>
  notes.length > 0 &&
  html`<details class="panel">
    <summary>${view.t('conclusions:notes')}</summary>
    <ul>
      ${notes.map(({ speaker, words }) => html`<li>${speaker !== null && `${speaker}: `}${words}</li>`)}
    </ul>
  </details>`

const beforePart = (view: View, { before, today }: ConclusionPage): Piece =>
  before.length > 0 &&
  html`<section aria-labelledby="before">
    <h2 id="before">${view.t('conclusions:before')}</h2>
    <p class="hint">${view.t('conclusions:beforeLead')}</p>
    <ul class="rows">
      ${before.map((task) => taskRow(view, task, today))}
    </ul>
  </section>`

/** What one session has concluded: words, tasks, second person, publication, what was done, remarks. */
export const conclusionPage = (view: View, state: ConclusionPage): Html => {
  const { dialogue, conclusion, mayWrite, faults } = state
  const known = conclusion && { ...state, conclusion }
  return appPage(view, {
    title: view.t('conclusions:one'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    actions:
      conclusion &&
      html`${stateChip(view, conclusion.state)}
        <a class="button quiet" href="${pathOf(dialogue.id, 'print')}">${view.t('conclusions:print')}</a>
        <a class="button quiet" href="${pathOf(dialogue.id, 'file')}">${view.t('conclusions:file')}</a>`,
    body: html`${faultSummary(view, faults)}
    ${conclusion?.sentBackWhy != null && html`<div class="banner warn"><p>${view.t('conclusions:sentBack', { why: conclusion.sentBackWhy })}</p></div>`}
    ${beforePart(view, state)} ${notesPart(view, state)}
    ${
      known
        ? html`${publicationPart(view, known)} ${summaryPart(view, known)} ${tasksPart(view, known)}
          ${approvalPart(view, known)} ${remarksPart(view, known)}`
        : html`<form method="post" action="${pathOf(dialogue.id)}" class="panel">
            ${formToken(view)}
            <p>${view.t('conclusions:beginLead')}</p>
            ${mayWrite && submit(view.t('conclusions:begin'))}
          </form>`
    }`,
  })
}
