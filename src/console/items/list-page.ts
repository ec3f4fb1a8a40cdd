import type { Dialogue } from '../../dialogues/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { opinionClasses, type ItemState, type ListedItem, type OpinionClass } from '../../questions/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, selectField, submit, type Option } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'
import type { Alike } from './likely-same.ts'

export type ItemsState = {
  readonly dialogues: readonly Dialogue[]
  readonly units: readonly Unit[]
  readonly topics: readonly Option[]
  readonly query: {
    /** A session, or `unit:<id>`. */
    readonly of: string
    readonly topicId: string
    readonly opinionClass: OpinionClass | undefined
    readonly state: ItemState
    readonly onlyAlike: boolean
    readonly page: number
  }
  readonly items: readonly ListedItem[]
  readonly total: number
  readonly counts: Readonly<Record<ItemState, number>>
  /** First words of items without a title, for who may read them. */
  readonly words: ReadonlyMap<string, string>
  readonly same: Alike
  readonly mayMerge: boolean
  readonly pageSize: number
}

export type Selection = {
  /** `<id>:<version>` of what was ticked. */
  readonly ticked: readonly string[]
  readonly faults: Faults
  /** An author objects; whoever merges all the same says so. */
  readonly asksDespite: boolean
}

export const nothingTicked: Selection = { ticked: [], faults: {}, asksDespite: false }

export const addressOfItems = (
  query: ItemsState['query'],
  changes: Record<string, string | undefined> = {},
): string => {
  const values: Record<string, string | undefined> = {
    of: query.of,
    topic: query.topicId,
    class: query.opinionClass,
    state: query.state === 'open' ? undefined : query.state,
    alike: query.onlyAlike ? 'yes' : undefined,
    ...changes,
  }
  const present = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  return present.length === 0 ? '/console/items' : `/console/items?${new URLSearchParams(present).toString()}`
}

const excerpt = (words: string): string => (words.length <= 140 ? words : `${words.slice(0, 140).trimEnd()}…`)

/** The matter in one line: its title, or the beginning of the first words while it has none. */
export const nameOfItem = (view: View, item: ListedItem, words: ReadonlyMap<string, string>): Piece => {
  if (item.title !== null) return item.title
  const said = words.get(item.id)
  return said === undefined ? view.t('items:list.untitled') : html`<span class="said">“${excerpt(said)}”</span>`
}

const tags = (view: View, item: ListedItem): Piece =>
  html`<span class="chips"
    ><span class="chip plain">${view.t(`questions:class.${item.opinionClass}`)}</span>${
      item.isRisk && html`<span class="chip bad">${view.t('items:mark.riskShort')}</span>`
    }${item.isHotSpot && html`<span class="chip bad">${view.t('items:mark.hotSpotShort')}</span>`}${
      item.isObjected && html`<span class="chip warn">${view.t('items:list.objected')}</span>`
    }</span
  >`

const itemRow = (view: View, item: ListedItem, state: ItemsState, selection: Selection): Html => {
  const value = `${item.id}:${item.version}`
  const isTicked = selection.ticked.some((one) => one.startsWith(`${item.id}:`))
  const same = state.same.get(item.id)
  const topic = item.topic && (view.locale === 'en' ? item.topic.en : item.topic.vi)
  const about = [topic, item.reach !== 'person' && view.t(`items:reach.${item.reach}`)].filter(Boolean).join(' · ')
  return html`<li class="item-row" id="i-${item.id}">
    ${
      state.mayMerge &&
      item.state === 'open' &&
      html`<input
        type="checkbox"
        name="item"
        value="${value}"
        aria-label="${view.t('items:list.tick', { number: item.number })}"
        ${isTicked && html`checked`}
      />`
    }
    <div class="item-what">
      <p class="item-name">
        <span class="hint">${view.t('items:list.number', { number: item.number })}</span>
        <a href="/console/items/${item.id}">${nameOfItem(view, item, state.words)}</a>
      </p>
      <p class="item-about">
        ${tags(view, item)} ${about !== '' && html`<span class="hint">${about}</span>`}
        ${same && html`<a class="hint" href="#i-${same.id}">${view.t('items:list.alike', { number: same.number })}</a>`}
      </p>
    </div>
    <p class="item-counts">
      <span>${view.t('items:list.opinions', { count: item.opinionCount })}</span>
      ${item.supportCount > 0 && html`<span>${view.t('items:list.supports', { count: item.supportCount })}</span>`}
      <span class="hint">${view.t('items:list.weight', { weight: item.weight })}</span>
    </p>
  </li>`
}

