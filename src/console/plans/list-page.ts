import type { listPlans } from '../../plans/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, selectField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { listPath, pathOf, planChip } from './parts.ts'

type ListedPlan = Awaited<ReturnType<typeof listPlans>>[number]

type State = {
  readonly plans: readonly ListedPlan[]
  /** Where this officer may begin a plan. */
  readonly units: readonly Unit[]
  readonly form: Form
  readonly faults: Faults
}

const row = (view: View, plan: ListedPlan): Html =>
  html`<li class="row">
    <span class="stacked">
      <a href="${pathOf(plan.id)}"><strong>${view.t('plans:one.title', { year: plan.year })}</strong></a>
      <span class="hint"
        >${plan.unitName} · ${view.t('plans:list.counts', { planned: plan.planned, held: plan.held })}</span
      >
    </span>
    ${planChip(view, plan.state)}
  </li>`

export const listPage = (view: View, { plans, units, form, faults }: State): Html =>
  appPage(view, {
    title: view.t('plans:title'),
    lead: view.t('plans:lead'),
    body: html`${faultSummary(view, faults)}
    ${
      plans.length === 0
        ? emptyState(view.t('plans:list.empty'), view.t('plans:list.emptyHint'))
        : html`<ul class="rows">
              ${plans.map((plan) => row(view, plan))}
            </ul>
            ${listLinks(view, 'plans', '')}`
    }
    ${
      units.length > 0 &&
      html`<form method="post" action="${listPath}" class="panel" novalidate>
        <h2>${view.t('plans:list.new')}</h2>
        ${formToken(view)}
        ${selectField({ name: 'unit', label: view.t('plans:list.unit'), value: textOf(form, 'unit'), options: units.map(({ id, fullName }) => ({ value: id, label: fullName })), faults })}
        ${textField({ name: 'year', label: view.t('plans:list.year'), value: textOf(form, 'year'), inputmode: 'numeric', autocomplete: 'off', size: 'short', maxlength: 4, required: true, faults })}
        ${submit(view.t('plans:list.begin'))}
      </form>`
    }`,
  })
