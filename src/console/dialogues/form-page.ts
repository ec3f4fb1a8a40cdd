import {
  dialogueTypes,
  legalBases,
  modes,
  opinionClasses,
  purposes,
  rhythms,
  type CouncilSession,
  type NoticeAdvice,
} from '../../dialogues/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import type { Unit } from '../../units/index.ts'
import {
  checkField,
  faultSummary,
  formToken,
  radioField,
  selectField,
  submit,
  textArea,
  textField,
  type Option,
} from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import { momentField } from '../moment-field.ts'
import type { View } from '../view.ts'
import { noticeClock } from './notice-clock.ts'

export type DialogueFormState = {
  /** Where the form goes to. */
  readonly action: string
  readonly form: Form
  readonly faults: Faults
  /** Units that may host; one of them is chosen. */
  readonly hosts: readonly Unit[]
  readonly unit: Unit
  readonly groups: readonly Unit[]
  /** Council sessions that a voter contact may belong to. */
  readonly councils: readonly CouncilSession[]
  /** How the notice stands to the law with what is in the form; null while that cannot be said. */
  readonly clock: NoticeAdvice | null
  /** The record that is changed; undefined for a new one. */
  readonly dialogue?: { readonly id: string; readonly title: string }
}

const options = (view: View, prefix: string, values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: capital(view.t(`dialogues:${prefix}.${value}` as PhraseKey)) }))

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const part = (id: string, title: string, body: Piece): Html =>
  html`<section class="panel" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`

const aboutPart = (view: View, { form, faults }: DialogueFormState): Html =>
  part(
    'about',
    view.t('console:dialogue.about'),
    html`
      ${textField({ name: 'title', label: view.t('console:dialogue.title'), hint: view.t('console:dialogue.titleHint'), value: textOf(form, 'title'), required: true, faults })}
      <div class="pair">
        ${radioField({ name: 'type', label: view.t('console:dialogue.type'), value: textOf(form, 'type'), options: options(view, 'type', dialogueTypes), faults })}
        ${radioField({ name: 'rhythm', label: view.t('console:dialogue.rhythm'), value: textOf(form, 'rhythm'), options: options(view, 'rhythm', rhythms), faults })}
      </div>
      ${checkField({ name: 'isThematic', label: view.t('console:dialogue.thematic'), values: listOf(form, 'isThematic'), options: [{ value: 'yes', label: view.t('console:dialogue.isThematic') }], faults })}
      ${textField({ name: 'topic', label: view.t('console:dialogue.topic'), hint: view.t('console:dialogue.topicHint'), value: textOf(form, 'topic'), faults })}
      ${selectField({ name: 'purpose', label: view.t('console:dialogue.purpose'), value: textOf(form, 'purpose'), options: options(view, 'purpose', purposes), faults })}
      ${selectField({ name: 'legalBasis', label: view.t('console:dialogue.basis'), hint: view.t('console:dialogue.basisHint'), value: textOf(form, 'legalBasis'), options: options(view, 'basis', legalBases), faults })}
      ${textArea({ name: 'hosts', label: view.t('console:dialogue.hosts'), hint: view.t('console:dialogue.hostsHint'), value: textOf(form, 'hosts'), rows: 3, faults })}
    `,
  )

const wherePart = (view: View, { form, faults, groups, clock }: DialogueFormState): Html =>
  part(
    'where',
    view.t('console:dialogue.when'),
    html`
      <div class="pair">
        ${momentField(view, { name: 'startsAt', label: view.t('console:dialogue.startsAt'), form, faults })}
        ${momentField(view, { name: 'endsAt', label: view.t('console:dialogue.endsAt'), form, faults })}
      </div>
      <div
        id="notice-clock"
        aria-live="polite"
        hx-get="/console/dialogues/notice-clock"
        hx-trigger="change from:closest form delay:150ms"
        hx-include="[name^=startsAt], [name=legalBasis]"
        hx-sync="this:replace"
      >
        ${noticeClock(view, clock)}
      </div>
      ${radioField({ name: 'mode', label: view.t('console:dialogue.mode'), value: textOf(form, 'mode'), options: options(view, 'mode', modes), faults })}
      ${textField({ name: 'place', label: view.t('console:dialogue.place'), hint: view.t('console:dialogue.placeHint'), value: textOf(form, 'place'), faults })}
      ${
        groups.length > 0 &&
        selectField({
          name: 'placeUnitId',
          label: view.t('console:dialogue.placeUnit'),
          value: textOf(form, 'placeUnitId'),
          options: groups.map(({ id, fullName }) => ({ value: id, label: fullName })),
          empty: view.t('console:dialogue.placeHere'),
          faults,
        })
      }
      ${textField({ name: 'capacity', label: view.t('attendance:console.capacity'), hint: view.t('attendance:console.capacityHint'), value: textOf(form, 'capacity'), inputmode: 'numeric', size: 'short', faults })}
      ${textField({ name: 'joinUrl', label: view.t('console:dialogue.joinUrl'), hint: view.t('console:dialogue.joinUrlHint'), value: textOf(form, 'joinUrl'), type: 'url', faults })}
      ${textField({ name: 'hotline', label: view.t('console:dialogue.hotline'), hint: view.t('console:dialogue.hotlineHint'), value: textOf(form, 'hotline'), type: 'tel', size: 'medium', required: true, faults })}
    `,
  )

