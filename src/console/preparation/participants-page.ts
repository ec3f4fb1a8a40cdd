import type { Dialogue } from '../../dialogues/index.ts'
import {
  attendances,
  bodyMax,
  contactMax,
  nameMax,
  participantRoles,
  titleMax,
  type Participant,
} from '../../preparation/index.ts'
import { checkField, faultSummary, formToken, radioField, selectField, textField, type Option } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { pathOf, preparationPage } from './frame.ts'

export type ParticipantsState = {
  readonly dialogue: Dialogue
  readonly participants: readonly Participant[]
  /** For the Front only. */
  readonly contacts: ReadonlyMap<string, string>
  readonly groups: readonly Option[]
  readonly mayWrite: boolean
  /** What came back: of a new one, or of the one with this id. */
  readonly given: { readonly id: string | null; readonly form: Form; readonly faults: Faults } | null
}

const asForm = (one: Participant, contact: string): Form => ({
  role: one.role,
  name: one.name,
  title: one.title ?? '',
  body: one.body ?? '',
  contact,
  attends: one.attends,
  areaUnits: one.areaUnits,
  version: String(one.version),
})

const fields = (view: View, form: Form, groups: readonly Option[], faults: Faults): Piece => [
  selectField({
    name: 'role',
    label: view.t('preparation:participants.role'),
    value: textOf(form, 'role'),
    options: participantRoles.map((value) => ({ value, label: view.t(`preparation:role.${value}`) })),
    faults,
  }),
  textField({
    name: 'name',
    label: view.t('preparation:participants.name'),
    value: textOf(form, 'name'),
    maxlength: nameMax,
    required: true,
    faults,
  }),
  textField({
    name: 'title',
    label: view.t('preparation:participants.position'),
    value: textOf(form, 'title'),
    maxlength: titleMax,
    faults,
  }),
  textField({
    name: 'body',
    label: view.t('preparation:participants.body'),
    value: textOf(form, 'body'),
    maxlength: bodyMax,
    faults,
  }),
  textField({
    name: 'contact',
    label: view.t('preparation:participants.contact'),
    hint: view.t('preparation:participants.contactHint'),
    value: textOf(form, 'contact'),
    maxlength: contactMax,
    faults,
  }),
  radioField({
    name: 'attends',
    label: view.t('preparation:participants.attends'),
    value: textOf(form, 'attends') || 'unknown',
    options: attendances.map((value) => ({ value, label: view.t(`preparation:attends.${value}`) })),
    layout: 'across',
    faults,
  }),
  groups.length > 0 &&
    checkField({
      name: 'areaUnits',
      label: view.t('preparation:participants.areas'),
      hint: view.t('preparation:participants.areasHint'),
      values: listOf(form, 'areaUnits'),
      options: groups,
      layout: 'across',
      faults,
    }),
]

const tones = { yes: 'good', no: 'bad', unknown: 'plain' } as const

/** Its own page: fields with the same names would stand twice on one. */
export const participantFormPage = (view: View, state: ParticipantsState, one: Participant | null): Html => {
  const { dialogue, given } = state
  const base = pathOf(dialogue.id, 'participants')
  const form = given?.form ?? (one ? asForm(one, state.contacts.get(one.id) ?? '') : {})
  const faults = given?.faults ?? {}
  return preparationPage(view, {
    dialogue,
    part: 'participants',
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${one ? `${base}/${one.id}` : base}" class="panel" novalidate>
        <h2>
          ${one ? view.t('preparation:participants.changeOf', { name: one.name }) : view.t('preparation:participants.add')}
        </h2>
        ${formToken(view)}<input type="hidden" name="version" value="${textOf(form, 'version')}" />
        ${fields(view, form, state.groups, faults)}
        <p class="actions">
          <button class="button primary" name="act" value="save">${view.t('preparation:plan.save')}</button>
          ${one && html`<button class="button quiet" name="act" value="remove">${view.t('preparation:participants.remove')}</button>`}
        </p>
      </form>`,
  })
}

const row = (view: View, { dialogue, contacts, mayWrite }: ParticipantsState, one: Participant): Html =>
  html`<li class="row">
    <div>
      <strong>${one.name}</strong>
      <span class="hint"
        >${[view.t(`preparation:role.${one.role}`), one.title, one.body].filter(Boolean).join(' · ')}</span
      >
      ${one.areaNames.length > 0 && html`<span class="hint">${view.t('preparation:participants.follows', { areas: one.areaNames.join(', ') })}</span>`}
      ${contacts.get(one.id) !== undefined && html`<span class="hint">${contacts.get(one.id)}</span>`}
    </div>
    <span class="chip ${tones[one.attends]}">${view.t(`preparation:attends.${one.attends}`)}</span>
    ${
      mayWrite &&
      html`<a class="button quiet small" href="${pathOf(dialogue.id, 'participants')}/${one.id}"
        >${view.t('preparation:participants.change')}<span class="visually-hidden">: ${one.name}</span></a
      >`
    }
  </li>`

/** Who takes part by office. */
export const participantsPage = (view: View, state: ParticipantsState): Html =>
  preparationPage(view, {
    dialogue: state.dialogue,
    part: 'participants',
    lead: view.t('preparation:participants.lead'),
    actions:
      state.mayWrite &&
      html`<a class="button primary" href="${pathOf(state.dialogue.id, 'participants')}/new"
        >${view.t('preparation:participants.add')}</a
      >`,
    body:
      state.participants.length === 0
        ? emptyState(view.t('preparation:participants.none'), view.t('preparation:participants.noneNext'))
        : html`<ul class="rows">
            ${state.participants.map((one) => row(view, state, one))}
          </ul>`,
  })