const collectionForm = (view: View, { dialogues, units, query, topics }: ItemsState): Html =>
  html`<form method="get" action="/console/items" class="inline">
    ${selectField({
      name: 'of',
      label: view.t('console:questions.collection'),
      value: query.of,
      options: [
        ...dialogues.map((one) => ({ value: one.id, label: `${one.title} (${shortDay(vietnamDate(one.startsAt))})` })),
        ...units.map((unit) => ({
          value: `unit:${unit.id}`,
          label: view.t('items:list.ongoing', { unit: unit.fullName }),
        })),
      ],
    })}
    ${selectField({
      name: 'topic',
      label: view.t('items:form.topic'),
      value: query.topicId,
      empty: view.t('items:list.anyTopic'),
      options: topics,
    })}
    ${selectField({
      name: 'class',
      label: view.t('items:form.class'),
      value: query.opinionClass,
      empty: view.t('items:list.anyClass'),
      options: opinionClasses.map((value) => ({ value, label: view.t(`questions:class.${value}`) })),
    })}
    ${submit(view.t('console:questions.show'), 'quiet')}
  </form>`

const stateFilter = (view: View, { query, counts }: ItemsState): Html => {
  const link = (state: ItemState, onlyAlike = false): Html =>
    html`<a
      class="filter"
      href="${addressOfItems(query, { state: state === 'open' ? undefined : state, alike: onlyAlike ? 'yes' : undefined })}"
      ${query.state === state && query.onlyAlike === onlyAlike && html`aria-current="true"`}
      >${view.t(onlyAlike ? 'items:list.onlyAlike' : `items:state.${state}`)}
      ${!onlyAlike && html`<span class="count">${formatCount(view, counts[state])}</span>`}</a
    >`
  return html`<nav class="filters" aria-label="${view.t('items:list.byState')}">
    ${link('open')} ${link('open', true)} ${link('merged')} ${link('empty')}
  </nav>`
}

const mergeBar = (view: View, { asksDespite }: Selection): Html =>
  html`<div class="merge-bar">
    ${
      asksDespite &&
      html`<p class="choice">
        <input type="checkbox" id="f-despite" name="despite" value="yes" />
        <label for="f-despite">${view.t('items:merge.despite')}</label>
      </p>`
    }
    ${submit(view.t('items:merge.do'))}
  </div>`

const pages = (view: View, { query, total, items, pageSize }: ItemsState): Piece => {
  const link = (page: number, label: string): Html =>
    html`<a class="button quiet" href="${addressOfItems(query, { page: page === 0 ? undefined : String(page) })}"
      >${label}</a
    >`
  const hasMore = (query.page + 1) * pageSize < total
  return (
    (query.page > 0 || hasMore) &&
    items.length > 0 &&
    html`<p class="actions">
      ${query.page > 0 && link(query.page - 1, view.t('items:list.before'))}
      ${hasMore && link(query.page + 1, view.t('items:list.next'))}
    </p>`
  )
}

export const itemsPage = (view: View, state: ItemsState, selection: Selection = nothingTicked): Html => {
  const { items, query, mayMerge } = state
  const rows = html`<ol class="item-rows plain">
    ${items.map((item) => itemRow(view, item, state, selection))}
  </ol>`
  return appPage(view, {
    title: view.t('items:list.heading'),
    width: 'wide',
    lead: view.t('items:list.lead'),
    body: html`${faultSummary(view, selection.faults)} ${collectionForm(view, state)} ${stateFilter(view, state)}
    ${
      items.length === 0 &&
      emptyState(
        view.t(query.onlyAlike ? 'items:list.noneAlike' : 'items:list.none'),
        view.t(query.onlyAlike ? 'items:list.noneAlikeNext' : 'items:list.noneNext'),
      )
    }
    ${
      items.length > 0 &&
      (mayMerge && query.state === 'open'
        ? html`<form method="post" action="/console/items/merge">
            ${formToken(view)}<input type="hidden" name="back" value="${addressOfItems(query)}" />
            <p class="hint">${view.t('items:merge.hint')}</p>
            ${rows} ${mergeBar(view, selection)}
          </form>`
        : rows)
    }
    ${items.length > 0 && listLinks(view, 'items', addressOfItems(query).split('?')[1] ?? '')} ${pages(view, state)}`,
  })
}
