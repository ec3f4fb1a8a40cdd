import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { Item, ItemAct, MemberNote, Question } from '../../questions/index.ts'
import type { Standing } from '../../answers/index.ts'
import { pathOfAnswer, standingChip } from '../answers/parts.ts'
import { faultSummary, formToken, submit, type Option } from '../fields.ts'
import { noFaults, type Faults } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { wordingHint } from '../voice/wording-hint.ts'
import { formatCount, listMoment, shortDay } from '../wording.ts'
import { formOfItem, headFields, type HeadForm } from './head-form.ts'

export type ItemState = {
  readonly item: Item
  readonly placeName: string
  readonly placeAddress: string
  /** Where it was joined, for one that stands for nothing itself any more. */
  readonly into: Item | undefined
  readonly questions: readonly Question[]
  readonly nextCursor: string | null
  readonly notes: ReadonlyMap<string, MemberNote>
  readonly history: readonly ItemAct[]
  readonly topics: readonly Option[]
  readonly mayWork: boolean
  /** How far its answer is; nothing for one that stands for nothing itself any more. */
  readonly answering: Standing | undefined
}

export type DescribeState = { readonly form?: HeadForm; readonly faults: Faults; readonly version?: number }

export const titleOfItem = (view: View, item: Item): string =>
  item.title ?? view.t('items:page.untitled', { number: item.number })

const fact = (label: string, value: Piece): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

const facts = (view: View, { item }: ItemState): Html =>
  html`<dl class="facts">
    ${fact(view.t('items:page.opinions'), formatCount(view, item.opinionCount))}
    ${fact(view.t('items:page.supports'), formatCount(view, item.supportCount))}
    ${fact(view.t('items:form.class'), view.t(`questions:class.${item.opinionClass}`))}
    ${fact(view.t('items:form.kind'), view.t(`items:kind.${item.kind}`))}
    ${fact(view.t('items:form.topic'), item.topic ? (view.locale === 'en' ? item.topic.en : item.topic.vi) : '–')}
    ${fact(
      view.t('items:form.reach'),
      item.households === null
        ? view.t(`items:reach.${item.reach}`)
        : view.t('items:page.reachOf', { reach: view.t(`items:reach.${item.reach}`), count: item.households }),
    )}
    ${fact(
      view.t('items:form.competence'),
      item.competentBody === null
        ? view.t(`items:competence.${item.competence}`)
        : `${view.t(`items:competence.${item.competence}`)}: ${item.competentBody}`,
    )}
    ${
      (item.isRisk || item.isHotSpot) &&
      fact(
        view.t('items:form.marks'),
        html`<span class="chips"
          >${item.isRisk && html`<span class="chip bad">${view.t('items:mark.riskShort')}</span>`}${
            item.isHotSpot && html`<span class="chip bad">${view.t('items:mark.hotSpotShort')}</span>`
          }</span
        >`,
      )
    }
  </dl>`

const whenOf = (view: View, question: Question): string =>
  question.isDayOnly ? shortDay(vietnamDate(question.receivedAt)) : listMoment(view, question.receivedAt)

const words = (view: View, question: Question): Piece => {
  if (question.wordings === null) return html`<p class="hint">${view.t('console:questions.notReadable')}</p>`
  return question.wordings.map(
    (one, at) =>
      html`${wordingHint(view, one, at, question.isDayOnly ? shortDay(vietnamDate(one.at)) : listMoment(view, one.at))}${paragraphs(one.text)}`,
  )
}

const member = (view: View, question: Question, state: ItemState): Html => {
  const note = state.notes.get(question.id)
  const maySplit = state.mayWork && state.item.state === 'open' && state.item.opinionCount > 1
  return html`<li class="question" id="q-${question.id}">
    <p class="question-head">
      <span class="chip plain">${view.t(`questions:class.${question.opinionClass}`)}</span>
      ${note?.isObjected && html`<span class="chip warn">${view.t('items:list.objected')}</span>`}
      <span class="hint"
        >${whenOf(view, question)} · ${view.t(`questions:channel.${question.channel}`)} ·
        ${view.t(`questions:naming.short.${question.naming}`, { name: question.name ?? '' })}${
          question.isEnteredByOfficer && ` · ${view.t('items:page.byOfficer')}`
        }${note?.fromNumber != null && ` · ${view.t('items:page.fromNumber', { number: note.fromNumber })}`}</span
      >
    </p>
    <div class="words" lang="${question.language}">${words(view, question)}</div>
    ${question.files.length > 0 && html`<p class="hint">${view.t('items:page.files', { count: question.files.length })}</p>`}
    ${question.wordings !== null && html`<p class="row-link"><a href="/console/opinions/${question.id}">${view.t('privacy:page.open')}</a></p>`}
    ${note?.toldAt && html`<p class="hint">${view.t('items:page.told', { when: listMoment(view, note.toldAt) })}</p>`}
    ${
      maySplit &&
      html`<form method="post" action="/console/items/${state.item.id}/split">
        ${formToken(view)}<input type="hidden" name="opinion" value="${question.id}" />
        <button class="button quiet small" type="submit">${view.t('items:page.split')}</button>
      </form>`
    }
  </li>`
}