const whoPart = (view: View, { form, faults, groups, unit }: DialogueFormState): Html =>
  part(
    'who',
    view.t('console:dialogue.who'),
    html`
      ${radioField({
        name: 'audience',
        label: view.t('console:dialogue.audience'),
        value: textOf(form, 'audience') === 'groups' ? 'groups' : 'whole',
        options: [
          { value: 'whole', label: view.t('console:dialogue.whole', { unit: unit.fullName }) },
          ...(groups.length > 0 ? [{ value: 'groups', label: view.t('console:dialogue.someGroups') }] : []),
        ],
      })}
      ${
        groups.length > 0 &&
        html`<div class="only-groups">
          ${checkField({ name: 'audienceUnits', label: view.t('console:dialogue.groups'), values: listOf(form, 'audienceUnits'), options: groups.map(({ id, fullName }) => ({ value: id, label: fullName })), layout: 'across', faults })}
        </div>`
      }
      ${textArea({ name: 'audienceGroups', label: view.t('console:dialogue.kinds'), hint: view.t('console:dialogue.kindsHint'), value: textOf(form, 'audienceGroups'), rows: 2, faults })}
    `,
  )

const collectPart = (view: View, { form, faults }: DialogueFormState): Html =>
  part(
    'collect',
    view.t('console:dialogue.collect'),
    html`
      <div class="pair">
        ${momentField(view, { name: 'collectionOpensAt', label: view.t('console:dialogue.opensAt'), hint: view.t('console:dialogue.opensHint'), form, faults })}
        ${momentField(view, { name: 'collectionClosesAt', label: view.t('console:dialogue.closesAt'), hint: view.t('console:dialogue.closesHint'), form, faults })}
      </div>
      <fieldset class="field">
        <legend id="f-plannedShares">${view.t('console:dialogue.shares')}</legend>
        <p class="hint">${view.t('console:dialogue.sharesHint')}</p>
        ${faults['plannedShares'] && html`<p class="fault">${faults['plannedShares']}</p>`}
        <div class="pair narrow">
          ${opinionClasses.map((name) =>
            textField({
              name: `share_${name}`,
              label: view.t(`questions:class.${name}`),
              value: textOf(form, `share_${name}`),
              inputmode: 'numeric',
              size: 'short',
            }),
          )}
        </div>
      </fieldset>
    `,
  )

