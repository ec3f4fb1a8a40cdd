import type { CollectingDialogue } from '../../dialogues/index.ts'
import { opinionClasses, type OfficerChannel, type OpinionClass, type OpinionNaming } from '../../questions/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, radioField, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html } from '../html.ts'
import { appPage, printPage } from '../layout.ts'
import type { View } from '../view.ts'

export type EntryState = {
  readonly form: Form
  readonly faults: Faults
  readonly units: readonly Unit[]
  readonly unit: Unit | undefined
  readonly dialogues: readonly CollectingDialogue[]
}

const where = (view: View, { form, dialogues, units, unit }: EntryState): Html => html`
  ${
    units.length > 1
      ? selectField({
          name: 'unitId',
          label: view.t('console:entry.unit'),
          value: unit?.id,
          options: units.map(({ id, fullName }) => ({ value: id, label: fullName })),
        })
      : html`<input type="hidden" name="unitId" value="${unit?.id ?? ''}" />`
  }
  ${
    dialogues.length > 0 &&
    selectField({
      name: 'dialogueId',
      label: view.t('console:entry.dialogue'),
      value: textOf(form, 'dialogueId') || dialogues[0]?.id,
      options: [
        ...dialogues.map(({ id, title }) => ({ value: id, label: title })),
        { value: 'none', label: view.t('console:entry.ongoing') },
      ],
    })
  }
`

export const entryPage = (view: View, state: EntryState): Html => {
  const { form, faults } = state
  const channelOptions = (['desk', 'phone', 'paper'] as const).map((value) => ({
    value,
    label: view.t(`console:entry.${value}`),
  }))
  return appPage(view, {
    title: view.t('console:entry.title'),
    trail: [{ path: '/console/questions', label: view.t('console:questions.title') }],
    lead: view.t('console:entry.lead'),
    body: html`${faultSummary(view, faults)}
      <form
        method="post"
        action="/console/questions/new"
        class="panel"
        novalidate
        data-quick
        data-keep="entry"
        ${Object.keys(faults).length === 0 && html`data-fresh="yes"`}
      >
        ${formToken(view)}
        ${radioField({ name: 'channel', label: view.t('console:entry.channel'), value: textOf(form, 'channel') || 'desk', options: channelOptions, layout: 'across' })}
        ${textArea({ name: 'text', label: view.t('console:entry.text'), hint: view.t('console:entry.textHint'), value: textOf(form, 'text'), rows: 6, faults })}
        ${radioField({
          name: 'opinionClass',
          label: view.t('console:entry.class'),
          value: textOf(form, 'opinionClass'),
          options: opinionClasses.map((value) => ({ value, label: view.t(`questions:class.${value}`) })),
          layout: 'across',
          faults,
        })}
        ${radioField({
          name: 'naming',
          label: view.t('console:entry.naming'),
          value: textOf(form, 'naming') || 'sealed',
          options: (['sealed', 'anonymous', 'named'] as const).map((value) => ({
            value,
            label: view.t(`console:entry.naming.${value}`),
          })),
          layout: 'across',
        })}
        ${textField({ name: 'name', label: view.t('console:entry.name'), hint: view.t('console:entry.nameHint'), value: textOf(form, 'name'), autocomplete: 'off', size: 'medium', faults })}
        ${where(view, state)} ${submit(view.t('console:entry.submit'))}
        <p class="hint">${view.t('console:entry.keys')}</p>
      </form>`,
  })
}

export type Receipt = {
  readonly code: string
  readonly day: string
  readonly unit: string
  readonly dialogue: string | null
  readonly hotline: string | null
  readonly opinionClass: OpinionClass
  readonly naming: OpinionNaming
  readonly channel: OfficerChannel
  readonly words: string
  /** Query of the entry form with the same choices. */
  readonly again: string
}

/** The slip that a person takes home: 80 mm paper or A5. */
export const receiptPage = (view: View, receipt: Receipt): Html =>
  printPage(
    view,
    view.t('console:receipt.title'),
    html`<div data-kept-done="entry" hidden></div>
      <article class="slip">
        <p class="slip-head">${view.t('console:receipt.front')}<br /><strong>${receipt.unit}</strong></p>
        <h1>${view.t('console:receipt.title')}</h1>
        <p class="slip-code">${receipt.code}</p>
        <p>${view.t('console:receipt.day', { day: receipt.day })}</p>
        <p>
          ${view.t(`questions:class.${receipt.opinionClass}`)}${receipt.dialogue && html`<br />${view.t('console:receipt.for', { title: receipt.dialogue })}`}
        </p>
        ${receipt.words !== '' && html`<blockquote>${paragraphs(receipt.words)}</blockquote>`}
        <p>${view.t('console:receipt.how', { code: receipt.code })}</p>
        <p>${view.t(receipt.naming === 'anonymous' ? 'console:receipt.onlyKey' : 'console:receipt.keep')}</p>
        ${receipt.hotline && html`<p>${view.t('console:receipt.hotline', { hotline: receipt.hotline })}</p>`}
        <p class="slip-warning">${view.t('broadcasts:notice.warning')}</p>
      </article>
      <p class="no-print print-bar">
        <a class="button primary" href="/console/questions/new?${receipt.again}" accesskey="n"
          >${view.t('console:receipt.next')}</a
        >
      </p>`,
    '/console/questions',
  )
