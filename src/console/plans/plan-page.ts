import type { Plan, PlannedLine, unplannedSessions } from '../../plans/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'
import { lineChip, lineState, pathOf, planChip, trailOf } from './parts.ts'

export type PlanPageState = {
  readonly plan: Plan
  readonly unitName: string
  readonly lines: readonly PlannedLine[]
  readonly unplanned: Awaited<ReturnType<typeof unplannedSessions>>
  readonly writer: string
  readonly today: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly isOwn: boolean
  readonly form: Form
  readonly faults: Faults
}

const figures = (view: View, { plan, lines, unplanned, today }: PlanPageState): Html => {
  const states = lines.map((line) => lineState(line, plan.year, today))
  const count = (state: string): number => states.filter((one) => one === state).length
  const cost = lines.reduce((sum, line) => sum + (line.cost ?? 0), 0)
  const pairs: readonly [string, string][] = [
    [view.t('plans:figures.planned'), formatCount(view, lines.length)],
    [view.t('plans:figures.held'), formatCount(view, count('held'))],
    [view.t('plans:figures.late'), formatCount(view, count('late'))],
    [view.t('plans:figures.unplanned'), formatCount(view, unplanned.length)],
    [view.t('plans:figures.cost'), formatCount(view, cost)],
  ]
  return html`<dl class="facts counts">
    ${pairs.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}

const lineRow = (view: View, { plan, today, mayWrite }: PlanPageState, line: PlannedLine): Html =>
  html`<li class="row">
    <span class="stacked">
      <strong>${view.t('plans:line.month', { month: line.month })}: ${line.topic}</strong>
      <span class="hint"
        >${view.t(`plans:type.${line.type}`)} · ${view.t(`plans:level.${line.level}`)} ·
        ${line.host}${line.place !== '' && ` · ${line.place}`}${line.cost !== null && ` · ${view.t('plans:line.cost', { cost: formatCount(view, line.cost) })}`}</span
      >
      <span class="hint">
        ${line.session && html`<a href="/console/dialogues/${line.dialogueId}">${line.session.title}</a>`}
        ${mayWrite && html`<a href="${pathOf(plan.id, `lines/${line.id}`)}">${view.t('plans:line.edit')}</a>`}
      </span>
    </span>
    ${lineChip(view, line, lineState(line, plan.year, today))}
  </li>`

const approval = (view: View, state: PlanPageState): Piece => {
  const { plan, mayWrite, mayApprove, isOwn, form, faults, writer } = state
  const hidden = html`${formToken(view)}<input type="hidden" name="version" value="${plan.version}" />`
  if (plan.state === 'draft') {
    return (
      mayWrite &&
      html`<form method="post" action="${pathOf(plan.id, 'approval-request')}" class="panel" novalidate>
        ${hidden}
        <p>${view.t('plans:approve.ask')}</p>
        ${submit(view.t('plans:approve.askSubmit'))}
      </form>`
    )
  }
  if (plan.state === 'approved') return null
  if (!mayApprove) return html`<p class="panel">${view.t('plans:approve.waits', { name: writer })}</p>`
  return html`<section class="panel" aria-labelledby="approve">
    <h2 id="approve">${view.t('plans:approve.title')}</h2>
    <p>${view.t('plans:approve.lead', { name: writer })}</p>
    <form method="post" action="${pathOf(plan.id, 'approval')}" novalidate>
      ${hidden}
      ${
        isOwn &&
        textField({
          name: 'aloneBecause',
          label: view.t('plans:approve.alone'),
          value: textOf(form, 'aloneBecause'),
          autocomplete: 'off',
          maxlength: 300,
          faults,
        })
      }
      ${submit(view.t('plans:approve.submit'))}
    </form>
    <details ${faults['why'] && html`open`}>
      <summary>${view.t('plans:approve.back')}</summary>
      <form method="post" action="${pathOf(plan.id, 'rejection')}" novalidate>
        ${hidden}
        ${textArea({ name: 'why', label: view.t('plans:approve.why'), value: textOf(form, 'why'), rows: 3, maxlength: 300, required: true, faults })}
        ${submit(view.t('plans:approve.backSubmit'), 'quiet')}
      </form>
    </details>
  </section>`
}

const unplannedPart = (view: View, { unplanned }: PlanPageState): Piece =>
  unplanned.length > 0 &&
  html`<section aria-labelledby="unplanned">
    <h2 id="unplanned">${view.t('plans:unplanned.title')}</h2>
    <p class="hint">${view.t('plans:unplanned.hint')}</p>
    <ul class="rows">
      ${unplanned.map(
        (one) =>
          html`<li class="row">
            <a href="/console/dialogues/${one.id}">${one.title}</a>
            <span class="hint">${shortDay(vietnamDate(one.startsAt))}</span>
          </li>`,
      )}
    </ul>
  </section>`

export const planPage = (view: View, state: PlanPageState): Html => {
  const { plan, lines, mayWrite, faults } = state
  return appPage(view, {
    title: view.t('plans:one.title', { year: plan.year }),
    trail: trailOf(view),
    lead: state.unitName,
    actions: html`${planChip(view, plan.state)}
      <a class="button quiet" href="${pathOf(plan.id, 'print')}">${view.t('plans:one.print')}</a>
      <a class="button quiet" href="${pathOf(plan.id, 'plan.docx')}">${view.t('plans:one.file')}</a>`,
    body: html`${faultSummary(view, faults)}
      ${plan.sentBackWhy !== null && html`<div class="banner warn"><p>${view.t('plans:one.sentBack', { why: plan.sentBackWhy })}</p></div>`}
      ${plan.revision > 0 && html`<p class="hint">${view.t('plans:one.revision', { number: plan.revision })}</p>`}
      ${figures(view, state)}
      <section aria-labelledby="lines">
        <h2 id="lines">${view.t('plans:lines.title')}</h2>
        ${
          lines.length === 0
            ? emptyState(view.t('plans:lines.empty'), view.t('plans:lines.emptyHint'))
            : html`<ul class="rows">
                ${lines.map((line) => lineRow(view, state, line))}
              </ul>`
        }
        ${mayWrite && html`<p><a class="button primary" href="${pathOf(plan.id, 'lines/new')}">${view.t('plans:lines.add')}</a></p>`}
      </section>
      ${unplannedPart(view, state)}
      <section class="panel" aria-labelledby="words">
        <h2 id="words">${view.t('plans:words.title')}</h2>
        <h3>${view.t('plans:field.purpose')}</h3>
        ${plan.purpose === '' ? html`<p class="hint">${view.t('plans:words.none')}</p>` : paragraphs(plan.purpose)}
        <h3>${view.t('plans:field.lessons')}</h3>
        ${plan.lessons === '' ? html`<p class="hint">${view.t('plans:words.none')}</p>` : paragraphs(plan.lessons)}
        ${mayWrite && html`<p><a class="button quiet" href="${pathOf(plan.id, 'head')}">${view.t('plans:words.edit')}</a></p>`}
      </section>
      ${mayWrite && plan.state === 'approved' && html`<p class="hint">${view.t('plans:one.changing')}</p>`}
      ${approval(view, state)}`,
  })
}
