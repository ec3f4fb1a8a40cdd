import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { SavedFilter } from '../../overview/index.ts'
import { stateChips } from '../dialogues/list-page.ts'
import { selectField, submit, textField } from '../fields.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { filterPart } from '../lists/filter-part.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { wordingHint } from '../voice/wording-hint.ts'
import { formatCount, listMoment, longDay, shortDay, timeOfDay } from '../wording.ts'
import type { Hit } from './find.ts'

export const searchKinds = ['opinion', 'item', 'dialogue', 'answer', 'task', 'form'] as const

export type SearchState = {
  readonly query: string
  readonly kind: (typeof searchKinds)[number] | undefined
  readonly byCode: Hit | undefined
  readonly hits: readonly Hit[]
  /** Null: more than a thousand. */
  readonly count: number | null
  readonly next: string | null
  /** As it stands in the address. */
  readonly address: string
  readonly filters: readonly SavedFilter[]
}

const opinionHit = (view: View, { opinion }: Hit & { kind: 'opinion' }): Html => {
  const when = opinion.isDayOnly ? shortDay(vietnamDate(opinion.receivedAt)) : listMoment(view, opinion.receivedAt)
  return html`<li class="question">
    <p class="question-head">
      <span class="chip">${view.t(`questions:class.${opinion.opinionClass}`)}</span>
      <span class="chip plain">${view.t(`overview:triage.${opinion.triage}`)}</span>
      <a href="/console/opinions/${opinion.id}">${when}</a>
      <span class="hint">${opinion.unitName}</span>
    </p>
    <div class="words" lang="${opinion.language}">
      ${
        opinion.wordings === null
          ? html`<p class="hint">${view.t('console:questions.notReadable')}</p>`
          : opinion.wordings.map((one) => html`${one.heard && wordingHint(view, one, 0, '')}${paragraphs(one.text)}`)
      }
    </div>
  </li>`
}

const itemHit = (view: View, { item }: Hit & { kind: 'item' }): Html =>
  html`<li class="row">
    <div>
      <a href="/console/items/${item.id}"
        ><strong>${item.title ?? view.t('overview:search.unnamed', { number: item.number })}</strong></a
      >
      <span class="hint"
        >${item.topic && (view.locale === 'vi' ? item.topic.vi : item.topic.en)} ·
        ${formatCount(view, item.opinionCount)} ${view.t('overview:column.opinions').toLowerCase()}</span
      >
    </div>
  </li>`

const dialogueHit = (view: View, { dialogue }: Hit & { kind: 'dialogue' }): Html =>
  html`<li class="row">
    <div>
      <a href="/console/dialogues/${dialogue.id}"><strong>${dialogue.title}</strong></a>
      <span class="hint"
        >${timeOfDay(view, dialogue.startsAt)}, ${longDay(view, dialogue.startsAt)} · ${dialogue.place}</span
      >
    </div>
    ${stateChips(view, dialogue)}
  </li>`

/** An answer, a task, a form: what it is about and where it stands. */
const workHit = (view: View, hit: Hit & { kind: 'answer' | 'task' | 'form' }): Html => {
  const { path, title, hint } = aboutWork(view, hit)
  return html`<li class="row">
    <div>
      <span class="chip plain">${view.t(`overview:search.kind.${hit.kind}`)}</span>
      <a href="${path}"><strong>${title}</strong></a>
      <span class="hint">${hint}</span>
    </div>
  </li>`
}

export const aboutWork = (
  view: View,
  hit: Hit & { kind: 'answer' | 'task' | 'form' },
): { readonly path: string; readonly title: string; readonly hint: string } => {
  if (hit.kind === 'answer') {
    const { answer, item } = hit
    const title = item.title ?? view.t('overview:search.unnamed', { number: item.number })
    return {
      path: `/console/answers/${item.id}`,
      title,
      hint: `${answer.answeringBody} · ${shortDay(answer.answeredOn)}`,
    }
  }
  if (hit.kind === 'form') {
    return {
      path: `/console/forms/${hit.form.id}`,
      title: hit.title,
      hint: view.t(`form-builder:state.${hit.form.state}`),
    }
  }
  const { task } = hit
  const due = view.t('conclusions:due', { day: shortDay(task.dueOn) })
  return {
    path: `/console/dialogues/${task.dialogueId}/conclusion#task-${task.id}`,
    title: task.words,
    hint: `${task.ownerPost} · ${due} · ${task.session} · ${task.unitName}`,
  }
}

const hitItem = (view: View, hit: Hit): Html => {
  if (hit.kind === 'opinion') return opinionHit(view, hit)
  if (hit.kind === 'item') return itemHit(view, hit)
  return hit.kind === 'dialogue' ? dialogueHit(view, hit) : workHit(view, hit)
}

const results = (view: View, state: SearchState): Piece => {
  const { query, byCode, hits, count, next, address } = state
  if (query === '') return null
  if (hits.length === 0 && !byCode)
    return emptyState(view.t('overview:search.none', { query }), view.t('overview:search.noneNext'))
  const said =
    count === null
      ? view.t('overview:search.more')
      : view.t('overview:search.count', { count, shown: formatCount(view, count) })
  return html`${
    byCode &&
    html`<section aria-labelledby="by-code">
      <h2 id="by-code">${view.t('overview:search.byCode')}</h2>
      <ul class="questions plain">
        ${hitItem(view, byCode)}
      </ul>
    </section>`
  }
  ${
    hits.length > 0 &&
    html`<p role="status"><strong>${said}</strong></p>
      <ol class="questions plain">
        ${hits.map((hit) => hitItem(view, hit))}
      </ol>
      ${listLinks(view, 'search', address)}`
  }
  ${next !== null && html`<p><a class="button quiet" href="/console/search?${address}&after=${next}">${view.t('console:list.older')}</a></p>`}`
}

export const searchPage = (view: View, state: SearchState): Html =>
  appPage(view, {
    title: view.t('overview:search.title'),
    width: 'wide',
    body: html`<form method="get" action="/console/search" class="inline" role="search">
        ${textField({
          name: 'q',
          label: view.t('overview:search.label'),
          hint: view.t('overview:search.hint'),
          value: state.query,
          type: 'search',
          autocomplete: 'off',
          maxlength: 200,
          autofocus: state.query === '',
        })}
        ${selectField({
          name: 'kind',
          label: view.t('overview:search.kind'),
          value: state.kind ?? '',
          options: [
            { value: '', label: view.t('overview:search.everything') },
            ...searchKinds.map((kind) => ({ value: kind, label: view.t(`overview:search.kind.${kind}`) })),
          ],
        })}
        ${submit(view.t('overview:search.submit'))}
      </form>
      ${filterPart(view, { page: 'search', query: state.address }, state.filters)} ${results(view, state)}`,
  })
