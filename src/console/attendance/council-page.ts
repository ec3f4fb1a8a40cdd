import { councilBodies, type CouncilSession } from '../../dialogues/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, radioField, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

const home = '/console/councils'

export type CouncilFormState = {
  /** Undefined for a new entry. */
  readonly id: string | undefined
  readonly form: Form
  readonly faults: Faults
  /** Units whose calendar may be written; none for those who only read. */
  readonly units: readonly Unit[]
}

const formPart = (view: View, { id, form, faults, units }: CouncilFormState): Html =>
  html`<form method="post" action="${id === undefined ? home : `${home}/${id}`}" class="panel" novalidate>
    <h2>${view.t(id === undefined ? 'attendance:council.new' : 'attendance:council.change')}</h2>
    ${formToken(view)}<input type="hidden" name="version" value="${textOf(form, 'version')}" />
    ${
      id === undefined &&
      units.length > 1 &&
      selectField({
        name: 'unitId',
        label: view.t('console:dialogue.unit'),
        value: textOf(form, 'unitId'),
        options: units.map((unit) => ({ value: unit.id, label: unit.fullName })),
        faults,
      })
    }
    ${radioField({
      name: 'body',
      label: view.t('attendance:council.body'),
      value: textOf(form, 'body'),
      options: councilBodies.map((value) => ({ value, label: view.t(`attendance:council.body.${value}`) })),
      faults,
    })}
    ${textField({ name: 'name', label: view.t('attendance:council.name'), hint: view.t('attendance:council.nameHint'), value: textOf(form, 'name'), required: true, faults })}
    <div class="pair narrow">
      ${textField({ name: 'opensOn', label: view.t('attendance:council.opensOn'), hint: view.t('console:field.dayForm'), value: textOf(form, 'opensOn'), size: 'medium', required: true, faults })}
      ${textField({ name: 'closesOn', label: view.t('attendance:council.closesOn'), hint: view.t('console:field.dayForm'), value: textOf(form, 'closesOn'), size: 'medium', required: true, faults })}
    </div>
    ${textArea({ name: 'deputies', label: view.t('attendance:council.deputies'), hint: view.t('attendance:council.deputiesHint'), value: textOf(form, 'deputies'), rows: 5, faults })}
    ${submit(view.t('attendance:council.save'))}
  </form>`

const stateOf = (view: View, one: CouncilSession): string => {
  const today = vietnamDate(view.now)
  if (today < one.opensOn) return view.t('attendance:council.coming')
  return view.t(today > one.closesOn ? 'attendance:council.closed' : 'attendance:council.open')
}

const rowOf = (view: View, one: CouncilSession, mayChange: boolean): Html =>
  html`<li class="row">
    <div>
      <strong>${mayChange ? html`<a href="${home}/${one.id}">${one.name}</a>` : one.name}</strong>
      <span class="hint"
        >${shortDay(one.opensOn)} – ${shortDay(one.closesOn)} · ${view.t(`attendance:council.body.${one.body}`)} ·
        ${stateOf(view, one)}</span
      >
      <span class="hint">${one.deputies.join(', ')}</span>
    </div>
  </li>`

export type CouncilsState = CouncilFormState & {
  readonly councils: readonly { readonly council: CouncilSession; readonly mayChange: boolean }[]
}

/** The calendar of council sessions with their deputies; meetings with voters point to one of them. */
export const councilsPage = (view: View, state: CouncilsState): Html => {
  const isNew = state.id === undefined
  const list: Piece =
    state.councils.length === 0
      ? emptyState(view.t('attendance:council.empty'), view.t('attendance:council.emptyNext'))
      : html`<ul class="rows">
          ${state.councils.map(({ council, mayChange }) => rowOf(view, council, mayChange))}
        </ul>`
  return appPage(view, {
    title: view.t('attendance:council.title'),
    ...(isNew ? {} : { trail: [{ path: home, label: view.t('attendance:council.title') }] }),
    lead: view.t('attendance:council.lead'),
    body: html`${faultSummary(view, state.faults)} ${isNew && list} ${state.units.length > 0 && formPart(view, state)}`,
  })
}
