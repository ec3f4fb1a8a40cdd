import { handoverMax, outcomes, returnReasons, type Handover, type HandoverParty } from '../../handover/index.ts'
import { formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { pathOf } from './parts.ts'

export type PartyState = {
  readonly handover: Handover
  readonly party: HandoverParty
  readonly form: Form
  readonly faults: Faults
}

const hidden = (view: View, { handover, party }: PartyState): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${handover.version}" /><input
      type="hidden"
      name="seq"
      value="${party.seq}"
    />`

const receipt = (view: View, state: PartyState): Html => {
  const { handover, form, faults } = state
  const field = (name: 'name' | 'post'): Html =>
    textField({
      name,
      label: view.t(`handover:receive.${name}`),
      value: textOf(form, name),
      autocomplete: 'off',
      maxlength: handoverMax.name,
      required: true,
      faults,
    })
  return html`<form method="post" action="${pathOf(handover.id, 'receipt')}" novalidate>
    ${hidden(view, state)} ${field('name')} ${field('post')} ${submit(view.t('handover:receive.submit'))}
  </form>`
}

const giveBack = (view: View, state: PartyState): Html => {
  const { handover, form, faults } = state
  const isOpen = faults['reason'] ?? faults['competentBody'] ?? faults['words']
  return html`<details ${isOpen && html`open`}>
    <summary>${view.t('handover:return.title')}</summary>
    <form method="post" action="${pathOf(handover.id, 'return')}" novalidate>
      ${hidden(view, state)}
      ${selectField({ name: 'reason', label: view.t('handover:return.reason'), value: textOf(form, 'reason'), options: returnReasons.map((value) => ({ value, label: view.t(`handover:reason.${value}`) })), faults })}
      ${textField({ name: 'competentBody', label: view.t('handover:return.competent'), value: textOf(form, 'competentBody'), autocomplete: 'off', maxlength: handoverMax.body, faults })}
      ${textArea({ name: 'words', label: view.t('handover:return.words'), value: textOf(form, 'words'), rows: 3, maxlength: handoverMax.why, faults })}
      ${submit(view.t('handover:return.submit'), 'quiet')}
    </form>
  </details>`
}

const outcome = (view: View, state: PartyState): Html => {
  const { handover, form, faults } = state
  const label = (number: number, title: string | null): string =>
    view.t('handover:new.item', { number, title: title ?? view.t('handover:new.untitled') })
  return html`<form method="post" action="${pathOf(handover.id, 'outcome')}" novalidate>
    <h3>${view.t('handover:outcomes.title')}</h3>
    ${hidden(view, state)}
    ${selectField({ name: 'items', label: view.t('handover:one.items'), value: textOf(form, 'items'), options: handover.items.map(({ itemId, number, title }) => ({ value: itemId, label: label(number, title) })), faults })}
    ${selectField({ name: 'outcome', label: view.t('handover:outcomes.outcome'), value: textOf(form, 'outcome'), options: outcomes.map((value) => ({ value, label: view.t(`handover:outcome.${value}`) })), faults })}
    ${textArea({ name: 'outcomeWords', label: view.t('handover:outcomes.words'), value: textOf(form, 'outcomeWords'), rows: 3, maxlength: handoverMax.why, faults })}
    ${submit(view.t('handover:outcomes.submit'))}
  </form>`
}

/** What may be done now for one of those it was sent to. */
export const partyForms = (view: View, state: PartyState): Piece => {
  const { handover, party } = state
  if (handover.sentAt === null || party.returnedAt !== null || handover.state === 'returned') return null
  return html`<section class="panel" aria-labelledby="act">
    <h2 id="act">${view.t('handover:one.actFor', { name: party.name })}</h2>
    ${party.receivedAt === null ? handover.state !== 'done' && receipt(view, state) : handover.state !== 'sent' && outcome(view, state)}
    ${handover.state !== 'done' && giveBack(view, state)}
  </section>`
}
