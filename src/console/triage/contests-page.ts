import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { ContestedRefusal } from '../../questions/index.ts'
import { formToken } from '../fields.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { listMoment, shortDay } from '../wording.ts'

export type ContestShown = ContestedRefusal & {
  readonly opinionWords: readonly string[]
  /** Who refused does not decide. */
  readonly isOwn: boolean
}

const decision = (view: View, one: ContestShown): Piece =>
  one.isOwn
    ? html`<p class="hint">${view.t('triage:contests.own')}</p>`
    : html`<form method="post" action="/console/triage/contests/${one.opinionId}">
        ${formToken(view)}<input type="hidden" name="seq" value="${one.seq}" />
        <p class="actions">
          <button class="button primary" name="outcome" value="reopened" type="submit">
            ${view.t('triage:contests.reopen')}
          </button>
          <button class="button quiet" name="outcome" value="upheld" type="submit">
            ${view.t('triage:contests.uphold')}
          </button>
        </p>
      </form>`

const contest = (view: View, one: ContestShown): Html =>
  html`<li class="question">
    <p class="question-head">
      <span class="chip warn">${view.t('triage:contests.why', { why: view.t(`triage:why.${one.why}`) })}</span>
      <span class="hint"
        >${one.unitName} ·
        ${view.t('triage:contests.by', { officer: one.refusedByName ?? '?', date: shortDay(vietnamDate(one.refusedAt)) })}</span
      >
    </p>
    <div class="words">${one.opinionWords.map(paragraphs)}</div>
    ${
      one.words !== null &&
      html`<h2>${view.t('triage:contests.words')}</h2>
        <div class="words">${paragraphs(one.words)}</div>`
    }
    <h2>${view.t('triage:contests.against')} <span class="hint">${listMoment(view, one.contestedAt)}</span></h2>
    <div class="words">${paragraphs(one.contestWords ?? '')}</div>
    ${decision(view, one)}
  </li>`

export const contestsPage = (
  view: View,
  contests: readonly ContestShown[],
  told: { readonly done: 'reopened' | 'upheld' | null; readonly fault: string | null },
): Html =>
  appPage(view, {
    title: view.t('triage:contests.title'),
    lead: view.t('triage:contests.lead'),
    trail: [{ path: '/console/triage', label: view.t('triage:title') }],
    body: html`${told.done && html`<div class="banner good" role="status"><p>${view.t(`triage:contests.done.${told.done}`)}</p></div>`}
    ${told.fault !== null && html`<div class="banner bad" role="alert"><p>${told.fault}</p></div>`}
    ${
      contests.length === 0
        ? emptyState(view.t('triage:contests.none'), view.t('triage:contests.noneNext'))
        : html`<ol class="plain">
            ${contests.map((one) => contest(view, one))}
          </ol>`
    }`,
  })
