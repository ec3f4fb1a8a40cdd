import type { Form, FormContent } from '../../forms/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'
import { formChip, listPath, pathOf, titleOf } from './parts.ts'

export type ListedForm = {
  readonly form: Form
  readonly content: FormContent | undefined
  readonly unitName: string
}

type ListState = {
  readonly items: readonly ListedForm[]
  readonly mayWrite: boolean
  readonly showsUnit: boolean
  readonly limit: number
}

const row = (view: View, { form, content, unitName }: ListedForm, showsUnit: boolean): Html =>
  html`<li class="row">
    <span class="stacked">
      <a href="${pathOf(form.id)}"><strong>${titleOf(view, content)}</strong></a>
      <span
        >${view.t('form-builder:list.period', {
          from: listMoment(view, form.opensAt),
          until: listMoment(view, form.closedAt ?? form.closesAt),
        })}</span
      >
      <span class="hint"
        >${showsUnit && html`${unitName} · `}${view.t('form-builder:list.code', { code: form.code })} ·
        ${view.t(`form-builder:counts.${form.counts}`)} · ${view.t(`form-builder:naming.${form.naming}`)}</span
      >
    </span>
    ${formChip(view, form)}
  </li>`

export const listPage = (view: View, state: ListState): Html =>
  appPage(view, {
    title: view.t('form-builder:title'),
    lead: view.t('form-builder:lead'),
    actions:
      state.mayWrite && html`<a class="button primary" href="${listPath}/new">${view.t('form-builder:new.title')}</a>`,
    body: html`${
      state.items.length === 0
        ? emptyState(
            view.t('form-builder:list.empty'),
            view.t(state.mayWrite ? 'form-builder:list.emptyNext' : 'form-builder:list.emptyWait'),
          )
        : html`<ul class="rows">
              ${state.items.map((one) => row(view, one, state.showsUnit))}
            </ul>
            ${listLinks(view, 'forms', '')}`
    }
    ${
      state.items.length >= state.limit &&
      html`<p class="hint">${view.t('form-builder:list.older', { count: state.limit })}</p>`
    }`,
  })
