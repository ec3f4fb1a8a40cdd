import type { Dialogue, PlannedShares } from '../../dialogues/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import {
  opinionClasses,
  type Balance,
  type OpinionClass,
  type Question,
  type QuestionCounts,
  type TriageState,
} from '../../questions/index.ts'
import type { SavedFilter } from '../../overview/index.ts'
import type { Unit } from '../../units/index.ts'
import { formToken, selectField, submit } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { holdsAny } from '../navigation.ts'
import { filterPart } from '../lists/filter-part.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { wordingHint } from '../voice/wording-hint.ts'
import { formatCount, listMoment, shortDay } from '../wording.ts'
import { markedWords } from '../privacy/marked-words.ts'
import { filePiece } from './file-piece.ts'
import { classBars } from './class-bars.ts'

export type QuestionsState = {
  readonly dialogues: readonly Dialogue[]
  readonly units: readonly Unit[]
  readonly query: {
    readonly asked: string
    readonly opinionClass: OpinionClass | undefined
    readonly triage: TriageState | undefined
    readonly isHeld: boolean
    readonly cursor: string
  }
  readonly planned: PlannedShares
  readonly filters: readonly SavedFilter[]
  readonly questions: { readonly items: readonly Question[]; readonly nextCursor: string | null }
  readonly counts: QuestionCounts | undefined
  readonly balance: Balance | undefined
}

/** In the order of the sum; of those pending some are merged, and supports stand beside the balance. */
const figures = ['received', 'pending', 'merged', 'refused', 'withdrawn', 'erased', 'supports'] as const

/** Changes whenever the list on the screen, or a figure beside it, would. */
export const seenMark = ({ questions, counts, balance }: QuestionsState): string =>
  [
    questions.items[0]?.id ?? '',
    questions.items.length,
    counts?.held ?? 0,
    ...opinionClasses.map((name) => counts?.byClass[name] ?? 0),
    ...(balance ? figures.map((name) => balance[name]) : []),
  ].join('.')

const addressOf = (
  path: string,
  { query }: QuestionsState,
  changes: Record<string, string | undefined> = {},
): string => {
  const values = {
    dialogue: query.asked,
    class: query.opinionClass,
    triage: query.triage,
    held: query.isHeld ? 'yes' : undefined,
    ...changes,
  }
  const present = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  return present.length === 0 ? path : `${path}?${new URLSearchParams(present).toString()}`
}

/** What is shown, as the query of a link or a filter that is kept. */
const queryOf = (state: QuestionsState): string => addressOf('', state).replace(/^\?/, '')

const wordings = (view: View, question: Question): Piece => {
  if (question.wordings === null) return html`<p class="hint">${view.t('console:questions.notReadable')}</p>`
  return question.wordings.map(
    (one, index) => html`${wordingHint(view, one, index, listMoment(view, one.at))}${markedWords(view, one)}`,
  )
}

const whenOf = (view: View, question: Question): string =>
  question.isDayOnly ? shortDay(vietnamDate(question.receivedAt)) : listMoment(view, question.receivedAt)

const questionItem = (view: View, question: Question, state: QuestionsState): Html => {
  const mayRelease = question.isHeld && view.signedIn !== undefined && holdsAny(view.signedIn, ['front_officer'])
  const author = view.t(`questions:naming.short.${question.naming}`, { name: question.name ?? '' })
  return html`<li class="question" id="q-${question.id}">
    <p class="question-head">
      <span class="chip">${view.t(`questions:class.${question.opinionClass}`)}</span>
      <span class="hint"
        >${whenOf(view, question)} · ${view.t(`questions:channel.${question.channel}`)} ·
        ${author}${question.unitName && ` · ${question.unitName}`}</span
      >
    </p>
    <div class="words" lang="${question.language}">${wordings(view, question)}</div>
    ${question.files.length > 0 && html`<div class="files">${question.files.map((file) => filePiece(view, question, file))}</div>`}
    ${question.wordings !== null && html`<p class="row-link"><a href="/console/opinions/${question.id}">${view.t('privacy:page.open')}</a></p>`}
    ${
      mayRelease &&
      html`<form method="post" action="/console/questions/${question.id}/release">
        ${formToken(view)}<input type="hidden" name="dialogue" value="${state.query.asked}" />
        <button class="button quiet small" type="submit">${view.t('console:questions.release')}</button>
      </form>`
    }
  </li>`
}