const morePart = (view: View, { form, faults, councils }: DialogueFormState): Html => {
  const isOpen = ['councilSessionId', 'councilSession', 'deputies', 'agenda', 'pack'].some(
    (name) => faults[name] || textOf(form, name) !== '',
  )
  return html`<details class="panel" ${isOpen && html`open`}>
    <summary>${view.t('console:dialogue.more')}</summary>
    ${
      councils.length > 0 &&
      selectField({
        name: 'councilSessionId',
        label: view.t('attendance:council.choose'),
        hint: view.t('attendance:council.chooseHint'),
        value: textOf(form, 'councilSessionId'),
        options: councils.map(({ id, name }) => ({ value: id, label: name })),
        empty: view.t('attendance:council.none'),
        faults,
      })
    }
    ${textField({ name: 'councilSession', label: view.t('console:dialogue.council'), hint: view.t('console:dialogue.councilHint'), value: textOf(form, 'councilSession'), faults })}
    ${textArea({ name: 'deputies', label: view.t('console:dialogue.deputies'), hint: view.t('console:dialogue.perLine'), value: textOf(form, 'deputies'), rows: 3, faults })}
    ${textArea({ name: 'agenda', label: view.t('console:dialogue.agenda'), hint: view.t('console:dialogue.agendaHint'), value: textOf(form, 'agenda'), rows: 5, faults })}
    <h3 id="f-pack">${view.t('console:dialogue.pack')}</h3>
    <p class="hint">${view.t('console:dialogue.packHint')}</p>
    ${faults['pack'] && html`<p class="fault">${faults['pack']}</p>`}
    ${textArea({ name: 'pack_summary', label: view.t('console:dialogue.summary'), value: textOf(form, 'pack_summary'), rows: 4 })}
    ${textArea({ name: 'pack_whyTakePart', label: view.t('console:dialogue.whyTakePart'), value: textOf(form, 'pack_whyTakePart'), rows: 2 })}
    ${textArea({ name: 'pack_whatBecomes', label: view.t('console:dialogue.whatBecomes'), value: textOf(form, 'pack_whatBecomes'), rows: 2 })}
  </details>`
}

const hostPart = (view: View, { hosts, unit }: DialogueFormState): Piece =>
  hosts.length > 1 &&
  selectField({
    name: 'unitId',
    label: view.t('console:dialogue.unit'),
    value: unit.id,
    options: hosts.map(({ id, fullName }) => ({ value: id, label: fullName })),
  })

/** The whole record on one page, the seldom parts folded. */
export const dialogueFormPage = (view: View, state: DialogueFormState): Html => {
  const { dialogue } = state
  return appPage(view, {
    title: view.t(dialogue ? 'console:dialogue.change' : 'console:dialogue.new'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      ...(dialogue ? [{ path: `/console/dialogues/${dialogue.id}`, label: dialogue.title }] : []),
    ],
    lead: dialogue
      ? view.t('console:dialogue.changeLead')
      : html`${view.t('console:dialogue.newLead')}
          <a href="/console/dialogues/urgent">${view.t('console:dialogue.toUrgent')}</a>`,
    body: html`${faultSummary(view, state.faults)}
      <form
        method="post"
        action="${state.action}"
        novalidate
        data-keep="${state.action}"
        ${Object.keys(state.faults).length === 0 && !dialogue && html`data-fresh="yes"`}
      >
        ${formToken(view)} <input type="hidden" name="version" value="${textOf(state.form, 'version')}" />
        ${hostPart(view, state)} ${aboutPart(view, state)} ${wherePart(view, state)} ${whoPart(view, state)}
        ${collectPart(view, state)} ${morePart(view, state)}
        <div class="actions">
          ${submit(view.t(dialogue ? 'console:dialogue.saveChange' : 'console:dialogue.saveDraft'))}
          <button class="button quiet" type="submit" name="only" value="clock">
            ${view.t('dialogues:advice.count')}
          </button>
        </div>
      </form>`,
  })
}

/** Five answers for a hot spot; the rest comes from the template and can be changed afterwards. */
export const urgentFormPage = (view: View, state: DialogueFormState): Html => {
  const { form, faults } = state
  return appPage(view, {
    title: view.t('console:dialogue.urgent'),
    trail: [{ path: '/console/dialogues', label: view.t('console:dialogues.title') }],
    lead: view.t('console:dialogue.urgentLead'),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="/console/dialogues/urgent" class="panel" novalidate>
        ${formToken(view)} ${hostPart(view, state)}
        ${textField({ name: 'topic', label: view.t('console:dialogue.urgentTopic'), hint: view.t('console:dialogue.urgentTopicHint'), value: textOf(form, 'topic'), required: true, autofocus: Object.keys(faults).length === 0, faults })}
        ${momentField(view, { name: 'startsAt', label: view.t('console:dialogue.startsAt'), form, faults })}
        ${textField({ name: 'place', label: view.t('console:dialogue.place'), hint: view.t('console:dialogue.placeHint'), value: textOf(form, 'place'), required: true, faults })}
        ${textField({ name: 'hotline', label: view.t('console:dialogue.hotline'), hint: view.t('console:dialogue.urgentHotline'), value: textOf(form, 'hotline'), type: 'tel', size: 'medium', faults })}
        ${submit(view.t('console:dialogue.urgentSubmit'))}
      </form>`,
  })
}
