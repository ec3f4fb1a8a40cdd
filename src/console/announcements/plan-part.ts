import { ways, type Plan, type Way } from '../../delivery/index.ts'
import type { Broadcast } from '../../broadcasts/index.ts'
import { checkField, formToken, submit } from '../fields.ts'
import type { Faults, Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { momentField, momentParts } from '../moment-field.ts'
import type { View } from '../view.ts'
import { lasts } from './lasts.ts'
import { pacePart } from './pace-part.ts'
import { formatCount, fullMoment } from '../wording.ts'

export type PlanState = {
  readonly broadcast: Broadcast
  /** Voters of the unit, where that is known. */
  readonly voters: number | null
  readonly mayEdit: boolean
  readonly form: Form
  readonly faults: Faults
}

const percent = (view: View, part: number, whole: number): string => {
  const share = ((part / whole) * 100).toFixed(1)
  return `${view.locale === 'vi' ? share.replace('.', ',') : share}%`
}

const table = (view: View, plan: NonNullable<Broadcast['plan']>): Piece => {
  const rows = ways.filter((way: Way) => plan.byWay[way].persons > 0)
  if (rows.length === 0) return null
  return html`<table class="list">
    <caption class="visually-hidden">
      ${view.t('console:plan.title')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${view.t('console:plan.way')}</th>
        <th scope="col" class="number">${view.t('console:plan.persons')}</th>
        <th scope="col" class="number">${view.t('console:plan.cost')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (way) =>
          html`<tr>
            <th scope="row">${view.t(`console:way.${way}`)}</th>
            <td class="number">${formatCount(view, plan.byWay[way].persons)}</td>
            <td class="number">${view.t('console:plan.dong', { amount: formatCount(view, plan.byWay[way].cost) })}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

const quotaNote = (view: View, { beyondQuota }: Plan): Piece => {
  if (!beyondQuota) return null
  const { today, later, days } = beyondQuota
  const counts = { today: formatCount(view, today), later: formatCount(view, later) }
  return html`<div class="banner warn">
    <p>
      ${view.t('console:plan.quota', counts)} ${days !== null && view.t('console:plan.quotaDays', { count: days })}
      ${view.t('console:plan.quotaElse')}
    </p>
  </div>`
}

const foreseen = (view: View, { broadcast, voters }: PlanState): Html => {
  const { plan, id } = broadcast
  if (plan === null) {
    return html`<p
      hx-get="/console/announcements/${id}/plan"
      hx-trigger="every 2s"
      hx-target="#plan"
      hx-swap="outerHTML"
    >
      ${view.t('console:plan.reckoning')}
    </p>`
  }
  const held = plan.byWay.held.persons
  const reached = plan.persons - held - plan.unreachable
  return html`<p>
      <strong
        >${view.t('console:plan.reached', { reached: formatCount(view, reached), all: formatCount(view, plan.persons) })}</strong
      >
      ${voters !== null && voters > 0 && view.t('console:plan.coverage', { share: percent(view, reached, voters), voters: formatCount(view, voters) })}
    </p>
    ${table(view, plan)}
    <dl class="facts">
      <div>
        <dt>${view.t('console:plan.total')}</dt>
        <dd>${view.t('console:plan.dong', { amount: formatCount(view, plan.cost) })}</dd>
      </div>
      <div>
        <dt>${view.t('console:plan.last')}</dt>
        <dd>${lasts(view, plan.lastAfterSeconds)}</dd>
      </div>
      <div>
        <dt>${view.t('console:plan.unreachable')}</dt>
        <dd>${formatCount(view, plan.unreachable)}</dd>
      </div>
    </dl>
    ${plan.persons === 0 && html`<div class="banner warn"><p>${view.t('console:plan.nobody')}</p></div>`}
    ${quotaNote(view, plan)} ${held > 0 && html`<p class="hint">${view.t('console:plan.heldHint')}</p>`}
    <p class="hint">${view.t('console:plan.at', { when: fullMoment(view, new Date(plan.at)) })}</p>`
}

const arrangeForm = (view: View, { broadcast, mayEdit, form, faults }: PlanState): Piece => {
  if (!mayEdit || broadcast.state !== 'draft') return null
  const isBack = form['beginsAt_date'] !== undefined
  const values = isBack ? form : { ...form, ...momentParts('beginsAt', broadcast.beginsAt) }
  const isFree = isBack ? form['free'] !== undefined : !broadcast.mayCost
  const leaves = isBack ? form['leave'] !== undefined : broadcast.onUncertain === 'leave'
  return html`<details ${(broadcast.beginsAt !== null || !broadcast.mayCost || leaves || isBack) && html`open`}>
    <summary>${view.t('console:plan.arrange')}</summary>
    <form method="post" action="/console/announcements/${broadcast.id}/arrange" novalidate>
      ${formToken(view)}
      ${momentField(view, { name: 'beginsAt', label: view.t('console:plan.beginsAt'), hint: view.t('console:plan.beginsHint'), form: values, faults })}
      ${checkField({
        name: 'free',
        label: view.t('console:plan.money'),
        options: [{ value: '1', label: view.t('console:plan.free'), hint: view.t('console:plan.freeHint') }],
        values: isFree ? ['1'] : [],
        faults,
      })}
      ${checkField({
        name: 'leave',
        label: view.t('console:plan.uncertain'),
        options: [{ value: '1', label: view.t('console:plan.leave'), hint: view.t('console:plan.leaveHint') }],
        values: leaves ? ['1'] : [],
        faults,
      })}
      ${submit(view.t('console:plan.save'), 'quiet')}
    </form>
  </details>`
}

/** Whom a draft would reach by which way, what it costs and how long it takes; made by a worker, shown when it is there. */
export const planPart = (view: View, state: PlanState): Html =>
  html`<section id="plan" class="panel" aria-labelledby="plan-title">
    <h2 id="plan-title">${view.t('console:plan.title')}</h2>
    ${foreseen(view, state)}
    ${
      state.broadcast.beginsAt !== null &&
      html`<p>${view.t('console:plan.begins', { when: fullMoment(view, state.broadcast.beginsAt) })}</p>`
    }
    ${arrangeForm(view, state)} ${state.mayEdit && pacePart(view, state)}
  </section>`