const balanceFigures = (view: View, balance: Balance | undefined): Piece =>
  balance &&
  html`<dl class="facts counts">
      ${figures.map(
        (name) =>
          html`<div>
            <dt>${view.t(`console:balance.${name}`)}</dt>
            <dd>${formatCount(view, balance[name])}</dd>
          </div>`,
      )}
    </dl>
    ${!balance.addsUp && html`<div class="banner bad"><p>${view.t('console:balance.wrong')}</p></div>`}`

const classFilter = (view: View, state: QuestionsState): Html => {
  const { counts, query } = state
  const link = (name: OpinionClass | undefined, label: string, count: number): Html =>
    html`<a
      class="filter"
      href="${addressOf('/console/questions', state, { class: name, held: undefined })}"
      ${name === query.opinionClass && !query.isHeld && html`aria-current="true"`}
      >${label} <span class="count">${formatCount(view, count)}</span></a
    >`
  return html`<nav class="filters" aria-label="${view.t('console:questions.byClass')}">
    ${link(undefined, view.t('console:questions.all'), counts?.listed ?? 0)}
    ${opinionClasses.map((name) => link(name, view.t(`questions:class.${name}`), counts?.byClass[name] ?? 0))}
    ${
      (counts?.held ?? 0) > 0 &&
      html`<a
        class="filter warn"
        href="${addressOf('/console/questions', state, { class: undefined, held: 'yes' })}"
        ${query.isHeld && html`aria-current="true"`}
        >${view.t('console:questions.heldShort')} <span class="count">${formatCount(view, counts?.held ?? 0)}</span></a
      >`
    }
  </nav>`
}

const sharesPanel = (view: View, { counts, balance, planned }: QuestionsState): Piece =>
  counts &&
  counts.listed > 0 &&
  html`<aside class="panel" aria-labelledby="shares">
    <h2 id="shares">${view.t('console:questions.shares')}</h2>
    ${classBars(view, counts.byClass, planned)} ${balanceFigures(view, balance)}
  </aside>`

/** The list and the figures beside it: what renews itself while the first page is open. */
export const livePart = (view: View, state: QuestionsState): Html => {
  const { questions, query, counts } = state
  const live = `${addressOf('/console/questions/live', state)}${query.asked || query.opinionClass || query.isHeld ? '&' : '?'}seen=${seenMark(state)}`
  return html`<div
    id="live"
    class="beside"
    ${query.cursor === '' && html`hx-get="${live}" hx-trigger="every 6s" hx-swap="outerHTML"`}
  >
    <div>
      <p class="visually-hidden" role="status">${view.t('console:questions.count', { count: counts?.listed ?? 0 })}</p>
      ${classFilter(view, state)}
      ${questions.items.length === 0 && emptyState(view.t('console:questions.none'), view.t('console:questions.noneNext'))}
      ${
        questions.items.length > 0 &&
        html`<ol class="questions plain">
          ${questions.items.map((one) => questionItem(view, one, state))}
        </ol>`
      }
      ${questions.items.length > 0 && listLinks(view, 'questions', queryOf(state))}
      ${questions.nextCursor !== null && html`<p><a class="button quiet" href="${addressOf('/console/questions', state, { after: questions.nextCursor })}">${view.t('console:list.older')}</a></p>`}
    </div>
    ${sharesPanel(view, state)}
  </div>`
}

const collectionForm = (view: View, { dialogues, units, query }: QuestionsState): Html =>
  html`<form method="get" action="/console/questions" class="inline">
    ${selectField({
      name: 'dialogue',
      label: view.t('console:questions.collection'),
      value: query.asked,
      options: [
        ...dialogues.map((one) => ({ value: one.id, label: `${one.title} (${shortDay(vietnamDate(one.startsAt))})` })),
        ...units.map((unit) => ({
          value: `unit:${unit.id}`,
          label: view.t('console:questions.wholeUnit', { unit: unit.fullName }),
        })),
      ],
    })}
    ${submit(view.t('console:questions.show'), 'quiet')}
  </form>`

export const questionsPage = (view: View, state: QuestionsState): Html => {
  const mayEnter = view.signedIn !== undefined && holdsAny(view.signedIn, ['front_officer', 'group_head'])
  return appPage(view, {
    title: view.t('console:questions.title'),
    width: 'wide',
    actions:
      mayEnter && html`<a class="button primary" href="/console/questions/new">${view.t('console:nav.enter')}</a>`,
    body: html`${(state.dialogues.length > 0 || state.units.length > 1) && collectionForm(view, state)}
    ${filterPart(view, { page: 'questions', query: queryOf(state) }, state.filters)} ${livePart(view, state)}`,
  })
}