const actLine = (view: View, act: ItemAct): string => {
  const values = { count: act.opinions, from: act.from.join(', '), to: act.to }
  return view.t(`items:act.${act.why}${act.isIncoming ? 'In' : 'Out'}`, values)
}

const historyList = (view: View, { history, item, mayWork }: ItemState): Piece =>
  history.length > 0 &&
  html`<section class="panel" id="history" aria-labelledby="history-title">
    <h2 id="history-title">${view.t('items:page.history')}</h2>
    <ol class="rows">
      ${history.map((act) => {
        const mayUndo = mayWork && act.why === 'merged' && act.isIncoming && act.undoneAt === null
        const when = act.isDayOnly ? shortDay(vietnamDate(act.at)) : listMoment(view, act.at)
        return html`<li class="row">
          <div>
            <span>${actLine(view, act)}</span>
            <span class="hint"
              >${when} ·
              ${act.officer ?? view.t('items:act.author')}${
                act.undoneAt !== null && ` · ${view.t('items:act.undoneAt', { when: listMoment(view, act.undoneAt) })}`
              }${act.told > 0 && ` · ${view.t('items:act.told', { count: act.told })}`}</span
            >
          </div>
          ${
            mayUndo &&
            html`<form method="post" action="/console/items/${item.id}/undo">
              ${formToken(view)}<input type="hidden" name="batch" value="${act.batchId}" />
              <button class="button quiet small" type="submit">${view.t('items:page.undo')}</button>
            </form>`
          }
        </li>`
      })}
    </ol>
  </section>`

const describeForm = (view: View, state: ItemState, described: DescribeState): Piece => {
  const { item, mayWork, topics } = state
  if (!mayWork || item.state === 'merged') return null
  const hasFaults = Object.keys(described.faults).length > 0
  return html`<details class="panel" ${(hasFaults || item.title === null) && html`open`}>
    <summary>${view.t('items:page.describe')}</summary>
    <p class="hint">${view.t('items:page.describeHint')}</p>
    <form method="post" action="/console/items/${item.id}/describe">
      ${formToken(view)}<input type="hidden" name="version" value="${String(described.version ?? item.version)}" />
      ${headFields(view, described.form ?? formOfItem(item), { topics, faults: described.faults })}
      ${submit(view.t('items:page.save'))}
    </form>
  </details>`
}

const answerPart = (view: View, { item, answering, mayWork }: ItemState): Piece =>
  answering !== undefined &&
  html`<section class="panel" id="answer" aria-labelledby="answer-title">
    <h2 id="answer-title">${view.t('answers:item.title')}</h2>
    <p>${standingChip(view, answering)}</p>
    <p>
      <a class="button quiet" href="${pathOfAnswer(item.id)}"
        >${view.t(answering === 'waiting' && mayWork ? 'answers:item.write' : 'answers:item.open')}</a
      >
    </p>
  </section>`

const closedNote = (view: View, { item, into }: ItemState): Piece => {
  if (item.state === 'open') return null
  return html`<div class="banner warn">
    <p>
      ${
        into
          ? html`${view.t('items:page.mergedInto')}
              <a href="/console/items/${into.id}"
                >${view.t('items:list.number', { number: into.number })}: ${titleOfItem(view, into)}</a
              >`
          : view.t('items:page.empty')
      }
    </p>
  </div>`
}

export const itemPage = (
  view: View,
  state: ItemState,
  described: DescribeState = { faults: noFaults },
  faults: Faults = noFaults,
): Html => {
  const { item, questions, nextCursor } = state
  return appPage(view, {
    title: titleOfItem(view, item),
    width: 'wide',
    trail: [
      { path: '/console/items', label: view.t('items:list.heading') },
      { path: state.placeAddress, label: state.placeName },
    ],
    lead: view.t('items:page.lead', { number: item.number }),
    actions:
      state.mayWork &&
      item.state === 'open' &&
      html`<a class="button quiet" href="/console/handovers/new?unit=${item.unitId}&items=${item.id}"
        >${view.t('handover:list.new')}</a
      >`,
    body: html`${faultSummary(view, { ...faults, ...described.faults })} ${closedNote(view, state)}
      <div class="beside">
        <section aria-labelledby="wordings">
          <h2 id="wordings">${view.t('items:page.wordings')}</h2>
          ${questions.length === 0 && html`<p class="hint">${view.t('items:page.noWordings')}</p>`}
          <ol class="questions plain">
            ${questions.map((one) => member(view, one, state))}
          </ol>
          ${
            nextCursor !== null &&
            html`<p>
              <a class="button quiet" href="/console/items/${item.id}?after=${nextCursor}"
                >${view.t('console:list.older')}</a
              >
            </p>`
          }
        </section>
        <aside aria-label="${view.t('items:page.matter')}">
          <section class="panel" aria-labelledby="matter">
            <h2 id="matter">${view.t('items:page.matter')}</h2>
            ${facts(view, state)}
          </section>
          ${answerPart(view, state)} ${historyList(view, state)} ${describeForm(view, state, described)}
        </aside>
      </div>`,
  })
}
